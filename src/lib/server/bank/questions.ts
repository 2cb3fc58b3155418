import { randomUUID } from 'node:crypto';
import { excessOf, type Problem } from '$lib/bank/check';
import { cleanQuestion } from '$lib/bank/clean';
import { isSameQuestion } from '$lib/bank/fields';
import type { Question, StoredQuestion } from '$lib/bank/question';
import type { Db } from '../db/client';
import {
	insertQuestions,
	isTaken,
	lockBank,
	selectEditor,
	selectNeighbours,
	selectQuestion,
	selectQuestions,
	selectTags,
	selectTopics,
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

/** A question, who saved it last, and the ids of those before and behind it. */
export async function openQuestion(db: Db, bankId: string, id: string) {
	const stored = await selectQuestion(db, bankId, id);
	if (!stored) return null;
	const neighbours = await selectNeighbours(db, bankId, stored.number);
	return { stored, by: await selectEditor(db, id), neighbours };
}

/** The topics of the bank's questions, each once. */
export function listTopics(db: Db, bankId: string): Promise<string[]> {
	return selectTopics(db, bankId);
}

/** The tags of the bank's questions, each once. */
export function listTags(db: Db, bankId: string): Promise<string[]> {
	return selectTags(db, bankId);
}

/**
 * Puts a question behind the last one, perhaps with an id of the caller's; there is none with this id yet, of no bank
 * (`question/gone`). It need not be fit to be played, only small enough.
 */
export async function addQuestion(
	db: Db,
	bankId: string,
	question: Question,
	by: string | null,
	wantedId: string = randomUUID()
): Promise<{ ok: true; id: string } | QuestionRefusal> {
	const clean = cleanQuestion(question);
	const found = excessOf(clean);
	if (found.length > 0) return { ok: false, code: 'question/unfit', problems: found };
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		if (await isTaken(tx, wantedId)) return { ok: false, code: 'question/gone' };
		const added = { id: wantedId, externalId: '', question: clean };
		const [id = ''] = await insertQuestions(tx, bankId, [added], 'written', by);
		await touchBank(tx, bankId);
		return { ok: true, id };
	});
}

/**
 * Saves a change, unless somebody saved another one since the editor read the question. What says the same as is there
 * already is no change, whatever the version. It need not be fit to be played, only small enough.
 */
export async function editQuestion(
	db: Db,
	at: QuestionAt,
	question: Question,
	by: string | null,
	how: 'written' | 'restored' | 'learnt' = 'written'
): Promise<{ ok: true; version: number } | QuestionRefusal> {
	const clean = cleanQuestion(question);
	const found = excessOf(clean);
	if (found.length > 0) return { ok: false, code: 'question/unfit', problems: found };
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, at.bankId))) return { ok: false, code: 'bank/gone' };
		const current = await selectQuestion(tx, at.bankId, at.id);
		if (current && isSameQuestion(current, clean)) return { ok: true, version: current.version };
		const version = await updateQuestion(tx, at, clean, how, by);
		if (version === undefined) return refusal(tx, at);
		await touchBank(tx, at.bankId);
		return { ok: true, version };
	});
}

async function refusal(db: Db, at: QuestionAt): Promise<QuestionRefusal> {
	const current = await selectQuestion(db, at.bankId, at.id);
	if (!current) return { ok: false, code: 'question/gone' };
	return { ok: false, code: 'question/changed', current, by: await selectEditor(db, at.id) };
}
