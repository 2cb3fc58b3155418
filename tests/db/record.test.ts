import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostCommand } from '$lib/protocol/host';
import { appeal } from '$lib/server/contest/appeals';
import { hostCommand, previewRescue } from '$lib/server/contest/command';
import { foldFrom, readLog } from '$lib/server/contest/log';
import { takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { hostActs, nobodyAbsent, preparedContest } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
let id: number;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());

/** A short contest with a reveal in its record. */
beforeEach(async () => {
	({ id } = await preparedContest(database, [{}, {}]));
	const joins = ['a', 'b', 'c'].map((c) => ({
		by: 'name' as const,
		name: `An ${c}`,
		unit: '',
		secret: c.repeat(32)
	}));
	await takeSeats(database.db, id, undefined, joins);
	await hostActs(database, id, { type: 'start' });
	await hostActs(database, id, { type: 'present', q: 1 });
	await hostActs(database, id, { type: 'open' });
	const batch = new AnswerBatch(database.answers, id, 'answer');
	await batch.put({ q: 1, player: 1, value: 'B', choiceNo: 1, receivedAt: Date.now() });
	await hostActs(database, id, { type: 'close' });
	await hostActs(database, id, { type: 'reveal' });
});

const problems = async () => (await verifyContest(database.db, id)).problems;
const events = () => database.db.updateTable('contest_event').where('contest_id', '=', id);

describe('[JU2] the record', () => {
	it('holds as it was written', async () => {
		expect(await problems()).toEqual([]);
	});

	it('names a row whose content was changed', async () => {
		await events()
			.set({ data: sql`jsonb_set(data, '{left}', '[1,2,3]')` as never })
			.where('type', '=', 'revealed')
			.execute();
		const [first] = await problems();
		expect(first?.code).toBe('hash');
	});

	it('names a row whose author or time was changed', async () => {
		await events().set({ actor: 'staff:other' }).where('seq', '=', 3).execute();
		expect(await problems()).toContainEqual({ code: 'hash', seq: 3 });
		await events().set({ actor: 'seat' }).where('seq', '=', 3).execute();
		await events().set({ at: 1 }).where('seq', '=', 2).execute();
		expect(await problems()).toContainEqual({ code: 'hash', seq: 2 });
	});

	it('names the place where a row was taken out', async () => {
		await database.db.deleteFrom('contest_event').where('contest_id', '=', id).where('seq', '=', 5).execute();
		expect(await problems()).toContainEqual({ code: 'gap', seq: 6 });
	});

	it('sees that rows were cut off the end', async () => {
		const { seq } = await database.db
			.selectFrom('contest_event')
			.select((e) => e.fn.max('seq').as('seq'))
			.where('contest_id', '=', id)
			.executeTakeFirstOrThrow();
		await database.db
			.deleteFrom('contest_event')
			.where('contest_id', '=', id)
			.where('seq', '=', seq)
			.execute();
		expect((await problems()).map((p) => p.code)).toEqual(expect.arrayContaining(['version', 'head']));
	});

	it('sees that two rows have changed places', async () => {
		for (const [from, to] of [
			[4, 1004],
			[5, 4],
			[1004, 5]
		] as const)
			await events().set({ seq: to }).where('seq', '=', from).execute();
		expect((await problems()).map((p) => p.seq)).toEqual(expect.arrayContaining([4, 5]));
	});

	it('[PH6] names the reveal whose answers were changed afterwards', async () => {
		await database.db.updateTable('answer').set({ value: 'C' }).where('contest_id', '=', id).execute();
		expect((await problems()).map((p) => p.code)).toEqual(['answers']);
	});

	it('[JU5] names the appeal whose words were changed; to erase them breaks nothing', async () => {
		const state = await foldFrom(database.db, id);
		expect(await appeal(database.db, id, state, 2, { turn: 1, text: 'Đề sai' })).toEqual({ ok: true });
		expect(await problems()).toEqual([]);
		const words = database.db.updateTable('appeal').where('contest_id', '=', id);
		await words.set({ text: 'Đề đúng' }).execute();
		expect(await problems()).toEqual([{ code: 'appeal', seq: state.version + 1 }]);
		await database.db.deleteFrom('appeal').where('contest_id', '=', id).execute();
		expect(await problems()).toEqual([]);
	});

	it('[IN6] a command that arrives twice is done once and confirmed twice', async () => {
		const state = await foldFrom(database.db, id);
		const request = {
			id: randomUUID(),
			expectedVersion: state.course,
			command: { type: 'present' as const, q: 2 }
		};
		expect(await hostCommand(database.db, id, state, request, 'test', nobodyAbsent)).toEqual({ ok: true });
		expect(await hostCommand(database.db, id, state, request, 'test', nobodyAbsent)).toEqual({ ok: true });
		const presented = await database.db
			.selectFrom('contest_event')
			.select('seq')
			.where('contest_id', '=', id)
			.where('type', '=', 'presented')
			.execute();
		expect(presented).toHaveLength(2);
	});
});

