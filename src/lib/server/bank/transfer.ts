import type { Transaction } from 'kysely';
import { problems } from '$lib/bank/check';
import { isFit, isRepeated, markRepeated, type Doubt, type Draft } from '$lib/bank/draft';
import type { Question } from '$lib/bank/question';
import type { Standing } from '$lib/bank/repeated';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import type { BankFile } from '../files/bank-file';
import { readAside } from '../files/read-aside';
import type { BankContent } from '../files/bank-json';
import type { UnreadableCode } from '../files/unreadable';
import { createBankIn, getBank, type BankRefusal, type NewBank } from './banks';
import {
	insertQuestions,
	lockBank,
	selectExport,
	selectStanding,
	setDoubts,
	touchBank,
	updateQuestion
} from './repository';

/** The file as it was understood, compared with the questions that are `there` already. Nothing is saved. */
export async function previewImport(
	bytes: Uint8Array,
	fileName: string,
	there: readonly { text: string; number: number }[],
	keyFile?: Uint8Array
): Promise<({ ok: true } & BankFile) | { ok: false; code: UnreadableCode }> {
	const file = await readAside({ bytes, name: fileName, keyFile });
	return file.ok ? { ...file, drafts: markRepeated(file.drafts, there) } : file;
}

/** The places of the questions that are taken unless somebody says otherwise: fit, and not there yet. */
export function proposedPlaces({ drafts }: BankFile): number[] {
	return drafts.filter((d) => isFit(d) && !isRepeated(d)).map((d) => d.place);
}

/** What is to become of one draft: a new question, or the next version of one that is there. */
export interface Taken {
	externalId: string;
	question: Question;
	/** What is left to look at. */
	doubts: Doubt[];
	update: { id: string; version: number } | null;
}

export type ImportRefusal =
	BankRefusal | { ok: false; code: 'import/nothing' | 'import/unfit' | 'import/changed' | 'bank/gone' };

/** Where an import went, and how many questions were added there and brought up to date. */
export interface Imported {
	ok: true;
	bankId: string;
	added: number;
	updated: number;
}

/** Where an import goes: behind the last question of a bank, or into a new one. */
export type ImportTarget = { bankId: string } | { create: NewBank };

/** Saves the drafts that stand at these places of the file: all of them or none, and no new bank without them. */
export function importDrafts(
	db: Db,
	target: ImportTarget,
	file: BankFile,
	places: readonly number[],
	by: string | null
): Promise<Imported | ImportRefusal> {
	return db.transaction().execute((tx) => importDraftsIn(tx, target, file, places, by));
}

/** {@link importDrafts} as a part of something larger. */
export async function importDraftsIn(
	tx: Transaction<Schema>,
	target: ImportTarget,
	{ drafts }: BankFile,
	places: readonly number[],
	by: string | null
): Promise<Imported | ImportRefusal> {
	const wanted = new Set(places);
	const chosen = drafts.filter((d) => wanted.has(d.place));
	if (chosen.length !== wanted.size || !chosen.every(isFit)) return { ok: false, code: 'import/unfit' };
	return saveTakenIn(tx, target, chosen.map(asNew), by);
}

/** The draft as a new question. Whose text stands where in a file says nothing once the file is gone. */
function asNew({ externalId, question, doubts }: Draft): Taken {
	return { externalId, question, doubts: doubts.filter((d) => !isRepeated({ doubts: [d] })), update: null };
}

/** Saves what was made of a file's drafts: all of it or nothing, and no new bank without it. */
export function saveTaken(
	db: Db,
	target: ImportTarget,
	taken: readonly Taken[],
	by: string | null
): Promise<Imported | ImportRefusal> {
	return db.transaction().execute((tx) => saveTakenIn(tx, target, taken, by));
}

/** Refuses before it writes, so that a refusal leaves nothing to undo. */
async function saveTakenIn(
	tx: Transaction<Schema>,
	target: ImportTarget,
	taken: readonly Taken[],
	by: string | null
): Promise<Imported | ImportRefusal> {
	if (taken.length === 0) return { ok: false, code: 'import/nothing' };
	if (taken.some((t) => problems(t.question).length > 0)) return { ok: false, code: 'import/unfit' };
	const updates = taken.flatMap(({ update, ...t }) => (update ? [{ ...update, ...t }] : []));
	if (updates.length > 0 && !('bankId' in target && (await areThere(tx, target.bankId, updates))))
		return { ok: false, code: 'import/changed' };
	const bank =
		'create' in target ? await createBankIn(tx, target.create, by) : { ok: true as const, id: target.bankId };
	if (!bank.ok) return bank;
	if (!(await lockBank(tx, bank.id))) return { ok: false, code: 'bank/gone' };
	const added = taken.filter((t) => t.update === null);
	await insertQuestions(tx, bank.id, added, 'imported', by);
	for (const { id, version, question, doubts } of updates) {
		await updateQuestion(tx, { bankId: bank.id, id, version }, question, 'imported', by);
		await setDoubts(tx, id, doubts);
	}
	await touchBank(tx, bank.id);
	return { ok: true, bankId: bank.id, added: added.length, updated: updates.length };
}

/** Whether these questions of the bank still have these versions, each named once; nobody changes them before the end. */
async function areThere(
	tx: Transaction<Schema>,
	bankId: string,
	updates: readonly { id: string; version: number }[]
): Promise<boolean> {
	await lockBank(tx, bankId);
	const there = new Map((await selectStanding(tx, bankId)).map((s) => [s.id, s.version]));
	return updates.every(({ id, version }) => there.get(id) === version && there.delete(id));
}

/** What an import into the bank is compared with. */
export function listStanding(db: Db, bankId: string): Promise<Standing[]> {
	return selectStanding(db, bankId);
}

/** The bank as a file holds it; undefined when it is gone. */
export async function bankContent(db: Db, bankId: string): Promise<BankContent | undefined> {
	const bank = await getBank(db, bankId);
	if (!bank) return undefined;
	const { title, language, note } = bank;
	return { title, language, note, questions: await selectExport(db, bankId) };
}
