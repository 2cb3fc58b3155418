import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../state';
import { given } from '../tests/given';
import { foldTurns, type RevealedTurn } from '../turns';
import { alikePairs } from './alike';

/** Answers of one contestant, question by question: 0 is right, 1 to 3 the wrong options, null no answer. */
type Row = (number | null)[];

const [model] = foldTurns(given({ contestants: 1 }).play({ right: [1] }).log);

/** The revealed questions of a contest in which contestant 1 answered the first row, and so on. */
function turnsOf(rows: readonly Row[]): RevealedTurn[] {
	if (!model) throw new Error('nothing was revealed');
	return (rows[0] ?? []).map((_, t) => ({
		...model,
		turn: t + 1,
		question: { ...model.question, q: t + 1 },
		judged: new Map(
			rows.map((row, i): [number, Judged] => {
				const answer = row[t] ?? null;
				const value = answer === null ? null : (['B', 'A', 'C', 'D'][answer] ?? null);
				return [i + 1, { sbd: i + 1, value, ms: 5000, right: answer === 0, board: false }];
			})
		)
	}));
}

const sameUnit = () => 'Chi đoàn 1';
const named = (rows: readonly Row[], unitOf: (sbd: number) => string = sameUnit) =>
	alikePairs(turnsOf(rows), unitOf).map(({ sbds }) => sbds.join(' '));

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * People who answer each for herself: strong and weak ones, easy and hard questions, and of the wrong options some that many fall
 * for and some that nobody does. `ease`: 0 is half of it right.
 */
function independent(people: number, questions: number, ease: number, seed: number): Row[] {
	const next = random(seed);
	const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	const items = Array.from({ length: questions }, () => {
		const pull = [1, 2, 3].map(() => -Math.log(1 - next()));
		return { hard: normal() - ease, pull, all: pull.reduce((a, b) => a + b) };
	});
	return Array.from({ length: people }, () => {
		const strong = normal();
		return items.map(({ hard, pull, all }) => {
			if (next() < 1 / (1 + Math.exp(hard - strong))) return 0;
			let at = next() * all;
			return (
				1 +
				Math.max(
					0,
					pull.findIndex((p) => (at -= p) < 0)
				)
			);
		});
	});
}

const errorsOf = (row: Row) => row.filter((answer) => answer !== null && answer > 0).length;

describe('[JU6] wrong answers that are too much alike', () => {
	it('hardly ever names anybody of 500 who answer 30 questions each for herself', () => {
		const contests = [2, 0.8, -0.5].flatMap((ease) => [1, 2, 3, 4].map((seed) => ({ ease, seed })));
		const alarms = contests.map(({ ease, seed }) => named(independent(500, 30, ease, seed)).length);
		// Less than one in a contest is asked for; it is far less.
		expect(alarms.reduce((a, b) => a + b)).toBeLessThanOrEqual(1);
	}, 60_000);

	it('hardly ever does so in a class, or where few questions were played', () => {
		let alarms = 0;
		for (let seed = 1; seed <= 30; seed++) {
			alarms += named(independent(40, 20, 1, seed)).length;
			alarms += named(independent(200, 8, 0, seed)).length;
		}
		expect(alarms).toBeLessThanOrEqual(3);
	}, 60_000);

	it('finds who has her answers from a neighbour with six errors or more, among 500', () => {
		let [copied, found] = [0, 0];
		for (const seed of [1, 2, 3])
			for (const errors of [6, 7, 8, 10]) {
				const rows = independent(500, 30, 1.2, seed);
				const source = rows.findIndex((row) => errorsOf(row) === errors);
				const copy = source === 250 ? 251 : 250;
				rows[copy] = [...(rows[source] ?? [])];
				const pair = [source + 1, copy + 1].sort((a, b) => a - b).join(' ');
				copied++;
				if (named(rows).includes(pair)) found++;
			}
		expect(found / copied).toBeGreaterThanOrEqual(0.9);
	}, 60_000);

	it('says to which questions, and how many would be so by chance', () => {
		const rows = independent(100, 30, 1.2, 9);
		const source = rows.findIndex((row) => errorsOf(row) === 8);
		const wrong = rows[source]?.flatMap((answer, t) => (answer ? [t + 1] : []));
		const copy = source === 0 ? 1 : 0;
		rows[copy] = [...(rows[source] ?? [])];
		const [pair] = alikePairs(turnsOf(rows), sameUnit);
		expect(pair).toMatchObject({ sbds: [copy + 1, source + 1].sort((a, b) => a - b), qs: wrong });
		expect(pair?.expected).toBeGreaterThan(0.1);
		expect(pair?.expected).toBeLessThan(3);
	});

	it('never names anybody for right answers, nor for fewer than four wrong ones', () => {
		const rows = independent(60, 30, 0, 4);
		rows[0] = rows[1] = Array.from({ length: 30 }, () => 0);
		rows[2] = rows[3] = Array.from({ length: 30 }, (_, t) => (t < 3 ? 3 : 0));
		expect(named(rows)).toEqual([]);
	});

	it('takes no answer for no answer', () => {
		const rows = independent(60, 30, 0, 4);
		rows[0] = rows[1] = Array.from({ length: 30 }, () => null);
		expect(named(rows)).toEqual([]);
	});

	it('finds the same pairs in whatever order people and options are', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
				const rows = independent(40, 20, 0.5, seed);
				rows[7] = [...(rows[3] ?? [])];
				const turns = turnsOf(rows);
				const turned = turns.map((turn) => ({ ...turn, judged: new Map([...turn.judged].reverse()) }));
				expect(alikePairs(turned, sameUnit).map(({ sbds, qs }) => ({ sbds, qs }))).toEqual(
					alikePairs(turns, sameUnit).map(({ sbds, qs }) => ({ sbds, qs }))
				);
			}),
			{ numRuns: 20 }
		);
	});

	it('finds copies among 19,000 too, in one unit and across units, without comparing all with all', () => {
		const rows = independent(19_000, 30, 1, 5);
		const sources = rows.flatMap((row, i) => (errorsOf(row) === 18 ? [i] : []));
		const [a = 0, b = 0] = [sources[0], sources[1]];
		rows[18_000] = [...(rows[a] ?? [])];
		rows[b + 1] = [...(rows[b] ?? [])];
		const unitOf = (sbd: number) => `Đơn vị ${Math.floor(sbd / 200)}`;
		// All with all are 180 million pairs, which would take minutes.
		const found = named(rows, unitOf);
		expect(found).toContain(`${a + 1} 18001`);
		expect(found).toContain(`${b + 1} ${b + 2}`);
	}, 60_000);
});
