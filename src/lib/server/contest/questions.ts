import { problems } from '$lib/bank/check';
import type { Question, StoredQuestion } from '$lib/bank/question';
import { bankRole, type StaffUser } from '../auth';
import { listQuestions } from '../bank/questions';
import type { Db } from '../db/client';

/** A question where it lives. */
export interface InBank {
	bankId: string;
	bankTitle: string;
	question: Question;
}

/** The questions with these ids, of whatever banks; those that are gone are left out. */
export async function questionsById(db: Db, ids: readonly string[]): Promise<Map<string, InBank>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('question as q')
		.innerJoin('bank as b', 'b.id', 'q.bank_id')
		.select(['q.id', 'b.id as bankId', 'b.title as bankTitle'])
		.select(['q.type', 'q.text', 'q.options', 'q.key', 'q.accepted'])
		.select(['q.explanation', 'q.source', 'q.as_of as asOf', 'q.topic', 'q.level'])
		.select(['q.tags', 'q.seconds', 'q.media', 'q.note'])
		.where('q.id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, bankId, bankTitle, ...question }) => [id, { bankId, bankTitle, question }]));
}

/** What this user may draw from a bank: the questions that are fit to be played. Null when she may not see the bank. */
export async function drawableQuestions(
	db: Db,
	user: StaffUser,
	bankId: string
): Promise<StoredQuestion[] | null> {
	if (!(await bankRole(db, user, bankId))) return null;
	return (await listQuestions(db, bankId)).filter((q) => problems(q).length === 0);
}
