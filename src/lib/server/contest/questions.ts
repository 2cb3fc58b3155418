import { problems } from '$lib/bank/check';
import { keyText, type Question, type ReviewStatus, type StoredQuestion } from '$lib/bank/question';
import type { Setup } from '$lib/contest/setup';
import { bankRole, type StaffUser } from '../auth';
import { listQuestions } from '../bank/questions';
import type { Db } from '../db/client';
import { provenByQuestion } from './question-use';

/** A question where it lives. */
export interface InBank {
	bankId: string;
	bankTitle: string;
	status: ReviewStatus;
	question: Question;
}

/** The questions with these ids, of whatever banks; those that are gone or deleted are left out. */
export async function questionsById(db: Db, ids: readonly string[]): Promise<Map<string, InBank>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('question as q')
		.innerJoin('bank as b', 'b.id', 'q.bank_id')
		.select(['q.id', 'q.status', 'b.id as bankId', 'b.title as bankTitle'])
		.select(['q.type', 'q.text', 'q.options', 'q.key', 'q.accepted'])
		.select(['q.explanation', 'q.source', 'q.as_of as asOf', 'q.topic', 'q.level'])
		.select(['q.tags', 'q.seconds', 'q.media', 'q.note'])
		.where('q.id', 'in', ids)
		.where('q.deleted_at', 'is', null)
		.execute();
	return new Map(
		rows.map(({ id, status, bankId, bankTitle, ...question }) => [
			id,
			{ bankId, bankTitle, status, question }
		])
	);
}

/** Planned or drawn questions as the set-up shows them, with how they proved; those that are gone are left out. */
export async function shownQuestions(db: Db, ids: readonly string[]) {
	const inBanks = await questionsById(db, ids);
	const rows =
		ids.length === 0
			? []
			: await provenByQuestion(db)
					.where('question_id', 'in', [...ids])
					.execute();
	const proven = new Map(rows.map((row) => [row.question_id, row]));
	return new Map(
		[...inBanks].map(([id, { bankId, bankTitle, status, question }]) => {
			const { type, text, topic, level, explanation, seconds } = question;
			const { lastUsed = null, judged = 0, correct = 0 } = proven.get(id) ?? {};
			const shown = { bankId, bankTitle, type, text, topic, level, explanation, seconds };
			return [
				id,
				{
					...shown,
					answer: keyText(question),
					approved: status === 'approved',
					lastUsed,
					share: judged > 0 ? correct / judged : null
				}
			];
		})
	);
}

/**
 * What this user may take from a bank into a contest: the questions that are fit to be played, and approved where it demands
 * that. Null when she may not see the bank.
 */
export async function drawableQuestions(
	db: Db,
	user: StaffUser,
	bankId: string,
	{ approvedOnly }: Pick<Setup, 'approvedOnly'>
): Promise<StoredQuestion[] | null> {
	if (!(await bankRole(db, user, bankId))) return null;
	const questions = await listQuestions(db, bankId);
	return questions.filter((q) => problems(q).length === 0 && (!approvedOnly || q.status === 'approved'));
}
