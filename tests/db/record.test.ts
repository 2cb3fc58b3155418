import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

	it('[IN6] a command that arrives twice is done once and confirmed twice', async () => {
		const { hostCommand } = await import('$lib/server/contest/command');
		const { foldFrom } = await import('$lib/server/contest/log');
		const { randomUUID } = await import('node:crypto');
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
