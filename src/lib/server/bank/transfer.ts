import type { Transaction } from 'kysely';
import { isFit, isRepeated, markRepeated } from '$lib/bank/draft';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import type { BankFile } from '../files/bank-file';
import { readAside } from '../files/read-aside';
import type { BankContent } from '../files/bank-json';
import type { UnreadableCode } from '../files/unreadable';
import { createBankIn, getBank, type BankRefusal, type NewBank } from './banks';
import { insertQuestions, lockBank, selectExport, touchBank } from './repository';

/** The file as it was understood, compared with the questions that are `there` already. Nothing is saved. */
export async function previewImport(
	bytes: Uint8Array,
	fileName: string,
	there: readonly { text: string; number: number }[]
): Promise<({ ok: true } & BankFile) | { ok: false; code: UnreadableCode }> {
	const file = await readAside({ bytes, name: fileName });
	return file.ok ? { ...file, drafts: markRepeated(file.drafts, there) } : file;
}

/** The places of the questions that are taken unless somebody says otherwise: fit, and not there yet. */
export function proposedPlaces({ drafts }: BankFile): number[] {
	return drafts.filter((d) => isFit(d) && !isRepeated(d)).map((d) => d.place);
}

export type ImportRefusal =
	BankRefusal | { ok: false; code: 'import/nothing' | 'import/unfit' | 'bank/gone' };

/** Where an import goes: behind the last question of a bank, or into a new one. */
export type ImportTarget = { bankId: string } | { create: NewBank };

/** Saves the drafts that stand at these places of the file: all of them or none, and no new bank without them. */
export function importDrafts(
	db: Db,
	target: ImportTarget,
	file: BankFile,
	places: readonly number[],
	by: string | null
): Promise<{ ok: true; bankId: string; added: number } | ImportRefusal> {
	return db.transaction().execute((tx) => importDraftsIn(tx, target, file, places, by));
}

/** {@link importDrafts} as a part of something larger. */
export async function importDraftsIn(
	tx: Transaction<Schema>,
	target: ImportTarget,
	{ drafts }: BankFile,
	places: readonly number[],
	by: string | null
): Promise<{ ok: true; bankId: string; added: number } | ImportRefusal> {
	const wanted = new Set(places);
	const chosen = drafts.filter((d) => wanted.has(d.place));
	if (chosen.length === 0) return { ok: false, code: 'import/nothing' };
	if (chosen.length !== wanted.size || !chosen.every(isFit)) return { ok: false, code: 'import/unfit' };
	const bank =
		'create' in target ? await createBankIn(tx, target.create, by) : { ok: true as const, id: target.bankId };
	if (!bank.ok) return bank;
	if (!(await lockBank(tx, bank.id))) return { ok: false, code: 'bank/gone' };
	await insertQuestions(tx, bank.id, chosen, 'imported', by);
	await touchBank(tx, bank.id);
	return { ok: true, bankId: bank.id, added: chosen.length };
}

/** The bank as a file holds it; undefined when it is gone. */
export async function bankContent(db: Db, bankId: string): Promise<BankContent | undefined> {
	const bank = await getBank(db, bankId);
	if (!bank) return undefined;
	const { title, language, note } = bank;
	return { title, language, note, questions: await selectExport(db, bankId) };
}