describe('[RE3] the draws of the record are repeated', () => {
	const secret = Buffer.from('bí mật');
	const rescueBy = async (id: number, change: Partial<Rescue> = {}) => {
		const state = await foldFrom(database.db, id);
		const quota = { choice: 'random', quota: 3, percent: false } as const;
		const { sbds, seed } = previewRescue(state, secret, quota);
		return { type: 'rescue', trigger: 'host', byHand: false, ...quota, sbds, seed, ...change } as const;
	};
	type Rescue = Extract<HostCommand, { type: 'rescue' }>;

	it('[RE3] lots are drawn once: asked again, the list is the same, and another after another rescue', async () => {
		const id = await oneLeft();
		const first = await rescueBy(id);
		expect(await rescueBy(id)).toEqual(first);
		expect(await hostActs(database, id, first)).toEqual({ ok: true });
		expect((await rescueBy(id)).seed).not.toBe(first.seed);
	});

	const rescued = async (id: number) => {
		const log = await readLog(database.db, id);
		return log.flatMap(({ event }) => (event.type === 'rescued' ? [event] : []));
	};

	/** Twelve contestants, of whom the first alone is right in question 1. */
	async function oneLeft(): Promise<number> {
		const contest = await preparedContest(database, [{}, {}]);
		await seatMany(contest.id, 12);
		await hostActs(database, contest.id, { type: 'start' });
		await hostActs(database, contest.id, { type: 'present', q: 1 });
		await hostActs(database, contest.id, { type: 'open' });
		const batch = new AnswerBatch(database.answers, contest.id, 'answer');
		await batch.put({ q: 1, player: 1, value: 'B', choiceNo: 1, receivedAt: Date.now() });
		await hostActs(database, contest.id, { type: 'close' });
		await hostActs(database, contest.id, { type: 'reveal' });
		return contest.id;
	}

	it('holds for one that was drawn, and [RE4] a list that was not drawn is never called so', async () => {
		const drawn = await oneLeft();
		expect(await hostActs(database, drawn, await rescueBy(drawn))).toEqual({ ok: true });
		expect(await rescued(drawn)).toMatchObject([{ byHand: false, quota: 3 }]);
		expect((await verifyContest(database.db, drawn)).problems).toEqual([]);

		const chosen = await oneLeft();
		const { sbds } = await rescueBy(chosen);
		const others = [2, 3, 4, 5, 6].filter((sbd) => !sbds.includes(sbd)).slice(0, 2);
		const byHand = await rescueBy(chosen, { sbds: others, byHand: false });
		expect(await hostActs(database, chosen, byHand)).toEqual({ ok: true });
		expect(await rescued(chosen)).toMatchObject([{ byHand: true, sbds: others }]);
		expect((await verifyContest(database.db, chosen)).problems).toEqual([]);
	});

	it('names a rescue whose list is not what its seed comes to', async () => {
		const id = await oneLeft();
		const rescue = await rescueBy(id);
		await hostActs(database, id, rescue);
		const others = [2, 3, 4, 5, 6, 7].filter((sbd) => !rescue.sbds.includes(sbd)).slice(0, 3);
		await forge(id, 'rescued', { sbds: others });
		expect((await verifyContest(database.db, id)).problems.map((p) => p.code)).toContain('draw');
	});

	it('[EL2] names pairs that are not what their seed comes to', async () => {
		const { id } = await preparedContest(database, [{}], {}, { elimination: 'pairs' });
		await seatMany(id, 10);
		await hostActs(database, id, { type: 'start' });
		expect(await hostActs(database, id, { type: 'pair' })).toEqual({ ok: true });
		expect((await verifyContest(database.db, id)).problems).toEqual([]);
		const { pairs } = await foldFrom(database.db, id);
		await forge(id, 'paired', { pairs: [...(pairs.get(0) ?? [])].reverse() });
		expect((await verifyContest(database.db, id)).problems.map((p) => p.code)).toContain('draw');
	});
});

async function seatMany(id: number, n: number): Promise<void> {
	const joins = Array.from({ length: n }, (_, i) => ({
		by: 'name' as const,
		name: `Thí sinh ${i}`,
		unit: '',
		secret: String(i).padStart(32, 'x')
	}));
	await takeSeats(database.db, id, undefined, joins);
}

/** Changes an event of the record, as nobody who only uses the program can. */
async function forge(id: number, type: string, change: object): Promise<void> {
	await database.db
		.updateTable('contest_event')
		.set({ data: sql`data || ${JSON.stringify(change)}::text::jsonb` as never })
		.where('contest_id', '=', id)
		.where('type', '=', type)
		.execute();
}
