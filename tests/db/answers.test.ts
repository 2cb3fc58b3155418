import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAnswers, readAnswers } from '$lib/server/contest/answers';
import { foldFrom } from '$lib/server/contest/log';
import { takeSeats } from '$lib/server/contest/seats';
import { AnswerBatch, type AnswerOutcome } from '$lib/server/live/answer-batch';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());

/** A contest with `n` seats and its first question open. */
async function openQuestion(n: number, rules: Parameters<typeof preparedContest>[2] = {}): Promise<number> {
	const { id } = await preparedContest(database, [{}, {}], rules);
	const joins = Array.from({ length: n }, (_, i) => ({
		by: 'name' as const,
		name: `Thí sinh ${i + 1}`,
		unit: '',
		secret: String(i).padStart(32, 'x')
	}));
	const seats = await takeSeats(database.db, id, undefined, joins);
	expect(seats.every((s) => s.ok)).toBe(true);
	for (const type of ['start', 'present', 'open'] as const) {
		const command = type === 'present' ? { type, q: 1 } : { type };
		expect(await hostActs(database, id, command)).toEqual({ ok: true });
	}
	return id;
}

const answer = (player: number, choiceNo: number, value: string, receivedAt = Date.now()) => ({
	q: 1,
	player,
	value,
	choiceNo,
	receivedAt
});

