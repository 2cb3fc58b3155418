import type { ContestEvent } from './events';
import type { QuestionKind } from './setup';
import { questionOf, type Contest } from './state';

/** What the room calls a question: the how-manyth of its kind. */
export interface QuestionRef {
	kind: QuestionKind;
	ordinal: number;
}

/** The question on the floor; throws without one, where nothing that happens can be about it. */
export function onTheFloor(contest: Contest): QuestionRef {
	if (!contest.turn) throw new Error('there is no question on the floor');
	const { q, ordinal } = contest.turn;
	return { kind: questionOf(contest, q).kind, ordinal };
}

/** The question of a turn, played or being marked. */
export function playedRef(contest: Contest, turn: number): QuestionRef {
	const played = contest.played[turn - 1];
	return played ? { kind: played.kind, ordinal: played.ordinal } : onTheFloor(contest);
}

const stepsOfQuestions = new Set<ContestEvent['type']>(['presented', 'closed', 'voided', 'boardsJudged']);

/** What an undo takes back, and the question it belonged to. */
export function undoneStep(contest: Contest): { what: ContestEvent['type']; question: QuestionRef | null } {
	if (!contest.undo) throw new Error('there was nothing to undo');
	const { type } = contest.undo;
	return { what: type, question: stepsOfQuestions.has(type) ? onTheFloor(contest) : null };
}
