import { answerWay } from '$lib/bank/question';
import type { Contest } from '$lib/contest/state';
import { questionOf } from '$lib/contest/state';
import { answerGroups, countsOf } from '$lib/contest/verdicts';
import { hostQuestion } from '$lib/contest/views/host';
import type { TurnAck } from '$lib/protocol/host';
import type { Db } from '../db/client';
import { readAnswers } from './answers';

/** A played question with what was answered to it, for the judges' desk (JU1). */
export async function playedTurn(
	db: Db,
	contestId: number,
	contest: Contest,
	turn: number
): Promise<TurnAck> {
	const played = contest.played[turn - 1];
	if (!played) return { ok: false, code: 'correction/unknown' };
	const question = questionOf(contest, played.q);
	const roster = new Set(played.roster);
	const counts = countsOf({ roster, boards: played.boards }, await readAnswers(db, contestId, played.q));
	const typed = answerWay(question.type) === 'typed';
	const right = new Set(played.right);
	const boards = [...played.boards].filter((sbd) => roster.has(sbd)).sort((a, b) => a - b);
	return {
		ok: true,
		turn,
		question: hostQuestion(contest, question, played.ordinal),
		groups: typed ? answerGroups(question, played.groups, counts).slice(0, 200) : [],
		counts: typed ? {} : Object.fromEntries(counts),
		boards,
		wrongBoards: boards.filter((sbd) => !right.has(sbd))
	};
}
