import type { QuestionView, RevealView } from '$lib/protocol/common';
import { evolve } from './evolve';
import type { LoggedEvent } from './events';
import { newContest, questionOf, type Judged } from './state';
import { questionView, revealView } from './views/shared';

/** A played question as it was revealed, with everybody's answer. */
export interface RevealedTurn {
	question: QuestionView;
	reveal: RevealView;
	judged: ReadonlyMap<number, Judged>;
}

/** Every revealed question of a log, in the order of play: for reviews and results. */
export function foldTurns(log: Iterable<LoggedEvent>): RevealedTurn[] {
	const turns: RevealedTurn[] = [];
	let contest = newContest;
	for (const logged of log) {
		contest = evolve(contest, logged);
		if (logged.event.type !== 'revealed' || !contest.turn) continue;
		const reveal = revealView(contest);
		const question = questionView(contest, questionOf(contest, contest.turn.q), contest.turn.ordinal);
		if (reveal) turns.push({ question, reveal, judged: contest.turn.judged });
	}
	return turns;
}
