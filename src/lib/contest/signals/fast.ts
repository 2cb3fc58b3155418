import { plainText } from '$lib/bank/markup';
import type { RevealedTurn } from '../turns';

/** A right answer that came sooner than it can be read and tapped. Both times from the opening, ms. */
export interface FastAnswer {
	q: number;
	ms: number;
	least: number;
}

/** To see that one may tap, and to tap: simple reactions alone take about 230 ms (docs/decisions/signals.md). */
export const reactionMs = 300;
/** Nobody reads 1,000 words a minute, which are so many characters a second. */
export const charactersASecond = 100;

/**
 * The least that a right answer to a question can take from its opening, ms: a reaction, and to read what could not be read
 * before. The stem alone counts, since the right option may be the first that she looks at.
 */
export function leastTime({ question, aheadMs }: Pick<RevealedTurn, 'question' | 'aheadMs'>): number {
	const reading = ([...plainText(question.text)].length / charactersASecond) * 1000;
	return Math.round(reactionMs + Math.max(0, reading - aheadMs));
}

/**
 * Whose right answers were too fast, by SBD (JU6). A wrong one was a guess, and won her nothing. Lines and sealed questions only
 * make a time longer than it was, so one that is too short is real; paper boards have none.
 */
export function fastAnswers(turns: readonly RevealedTurn[]): Map<number, FastAnswer[]> {
	const fast = new Map<number, FastAnswer[]>();
	for (const turn of turns) {
		const { q } = turn.question;
		const least = leastTime(turn);
		for (const { sbd, ms, right, board } of turn.judged.values())
			if (right && !board && ms !== null && ms < least)
				fast.set(sbd, [...(fast.get(sbd) ?? []), { q, ms, least }]);
	}
	return fast;
}
