import { unsaid, type Question } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { VersionOrigin } from '../db/schema';
import { editQuestion, type QuestionAt, type QuestionRefusal } from './questions';

/** One version of a question, as a list shows it. */
export interface VersionHead {
	id: number;
	/** Null: written at the same time as another one, and lost the race; kept all the same. */
	version: number | null;
	how: VersionOrigin;
	/** '' when nobody knows, or the account is gone. */
	by: string;
	at: Date;
}

/** Every version that the question has had, the latest first. */
export async function listVersions(db: Db, questionId: string): Promise<VersionHead[]> {
	const rows = await db
		.selectFrom('question_version as kept')
		.leftJoin('staff_user', 'staff_user.id', 'kept.by')
		.select(['kept.id', 'version', 'how', 'display_name', 'at'])
		.where('question_id', '=', questionId)
		.orderBy('kept.id', 'desc')
		.execute();
	return rows.map(({ display_name, ...row }) => ({ ...row, by: display_name ?? '' }));
}

/** What the question said in this version; undefined when it never had it. */
export async function versionContent(db: Db, questionId: string, id: number): Promise<Question | undefined> {
	const row = await db
		.selectFrom('question_version')
		.select('content')
		.where('question_id', '=', questionId)
		.where('id', '=', id)
		.executeTakeFirst();
	// A version may be older than some part of a question.
	return row && { ...unsaid, ...row.content };
}

/** Makes the question say again what it said in an earlier version. That is a new version, so nothing is lost by it. */
export async function restoreVersion(
	db: Db,
	at: QuestionAt,
	id: number,
	by: string
): Promise<{ ok: true; version: number } | QuestionRefusal> {
	const content = await versionContent(db, at.id, id);
	if (!content) return { ok: false, code: 'question/gone' };
	return editQuestion(db, at, content, by, 'restored');
}
