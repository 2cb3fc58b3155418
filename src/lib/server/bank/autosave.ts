import { cleanQuestion } from '$lib/bank/clean';
import type { Question, StoredQuestion } from '$lib/bank/question';
import type { Db } from '../db/client';
import { addQuestion, editQuestion, type QuestionAt, type QuestionRefusal } from './questions';
import { selectEditor, selectQuestion } from './repository';
import { keepParallel } from './versions';

/**
 * Saves what is being typed, as often as the editor likes. `version` 0: it is new, and gets this id; sending it again is
 * safe. What comes too late behind somebody else's version is refused, and kept beside it all the same.
 */
export async function saveTyped(
	db: Db,
	at: QuestionAt,
	question: Question,
	by: string
): Promise<{ ok: true; version: number } | QuestionRefusal> {
	if (at.version === 0) {
		const added = await addQuestion(db, at.bankId, question, by, at.id);
		if (added.ok) return { ok: true, version: 1 };
		if (added.code !== 'question/gone') return added;
	}
	// There already, with version 0: what the editor was told of it has been lost on the way.
	const saved = await editQuestion(db, { ...at, version: Math.max(1, at.version) }, question, by);
	if (!saved.ok && saved.code === 'question/changed')
		await keepParallel(db, at.id, cleanQuestion(question), by);
	return saved;
}

/** What somebody has saved beyond `version`, and who; null when there is nothing new, or no such question. */
export async function savedSince(
	db: Db,
	bankId: string,
	id: string,
	version: number
): Promise<{ current: StoredQuestion; by: string } | null> {
	const current = await selectQuestion(db, bankId, id);
	return current && current.version > version ? { current, by: await selectEditor(db, id) } : null;
}
