import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideNames, typedNames } from '$lib/server/contest/name-review';
import { joinAudience } from '$lib/server/contest/onlookers';
import { foldFrom, readLog } from '$lib/server/contest/log';
import { namesOf, staffNamesOf, takeSeats } from '$lib/server/contest/seats';
import { SeatedNames } from '$lib/server/contest/typed-names';
import { startRehearsal } from '$lib/server/rehearsal/rehearsals';
import { addContestants } from '$lib/server/people/roster';
import { preparedContest } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

let database: FreshDatabase;
let staff: string;
beforeAll(async () => {
	database = await freshDatabase();
	staff = await addStaff(database.db, { username: 'names' });
});
afterAll(() => database.drop());

const secret = () => randomBytes(24).toString('base64url');
const join = (name: string, unit = '') => ({ by: 'name', name, unit, secret: secret() }) as const;

it('a thousand who come with bad names leave honest ones as they are', async () => {
	const { db } = database;
	const { id } = await preparedContest(database, [{}]);
	const seated = new SeatedNames();
	const bad = ['Địt mẹ', 'Ban tổ chức', 'Аdmin', '😀 An', 'vcl', 'F u c k'];
	const joins = Array.from({ length: 2000 }, (_, i) =>
		i % 2 ? join(`Nguyễn Văn Phúc`, `Lớp ${i}`) : join(bad[(i / 2) % bad.length] ?? '', 'Lớp 1')
	);
	for (let at = 0; at < joins.length; at += 250) {
		const known = await foldFrom(db, id);
		const outcomes = await takeSeats(db, id, known, joins.slice(at, at + 250), seated);
		expect(outcomes.filter((one) => !one.ok)).toEqual([]);
	}
	const states = await staffNamesOf(db, id);
	expect(states.filter(({ name, state }) => (state === 'shown') !== (name === 'Nguyễn Văn Phúc'))).toEqual(
		[]
	);
	expect((await namesOf(db, id)).filter(({ name }) => name !== '')).toHaveLength(1000);
	const { waiting, names } = await typedNames(db, id);
	expect([waiting, names.length]).toEqual([1000, 500]);
	// Nothing of it is in the record, but for whom it has always named.
	expect(JSON.stringify(await readLog(db, id))).not.toMatch(/Địt|waiting|name_state/u);

	const harmless = names.filter(({ doubts }) => !doubts.includes('insult')).map(({ player }) => player);
	expect(await decideNames(db, id, { to: 'shown', players: harmless }, staff)).toEqual({ ok: true });
	const after = await typedNames(db, id);
	expect(after.waiting).toBe(1000 - harmless.length);
	const row = await db
		.selectFrom('contestant')
		.select(['name_decided_by', 'name_decided_at'])
		.where('contest_id', '=', id)
		.where('sbd', '=', harmless[0] ?? 0)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ name_decided_by: staff, name_decided_at: expect.any(Date) });
}, 60_000);

it('names of the roster are the organizer’s: they never wait, and who imitates one of them does', async () => {
	const { db } = database;
	const { id } = await preparedContest(database, [{}], { registration: 'mixed', names: 'shown' });
	const listed = { sbd: null, name: 'Ban Tổ Chức', unit: '10A1', pin: null };
	const added = await addContestants(db, id, [listed, { ...listed, name: 'Trần An' }], 'test');
	expect(added).toMatchObject({ ok: true });
	const [outcome] = await takeSeats(db, id, undefined, [join('Trần Ân', '10A1')]);
	expect(outcome).toMatchObject({ ok: true, seat: { sbd: 3, nameState: 'waiting' } });
	expect((await staffNamesOf(db, id)).map(({ state }) => state)).toEqual(['shown', 'shown', 'waiting']);
	expect((await typedNames(db, id)).names[0]?.doubts).toEqual(['same']);
});

it('onlookers are decided like contestants, and each contest by itself', async () => {
	const { db } = database;
	const rules = {
		audience: { joins: true, eliminatedPlay: false, lifeline: false },
		names: 'approved'
	} as const;
	const [here, there] = [
		await preparedContest(database, [{}], rules),
		await preparedContest(database, [{}], rules)
	];
	for (const { id } of [here, there]) {
		const contest = await foldFrom(db, id);
		await takeSeats(db, id, contest, [join('Lê Thị Hoa')]);
		await joinAudience(db, id, contest, [{ by: 'audience', name: 'Trần An', secret: secret() }]);
		expect((await typedNames(db, id)).names.map(({ player }) => player).sort()).toEqual([-1, 1]);
	}
	await decideNames(db, here.id, { to: 'shown', players: [1, -1] }, staff);
	expect(await typedNames(db, here.id)).toEqual({ waiting: 0, names: [] });
	expect((await typedNames(db, there.id)).waiting).toBe(2);
});

it('what waits in a contest waits in its rehearsal', async () => {
	const { db } = database;
	const { id } = await preparedContest(database, [{}]);
	await takeSeats(db, id, undefined, [join('Đồ ngu'), join('Trần An')]);
	const rehearsal = await startRehearsal(db, id, 'test');
	if (!rehearsal.ok) throw new Error(rehearsal.code);
	expect((await namesOf(db, rehearsal.id)).map(({ name }) => name)).toEqual(['', 'Trần An']);
});
