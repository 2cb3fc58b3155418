import { problems, type Problem } from '$lib/bank/check';
import { cleanQuestion } from '$lib/bank/clean';
import { keyText, type Question, type QuestionRow, type StoredQuestion } from '$lib/bank/question';
import type { Db } from '../db/client';
import {
	insertQuestions,
	lockBank,
	removeQuestion,
	selectEditor,
	selectNeighbours,
	selectQuestion,
	selectQuestions,
	selectTopics,
	shiftQuestion,
	touchBank,
	updateQuestion
} from './repository';

/** Where a question stands, in the version that the editor saw. */
export interface QuestionAt {
	bankId: string;
	id: string;
	version: number;
}

export type QuestionRefusal =
	| { ok: false; code: 'question/unfit'; problems: Problem[] }
	/** Somebody else saved in between; `current` is what she saved. */
	| { ok: false; code: 'question/changed'; current: StoredQuestion; by: string }
	| { ok: false; code: 'question/gone' }
	| { ok: false; code: 'bank/gone' };

/** The questions of a bank in their order. */
export function listQuestions(db: Db, bankId: string): Promise<StoredQuestion[]> {
	return selectQuestions(db, bankId);
}

/** The bank as its table shows it. */
export async function listRows(db: Db, bankId: string): Promise<QuestionRow[]> {
	const questions = await selectQuestions(db, bankId);
	return questions.map(({ id, number, version, type, text, topic, level, ...rest }) => {
		return { id, number, version, type, text, topic, level, answer: keyText({ type, ...rest }) };
	});
}

/** A question, and the ids of those before and behind it. */
export async function openQuestion(db: Db, bankId: string, id: string) {
	const stored = await selectQuestion(db, bankId, id);
	if (!stored) return null;
	const neighbours = await selectNeighbours(db, bankId, stored.number);
	return { stored, neighbours };
}

/** The topics of the bank's questions, each once. */
export function listTopics(db: Db, bankId: string): Promise<string[]> {
	return selectTopics(db, bankId);
}

/** Puts a question behind the last one. Only a question that is fit to be played is saved. */
export async function addQuestion(
	db: Db,
	bankId: string,
	question: Question,
	by: string | null
): Promise<{ ok: true; id: string } | QuestionRefusal> {
	const clean = cleanQuestion(question);
	const found = problems(clean);
	if (found.length > 0) return { ok: false, code: 'question/unfit', problems: found };
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const [id = ''] = await insertQuestions(tx, bankId, [{ externalId: '', question: clean }], 'written', by);
		await touchBank(tx, bankId);
		return { ok: true, id };
	});
}

/** Saves a change, unless somebody saved another one since the editor read the question. */
export async function editQuestion(
	db: Db,
	at: QuestionAt,
	question: Question,
	by: string | null,
	how: 'written' | 'restored' | 'learnt' = 'written'
): Promise<{ ok: true; version: number } | QuestionRefusal> {
	const clean = cleanQuestion(question);
	const found = problems(clean);
	if (found.length > 0) return { ok: false, code: 'question/unfit', problems: found };
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, at.bankId))) return { ok: false, code: 'bank/gone' };
		const version = await updateQuestion(tx, at, clean, how, by);
		if (version === undefined) return refusal(tx, at);
		await touchBank(tx, at.bankId);
		return { ok: true, version };
	});
}

/** Deletes a question, unless somebody changed it since. */
export async function deleteQuestion(db: Db, at: QuestionAt): Promise<{ ok: true } | QuestionRefusal> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, at.bankId))) return { ok: false, code: 'bank/gone' };
		if (!(await removeQuestion(tx, at))) return refusal(tx, at);
		await touchBank(tx, at.bankId);
		return { ok: true };
	});
}

/** Moves a question by `by` places, up when negative; at the ends it stays where it is. */
export async function moveQuestion(
	db: Db,
	bankId: string,
	id: string,
	by: number
): Promise<{ ok: true } | QuestionRefusal> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const all = await selectQuestions(tx, bankId);
		const question = all.find((q) => q.id === id);
		if (!question) return { ok: false, code: 'question/gone' };
		const to = Math.min(all.length, Math.max(1, question.number + by));
		if (to !== question.number) await shiftQuestion(tx, bankId, id, question.number, to);
		return { ok: true };
	});
}

async function refusal(db: Db, at: QuestionAt): Promise<QuestionRefusal> {
	const current = await selectQuestion(db, at.bankId, at.id);
	if (!current) return { ok: false, code: 'question/gone' };
	return { ok: false, code: 'question/changed', current, by: await selectEditor(db, at.id) };
}