describe('batches of answers', () => {
	it('[PH6] what is acked is judged and what is judged was acked, with close and reveal in the middle of a stream', async () => {
		const id = await openQuestion(400);
		const processes = [1, 2, 3].map(() => new AnswerBatch(database.answers, id, 'answer'));
		const acked = new Map<number, string>();
		const told: Promise<unknown>[] = [];
		let refused = 0;
		const note = (sbd: number) => (outcome: AnswerOutcome) => {
			if (outcome.ok) acked.set(sbd, outcome.value);
			else refused++;
		};
		let isClosed = () => {};
		const closed = new Promise<void>((done) => (isClosed = done));
		const stream = (async () => {
			for (let sbd = 1; sbd <= 400; sbd++) {
				// The last of them come after the close, however long that takes.
				if (sbd === 381) await closed;
				const batch = processes[sbd % 3];
				told.push(batch?.put(answer(sbd, 1, 'ABC'.charAt(sbd % 3))).then(note(sbd)) ?? Promise.resolve());
				if (sbd % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
			}
		})();
		await new Promise((resolve) => setTimeout(resolve, 15));
		expect(await hostActs(database, id, { type: 'close' })).toEqual({ ok: true });
		isClosed();
		expect(await hostActs(database, id, { type: 'reveal' })).toEqual({ ok: true });
		await stream;
		await Promise.all(told);
		expect(refused).toBeGreaterThan(0);
		expect(acked.size + refused).toBe(400);
		const contest = await foldFrom(database.db, id);
		const judged = [...(contest.turn?.judged.values() ?? [])].filter((j) => j.value !== null);
		expect(new Map(judged.map((j) => [j.sbd, j.value]))).toEqual(acked);
	});

	it('a stream of batches from several processes can not keep a close waiting', async () => {
		const id = await openQuestion(30);
		let going = true;
		let n = 1;
		const streams = [1, 2, 3, 4].map(async () => {
			const batch = new AnswerBatch(database.answers, id, 'answer');
			while (going) await Promise.all([1, 2, 3].map((sbd) => batch.put(answer(sbd, (n += 1), 'A'))));
		});
		await new Promise((resolve) => setTimeout(resolve, 200));
		const began = performance.now();
		expect(await hostActs(database, id, { type: 'close' })).toEqual({ ok: true });
		expect(performance.now() - began).toBeLessThan(2000);
		going = false;
		await Promise.all(streams);
	});

	it('[PH3] counts by the time of receipt, to the end of the grace and not a millisecond longer', async () => {
		const id = await openQuestion(5, { graceSeconds: 1 });
		const { accept_until: until } = await database.db
			.selectFrom('contest')
			.select('accept_until')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const batch = new AnswerBatch(database.answers, id, 'answer');
		const swept = await Promise.all(
			[-1000, -1, 0, 1, 1000].map((d, i) => batch.put(answer(i + 1, 1, 'A', (until ?? 0) + d)))
		);
		expect(swept.map((o) => o.ok)).toEqual([true, true, true, false, false]);
		expect((await readAnswers(database.db, id, 1)).map((a) => a.sbd)).toEqual([1, 2, 3]);
	});

	it('[PH4] a choice that came in time is not lost to a later one that came too late', async () => {
		const id = await openQuestion(1);
		const batch = new AnswerBatch(database.answers, id, 'answer');
		const late = Date.now() + 3_600_000;
		const [first, second] = await Promise.all([
			batch.put(answer(1, 1, 'B')),
			batch.put(answer(1, 2, 'C', late))
		]);
		expect(first).toEqual({ ok: true, choiceNo: 1, value: 'B' });
		expect(second).toEqual({ ok: false, code: 'answer/closed' });
		expect((await readAnswers(database.db, id, 1)).map((a) => a.value)).toEqual(['B']);
	});

	it('[PH4] option: of choices in one batch the first locks', async () => {
		const id = await openQuestion(1, { firstChoiceLocks: true });
		const batch = new AnswerBatch(database.answers, id, 'answer');
		const told = await Promise.all([batch.put(answer(1, 2, 'B')), batch.put(answer(1, 1, 'A'))]);
		expect(told).toEqual([
			{ ok: false, code: 'answer/locked' },
			{ ok: true, choiceNo: 1, value: 'A' }
		]);
	});

	it('[IN2] the same message ten times is one row and ten equal acks', async () => {
		const id = await openQuestion(1);
		const batch = new AnswerBatch(database.answers, id, 'answer');
		const told = [];
		for (let i = 0; i < 10; i++) told.push(await batch.put(answer(1, 7, 'C')));
		expect(told).toEqual(Array(10).fill({ ok: true, choiceNo: 7, value: 'C' }));
		expect(await readAnswers(database.db, id, 1)).toHaveLength(1);
	});

	it('a database that is away is said, and nothing is acked', async () => {
		const id = await openQuestion(1);
		const { openDatabase } = await import('$lib/server/db/client');
		const away = openDatabase(database.url.replace(/:\d+\//, ':1/'), 'test away', 1);
		const outcome = await new AnswerBatch(away.answers, id, 'answer').put(answer(1, 1, 'A'));
		expect(outcome).toEqual({ ok: false, code: 'server/unavailable' });
		await away.close();
	});
});

describe('[CO5] batches of answers along', () => {
	it('[PH3] [PH4] [IN2] pass the same gate, and leave no trace among the answers that judge', async () => {
		const id = await openQuestion(2);
		const along = new AnswerBatch(database.answers, id, 'along_answer');
		const floor = new AnswerBatch(database.answers, id, 'answer');
		const told = await Promise.all([
			along.put(answer(-1, 2, 'B')),
			along.put(answer(-1, 1, 'A')),
			along.put(answer(-2, 1, 'C', Date.now() + 3_600_000)),
			along.put(answer(2, 1, 'A')),
			floor.put(answer(1, 1, 'B'))
		]);
		expect(told).toEqual([
			{ ok: true, choiceNo: 2, value: 'B' },
			{ ok: true, choiceNo: 2, value: 'B' },
			{ ok: false, code: 'answer/closed' },
			{ ok: true, choiceNo: 1, value: 'A' },
			{ ok: true, choiceNo: 1, value: 'B' }
		]);
		expect((await readAnswers(database.db, id, 1)).map((a) => a.sbd)).toEqual([1]);
		expect(await countAnswers(database.db, id, 1, 'along_answer')).toEqual(
			new Map([
				['A', 1],
				['B', 1]
			])
		);
		expect(await hostActs(database, id, { type: 'close' })).toEqual({ ok: true });
		const late = answer(-1, 3, 'C', Date.now() + 1100);
		expect(await along.put(late)).toEqual({ ok: false, code: 'answer/closed' });
		expect(await hostActs(database, id, { type: 'reveal' })).toEqual({ ok: true });
		const { turn } = await foldFrom(database.db, id);
		expect([...(turn?.judged.values() ?? [])].map((j) => [j.sbd, j.value])).toEqual([
			[1, 'B'],
			[2, null]
		]);
	});
});
