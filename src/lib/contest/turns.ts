import type { QuestionView, RevealView } from '$lib/protocol/common';
import { arrivalsTogether } from './arrivals';
import { evolve } from './evolve';
import type { LoggedEvent } from './events';
import {
	keyIsShown,
	newContest,
	questionOf,
	type Contest,
	type Judged,
	type PlayedTurn,
	type Turn
} from './state';
import { questionView, revealView } from './views/shared';

/** A question whose key was shown, as it counts in the end, with everybody's answer. */
export interface RevealedTurn {
	/** The how-manyth question of the contest. */
	turn: number;
	/** How long its text could be read before it was opened, ms; sealed questions can't (PH9, PH10). */
	aheadMs: number;
	question: QuestionView;
	reveal: RevealView;
	judged: ReadonlyMap<number, Judged>;
}

/** Every revealed question of a log that has not been struck out, in the order of play and as last corrected (JU1). */
export function foldTurns(log: Iterable<LoggedEvent>): RevealedTurn[] {
	// Boards may be judged after the key was shown (CO7): the last look at a turn has all its answers.
	const shown = new Map<number, Turn>();
	let contest = newContest;
	for (const logged of arrivalsTogether(log)) {
		contest = evolve(contest, logged);
		if (keyIsShown(contest.turn)) shown.set(contest.turn.turn, contest.turn);
	}
	return contest.played.flatMap((played) => {
		const turn = shown.get(played.turn);
		return turn && played.corrected !== 'void' ? revealedTurn(contest, played, turn) : [];
	});
}

function revealedTurn(contest: Contest, played: PlayedTurn, turn: Turn): RevealedTurn[] {
	const { everyoneFailed, left, ordinal, out, q } = played;
	const right = new Set(played.right);
	const judged = new Map([...turn.judged].map(([sbd, j]) => [sbd, { ...j, right: right.has(sbd) }]));
	const reveal = revealView({ ...contest, turn: { ...turn, judged, out, everyoneFailed } });
	if (!reveal) return [];
	const question = questionView(contest, questionOf(contest, q), ordinal);
	const aheadMs = played.rules.sealedStart ? 0 : turn.openedAt - turn.presentedAt;
	return [{ turn: played.turn, question, reveal: { ...reveal, left }, judged, aheadMs }];
}
