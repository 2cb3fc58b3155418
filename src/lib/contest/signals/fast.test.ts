import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rules } from '../rules';
import type { Answers } from '../show';
import { given } from '../tests/given';
import { foldTurns } from '../turns';
import { fastAnswers, leastTime, reactionMs } from './fast';

/** 100 characters, one second at the least. */
const text = 'Năm nào? '.repeat(12).slice(0, 100);

interface Played {
	rules?: Partial<Rules>;
	/** How long it is read out before it is opened, ms. */
	ahead?: number;
}

/** What is noticed of a question with these answers. */
function fastIn(answers: Answers, { rules = {}, ahead = 0 }: Played = {}) {
	const { rescue: _, ...plain } = rules;
	const show = given({ rules: plain, every: { text } }).present().wait(ahead).open();
	show.timeUp().reveal(answers);
	return Object.fromEntries(fastAnswers(foldTurns(show.log)));
}

describe('[JU6] right answers that came too soon', () => {
	it('are those for which there was no time to read, where nothing could be read before', () => {
		expect(fastIn({ right: [1, 2, 3], after: { 1: 1299, 2: 1300, 3: 90 } })).toEqual({
			1: [{ q: 1, ms: 1299, least: 1300 }],
			3: [{ q: 1, ms: 90, least: 1300 }]
		});
	});

	it('[PH9] count from what was left to read, down to a reaction alone', () => {
		const answers = { right: [1, 2, 3], after: { 1: 299, 2: 300, 3: 800 } };
		expect(fastIn(answers, { ahead: 600 })).toMatchObject({ 1: [{ least: 700 }], 2: [{ least: 700 }] });
		expect(fastIn(answers, { ahead: 30_000 })).toEqual({ 1: [{ q: 1, ms: 299, least: reactionMs }] });
	});

	it('[PH10] of a sealed question count from the opening, however long it was read out', () => {
		const answers = { right: [1, 2], after: { 1: 1200, 2: 1400 } };
		const sealed = fastIn(answers, { ahead: 30_000, rules: { sealedStart: true } });
		expect(sealed).toEqual({ 1: [{ q: 1, ms: 1200, least: 1300 }] });
	});

	it('are none that were wrong, on paper, or not there', () => {
		expect(fastIn({ wrong: [1], after: { 1: 5 } })).toEqual({});
		const show = given({ rules: { boards: 'mixed' }, every: { text, limitMs: 3000 } });
		show.do({ type: 'setBoards', sbds: [4], paper: true });
		show.play({ right: [1], after: { 1: 2000 } }).do({ type: 'markBoards', q: 1, wrong: [] });
		expect(fastAnswers(foldTurns(show.log))).toEqual(new Map());
	});

	it('need at least a reaction, and never more for having been read longer', () => {
		const [turn] = foldTurns(given().play({ right: [1] }).log);
		if (!turn) throw new Error('nothing was revealed');
		const least = (text: string, aheadMs: number) =>
			leastTime({ question: { ...turn.question, text }, aheadMs });
		fc.assert(
			fc.property(fc.string(), fc.nat(), fc.nat(), (text, ahead, longer) => {
				const one = least(text, ahead);
				expect(one).toBeGreaterThanOrEqual(reactionMs);
				expect(least(text, ahead + longer)).toBeLessThanOrEqual(one);
			})
		);
	});
});
