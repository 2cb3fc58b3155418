import type { Contest } from '$lib/contest/state';
import { foldTurns } from '$lib/contest/turns';
import type { Refused } from '$lib/protocol/common';
import type { Review } from '$lib/protocol/phone';
import type { Db } from '../db/client';
import { readLog } from './log';

/** All questions that were played, with explanations and what this seat answered; only after the end (PH2). */
export async function reviewFor(
	db: Db,
	contestId: number,
	contest: Contest,
	sbd: number | null
): Promise<({ ok: true } & Review) | Refused> {
	if (contest.phase !== 'finished') return { ok: false, code: 'review/not_yet' };
	const questions = foldTurns(await readLog(db, contestId)).map(({ question, reveal, judged }) => {
		const mine = sbd === null ? undefined : judged.get(sbd);
		return { ...question, reveal, mine: mine?.value ?? null, right: mine?.right ?? false };
	});
	return { ok: true, questions };
}
