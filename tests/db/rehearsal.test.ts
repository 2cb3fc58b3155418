import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { takeSeats } from '$lib/server/contest/seats';
import { contestRole } from '$lib/server/auth';
import { createContest, listContests } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { setContestMember } from '$lib/server/contest/members';
import { verifyContest } from '$lib/server/contest/verify';
import type { StaffUser } from '$lib/server/auth';
import {
	placesIn,
	rehearsalOf,
	seatsForPhones,
	startRehearsal,
	wipeForgotten,
	wipeRehearsal
} from '$lib/server/rehearsal/rehearsals';
import { addContestants } from '$lib/server/people/roster';
import { operator } from '../helpers/cli';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

beforeEach(async () => {
	await db.deleteFrom('contest').execute();
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
});

const people = (n: number) =>
	Array.from({ length: n }, (_, i) => ({ sbd: 10 + i, name: `Người ${i}`, unit: '10A', pin: null }));

/** Every row that is a contest's, in whatever table, as the database writes it. */
async function rowsOf(contestId: number): Promise<string[]> {
	const { rows: tables } = await sql<{ name: string }>`
		select table_name as name from information_schema.columns
		where table_schema = 'public' and column_name = 'contest_id' order by 1`.execute(db);
	const { rows } = await sql<{ row: string }>`
		select t::text as row from contest t where id = ${contestId}
		${sql.join(
			tables.map(
				({ name }) => sql`union all select t::text from ${sql.table(name)} t where contest_id = ${contestId}`
			),
			sql` `
		)}`.execute(db);
	return rows.map(({ row }) => row).sort();
}

/** The rehearsal of a contest, made for the purpose. */
async function rehearsed(contestId: number) {
	const started = await startRehearsal(db, contestId, 'staff:lan');
	if (!started.ok) throw new Error(started.code);
	return started;
}

async function join(contestId: number, name: string) {
	const secret = `${name.padEnd(32, '-')}`;
	const [outcome] = await takeSeats(db, contestId, undefined, [{ by: 'name', name, unit: '10A', secret }]);
	return outcome;
}

