import { createHash } from 'node:crypto';
import type { Refusal } from '$lib/contest/commands';
import type { Contest } from '$lib/contest/state';
import type { AppealRequest } from '$lib/protocol/phone';
import type { Db } from '../db/client';
import { act } from './act';

export type AppealOutcome = { ok: true } | { ok: false; code: Refusal | 'contest/unknown' };

/** What the log holds of an appeal's words: their SHA-256, in hex. */
export const appealDigest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A contestant contests a question (JU5). Her words stay outside the log, so that they can be erased; it holds their SHA-256. */
export async function appeal(
	db: Db,
	contestId: number,
	known: Contest,
	sbd: number,
	{ turn, text }: AppealRequest
): Promise<AppealOutcome> {
	const digest = appealDigest(text);
	const acted = await act<AppealOutcome>(db, contestId, known, async ({ tx, contest, ...acting }) => {
		const done = acting.do({ type: 'appeal', sbd, turn, digest }, 'seat');
		if (!done.ok) return done;
		const no = contest().appeals.length;
		await tx.insertInto('appeal').values({ contest_id: contestId, no, sbd, text }).execute();
		return done;
	});
	return acted.ok ? acted.value : acted;
}

/** What was written in some appeals, by number. */
export async function appealTexts(db: Db, contestId: number, nos: number[]): Promise<Map<number, string>> {
	if (nos.length === 0) return new Map();
	const rows = await db
		.selectFrom('appeal')
		.select(['no', 'text'])
		.where('contest_id', '=', contestId)
		.where('no', 'in', nos)
		.execute();
	return new Map(rows.map(({ no, text }) => [no, text]));
}
