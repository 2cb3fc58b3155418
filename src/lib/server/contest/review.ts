import type { Contest } from '$lib/contest/state';
import { foldTurns, type RevealedTurn } from '$lib/contest/turns';
import type { Refused } from '$lib/protocol/common';
import type { Review } from '$lib/protocol/phone';
import type { Db } from '../db/client';
import { alongAnswersOf } from './along';
import { readLog } from './log';

const folded = new WeakMap<Contest, Promise<RevealedTurn[]>>();

/** The revealed questions of a contest. After its end all phones ask at once: the log is read once for each of its states. */
export async function playedTurns(db: Db, contestId: number, contest: Contest): Promise<RevealedTurn[]> {
	const turns = folded.get(contest) ?? readLog(db, contestId).then(foldTurns);
	folded.set(contest, turns);
	try {
		return await turns;
	} catch (error) {
		folded.delete(contest);
		throw error;
	}
}

/** All questions that were played, with explanations and what this player answered, on the floor or along; only after the end (PH2). */
export async function reviewFor(
	db: Db,
	contestId: number,
	contest: Contest,
	player: number | null
): Promise<({ ok: true } & Review) | Refused> {
	if (contest.phase !== 'finished') return { ok: false, code: 'review/not_yet' };
	const turns = await playedTurns(db, contestId, contest);
	const asked = turns.map(({ question }) => question.q);
	const along = player === null ? null : await alongAnswersOf(db, contestId, asked, player);
	const questions = turns.map(({ question, reveal, judged }) => {
		const mine = player === null ? undefined : (judged.get(player) ?? along?.get(question.q));
		return { ...question, reveal, mine: mine?.value ?? null, right: mine?.right ?? false };
	});
	return { ok: true, questions };
}