describe('a rehearsal', () => {
	it('is a contest of its own with the draft, the people and the staff of the real one', async () => {
		const { id } = await preparedContest(database, [{}, { kind: 'bell' }], { registration: 'mixed' });
		await addContestants(db, id, people(3), 'staff:lan');
		await db.updateTable('contestant').set({ reserve: true }).where('sbd', '=', 12).execute();
		const user = await addStaff(db, { username: 'dung', role: 'host' });
		await setContestMember(db, id, user, 'host');

		const rehearsal = await rehearsed(id);
		const [real, copy] = [await foldFrom(db, id), await foldFrom(db, rehearsal.id)];
		expect(copy.phase).toBe('lobby');
		expect(copy.prepared).toEqual({ ...real.prepared, units: ['10A'] });
		expect([...copy.contestants.values()].map((c) => [c.sbd, c.unit, c.status])).toEqual([
			[10, '10A', 'registered'],
			[11, '10A', 'registered'],
			[12, '10A', 'reserve']
		]);
		const person: StaffUser = { id: user, username: 'dung', displayName: 'Dũng', role: 'host' };
		expect(await contestRole(db, person, rehearsal.id)).toBe('host');
		expect(await rehearsalOf(db, id)).toMatchObject({
			id: rehearsal.id,
			code: rehearsal.code,
			places: 20_000
		});
		expect((await listContests(db, person)).map((contest) => contest.id)).toEqual([id]);
		const { out } = await operator(database)('contest list');
		expect(out.filter((line) => line.includes('(tổng duyệt)'))).toEqual([
			expect.stringContaining(rehearsal.code)
		]);
	});

	it('has PINs of its own: a seat card opens no seat but the real one', async () => {
		const { id } = await preparedContest(database, [{}]);
		await addContestants(db, id, people(20), 'staff:lan');
		const rehearsal = await rehearsed(id);
		const pins = async (contest: number) =>
			(
				await db
					.selectFrom('contestant')
					.select('pin')
					.where('contest_id', '=', contest)
					.orderBy('sbd')
					.execute()
			).map((row) => row.pin);
		expect(await pins(rehearsal.id)).not.toEqual(await pins(id));
	});

	it('leaves every row of the real contest as it was, played and wiped', async () => {
		const { id } = await preparedContest(database, [{}, {}]);
		await addContestants(db, id, people(2), 'staff:lan');
		expect(await join(id, 'Thật')).toMatchObject({ ok: true });
		const before = await rowsOf(id);

		const rehearsal = await rehearsed(id);
		expect(await join(rehearsal.id, 'Tập')).toMatchObject({ ok: true });
		const steps = [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const;
		for (const step of steps) expect(await hostActs(database, rehearsal.id, step)).toEqual({ ok: true });
		await db
			.insertInto('answer')
			.values({ contest_id: rehearsal.id, question: 1, sbd: 1, value: 'B', choice_no: 1, received_at: 1 })
			.execute();
		expect(await rowsOf(id)).toEqual(before);

		await wipeRehearsal(db, id);
		expect(await rowsOf(rehearsal.id)).toEqual([]);
		expect(await rowsOf(id)).toEqual(before);
		expect(await rehearsalOf(db, id)).toBeNull();
		expect((await verifyContest(db, id)).problems).toEqual([]);
	});

	it('[CO7] has no room for phones where all play with paper boards', async () => {
		const { id } = await preparedContest(database, [{}], { boards: 'paper', capacity: 50 });
		expect(await placesIn(db, id)).toBe(0);
		await rehearsed(id);
		expect((await rehearsalOf(db, id))?.places).toBe(0);
	});

	it('is one at a time, however often it is asked for', async () => {
		const { id } = await preparedContest(database, [{}]);
		const tries = await Promise.all(Array.from({ length: 5 }, () => startRehearsal(db, id, 'staff:lan')));
		expect(tries.filter((one) => one.ok)).toHaveLength(1);
		expect(tries.filter((one) => !one.ok)).toEqual(Array(4).fill({ ok: false, code: 'rehearsal/there' }));
		await wipeRehearsal(db, id);
		expect(await startRehearsal(db, id, 'staff:lan')).toMatchObject({ ok: true });
	});

	it('can be held before the waiting room is open, and not once the contest has started', async () => {
		const { id } = await preparedContest(database, [{}]);
		const phase = async (name: 'draft' | 'running' | 'finished') =>
			void (await db.updateTable('contest').set({ phase: name }).where('id', '=', id).execute());
		for (const name of ['running', 'finished'] as const) {
			await phase(name);
			expect(await startRehearsal(db, id, 'staff:lan')).toEqual({ ok: false, code: 'rehearsal/started' });
		}
		await phase('draft');
		expect(await startRehearsal(db, id, 'staff:lan')).toMatchObject({ ok: true });
		expect(await startRehearsal(db, 0, 'staff:lan')).toEqual({ ok: false, code: 'contest/unknown' });
	});

	it('leaves nothing behind when the contest is not ready for it', async () => {
		const { id } = await createContest(db, { title: 'Chưa có câu hỏi', createdBy: null });
		expect(await startRehearsal(db, id, 'staff:lan')).toMatchObject({ ok: false });
		expect(await db.selectFrom('contest').select('id').execute()).toEqual([{ id }]);
	});

	it('goes with the contest, and by itself when it was left behind for a day', async () => {
		const [a, b, c] = [
			await preparedContest(database, [{}]),
			await preparedContest(database, [{}]),
			await preparedContest(database, [{}])
		];
		for (const { id } of [a, b, c]) await rehearsed(id);
		await db.deleteFrom('contest').where('id', '=', a.id).execute();
		const made = (hours: number) => sql<Date>`now() - make_interval(hours => ${hours})`;
		await db
			.updateTable('contest')
			.set({ created_at: made(25) })
			.where('rehearsal_of', '=', b.id)
			.execute();
		await db
			.updateTable('contest')
			.set({ created_at: made(25) })
			.where('id', '=', b.id)
			.execute();
		await db
			.updateTable('contest')
			.set({ created_at: made(23) })
			.where('rehearsal_of', '=', c.id)
			.execute();
		await wipeForgotten(db);
		const left = await db.selectFrom('contest').select('rehearsal_of').orderBy('id').execute();
		expect(left.map((row) => row.rehearsal_of)).toEqual([null, null, c.id]);
	});
});

describe('seats for simulated phones', () => {
	it('are those of the list that nobody has taken, and the same again after a restart', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'roster' });
		await addContestants(db, id, people(5), 'staff:lan');
		const rehearsal = await rehearsed(id);
		const enter = async ({ sbd, pin }: { sbd: number; pin: string }) =>
			await takeSeats(db, rehearsal.id, undefined, [{ by: 'pin', sbd, pin }]);
		const real = await db
			.selectFrom('contestant')
			.select(['sbd', 'pin'])
			.where('contest_id', '=', rehearsal.id)
			.where('sbd', '=', 10)
			.executeTakeFirstOrThrow();
		await enter(real);

		const first = await seatsForPhones(db, rehearsal.id, 2);
		expect(first.map((seat) => seat.sbd)).toEqual([11, 12]);
		for (const seat of first) await enter(seat);
		expect(await seatsForPhones(db, rehearsal.id, 2)).toEqual(first);
		const all = await seatsForPhones(db, rehearsal.id, 20);
		expect(all.map((seat) => seat.sbd)).toEqual([11, 12, 13, 14]);
	});
});
