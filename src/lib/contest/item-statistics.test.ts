import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStatistics } from './item-statistics';
import type { Judged } from './state';
import { given } from './tests/given';
import { foldTurns, type RevealedTurn } from './turns';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A revealed question, judged as told: SBD by SBD, right or wrong. */
function turn(q: number, verdicts: Record<number, boolean>): RevealedTurn {
	const show = given({ contestants: 1 }).play({ right: [1] });
	const [one] = foldTurns(show.log);
	if (!one) throw new Error('nothing was revealed');
	const judged = new Map(
		Object.entries(verdicts).map(([sbd, right]): [number, Judged] => [
			Number(sbd),
			{ sbd: Number(sbd), value: right ? 'A' : 'B', ms: 1000, right, board: false }
		])
	);
	return { ...one, question: { ...one.question, q }, judged };
}

const all = (sbds: number[], right: (sbd: number) => boolean) =>
	Object.fromEntries(sbds.map((sbd) => [sbd, right(sbd)]));
const discriminations = (...turns: RevealedTurn[]) => itemStatistics(turns).map((s) => s.discrimination);

describe('how questions proved in a contest', () => {
	it('counts who was judged, was right, gave no answer, and chose which option', () => {
		const show = given({ contestants: 6 }).play({ right: [1, 2, 3], wrong: [4, 5] });
		show.play({ right: [1], wrong: [2, 3] });
		expect(itemStatistics(foldTurns(show.log))).toEqual([
			{ q: 1, judged: 6, right: 3, none: 1, counts: [3, 2], discrimination: null },
			{ q: 2, judged: 3, right: 1, none: 0, counts: [1, 2], discrimination: null }
		]);
	});

	it('[JU1] counts the verdicts as the judges have put them right, and nothing that they struck out', () => {
		const show = given({ contestants: 4 }).play({ right: [1, 2], wrong: [3, 4] });
		show.play({ right: [1, 2] });
		const recorded = show.log.flatMap(({ event }) => (event.type === 'revealed' ? event.judged : []));
		const answers = recorded.map(([sbd, value]) => ({ sbd, value: value ?? '', receivedAt: 0 }));
		show.do({
			type: 'correct',
			turn: 1,
			change: { kind: 'key', key: 'B', accepted: [], boardsRight: null },
			reason: 'Đáp án sai',
			sendOff: false,
			seen: { back: [3, 4], off: [1, 2] },
			answers
		});
		expect(itemStatistics(foldTurns(show.log))[0]).toMatchObject({ q: 1, right: 2, counts: [2, 2] });
		show.do({
			type: 'correct',
			turn: 2,
			change: { kind: 'void' },
			reason: 'Hai đáp án',
			sendOff: false,
			seen: { back: [], off: [] },
			answers: []
		});
		expect(itemStatistics(foldTurns(show.log)).map((s) => s.q)).toEqual([1]);
	});

	it('[EL5] keeps a question that everyone failed, though it was replaced', () => {
		const show = given({
			contestants: 3,
			questions: { main: 2, spare: 1 },
			rules: { everyoneFails: 'void' }
		}).play({ wrong: [1, 2, 3] });
		expect(itemStatistics(foldTurns(show.log))).toMatchObject([{ q: 1, judged: 3, right: 0 }]);
	});

	it('is 1 when being right goes with being right elsewhere, and -1 when it is the other way round', () => {
		const [good, weak] = [(sbd: number) => sbd <= 6, (sbd: number) => sbd > 6];
		const people = range(1, 12);
		const [a, b] = discriminations(turn(1, all(people, good)), turn(2, all(people, good)));
		expect(a).toBeCloseTo(1);
		expect(b).toBeCloseTo(1);
		expect(discriminations(turn(1, all(people, good)), turn(2, all(people, weak)))[1]).toBeCloseTo(-1);
	});

	it('is what the formula gives by hand', () => {
		// Ten people, three others each: right on the item are 1–5, with 3, 3, 2, 2, 1 right elsewhere; the rest have 2, 2, 1, 1, 0.
		const elsewhere = [3, 3, 2, 2, 1, 2, 2, 1, 1, 0];
		const people = range(1, 10);
		const others = [1, 2, 3].map((k) =>
			turn(
				k + 1,
				all(people, (sbd) => (elsewhere[sbd - 1] ?? 0) >= k)
			)
		);
		const [first] = discriminations(
			turn(
				1,
				all(people, (sbd) => sbd <= 5)
			),
			...others
		);
		// Means 2.2 and 1.2 of 3; deviation of all ten: sqrt(0.81) of 3. (2.2 - 1.2) / 0.9 · sqrt(0.5 · 0.5)
		expect(first).toBeCloseTo(((2.2 - 1.2) / 0.9) * 0.5, 10);
	});

	it('can’t be told of fewer than ten, of all alike, or of people whom nothing else has judged', () => {
		const [nine, ten] = [range(1, 9), range(1, 10)];
		const half = (sbd: number) => sbd % 2 === 0;
		expect(discriminations(turn(1, all(nine, half)), turn(2, all(nine, half)))).toEqual([null, null]);
		expect(
			discriminations(
				turn(
					1,
					all(ten, () => true)
				),
				turn(2, all(ten, half))
			)
		).toEqual([null, null]);
		expect(discriminations(turn(1, all(ten, half)))).toEqual([null]);
	});

	it('lies between -1 and 1 whatever happened', () => {
		const verdicts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
		fc.assert(
			fc.property(fc.array(verdicts, { minLength: 1, maxLength: 5 }), (rows) => {
				const turns = rows.map((row, i) =>
					turn(
						i + 1,
						all(range(1, 12), (sbd) => row[sbd - 1] ?? false)
					)
				);
				for (const d of discriminations(...turns))
					if (d !== null) expect(Math.abs(d)).toBeLessThanOrEqual(1 + 1e-9);
			}),
			{ numRuns: 50 }
		);
	});
});
