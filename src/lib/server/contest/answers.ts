import { createHash } from 'node:crypto';
import type { RecordedAnswer } from '$lib/contest/commands';
import type { Recorded } from '$lib/protocol/phone';
import type { Db } from '../db/client';

/** What is recorded for a question, by SBD. */
export async function readAnswers(db: Db, contestId: number, question: number): Promise<RecordedAnswer[]> {
	const rows = await db
		.selectFrom('answer')
		.select(['sbd', 'value', 'received_at'])
		.where('contest_id', '=', contestId)
		.where('question', '=', question)
		.orderBy('sbd')
		.execute();
	return rows.map((r) => ({ sbd: r.sbd, value: r.value, receivedAt: r.received_at }));
}

/** The questions for which anything is recorded. */
export async function answeredQuestions(db: Db, contestId: number): Promise<number[]> {
	const rows = await db
		.selectFrom('answer')
		.select('question')
		.distinct()
		.where('contest_id', '=', contestId)
		.execute();
	return rows.map(({ question }) => question);
}

/** What is recorded for a question of each of these seats, in their order. */
export async function recordedOf(
	db: Db,
	contestId: number,
	question: number,
	sbds: number[]
): Promise<(Recorded | null)[]> {
	const rows = await db
		.selectFrom('answer')
		.select(['sbd', 'question as q', 'choice_no as c', 'value as v'])
		.where('contest_id', '=', contestId)
		.where('question', '=', question)
		.where('sbd', '=', (e) => e.fn.any(e.val(sbds)))
		.execute();
	const bySbd = new Map(rows.map(({ sbd, ...recorded }) => [sbd, recorded]));
	return sbds.map((sbd) => bySbd.get(sbd) ?? null);
}

/** Every recorded answer of a contest, with the phone's counter of choices: to be held against what phones were told. */
export async function everyAnswer(
	db: Db,
	contestId: number
): Promise<{ q: number; sbd: number; c: number; v: string }[]> {
	return await db
		.selectFrom('answer')
		.select(['question as q', 'sbd', 'choice_no as c', 'value as v'])
		.where('contest_id', '=', contestId)
		.orderBy('question')
		.orderBy('sbd')
		.execute();
}

/** How many have chosen each value so far: on the floor, or of those who play along (CO5). */
export async function countAnswers(
	db: Db,
	contestId: number,
	question: number,
	table: 'answer' | 'along_answer'
): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom(table)
		.select(['value', (e) => e.fn.countAll<number>().as('n')])
		.where('contest_id', '=', contestId)
		.where('question', '=', question)
		.groupBy('value')
		.execute();
	return new Map(rows.map((r) => [r.value, r.n]));
}

/** SHA-256 of the answers that a reveal judges, so that a later change of one is seen (PH6, JU2). `answers` by SBD. */
export function answersDigest(answers: readonly RecordedAnswer[]): string {
	const hash = createHash('sha256');
	for (const a of answers) hash.update(`${JSON.stringify([a.sbd, a.value, a.receivedAt])}\n`);
	return hash.digest('hex');
}
