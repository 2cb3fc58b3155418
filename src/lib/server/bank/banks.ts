import { sql, type Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { cleanLine, cleanText } from '$lib/bank/clean';
import { normalForm } from '$lib/bank/normal';
import type { StaffUser } from '../auth';
import type { Db } from '../db/client';
import type { BankRole, Schema } from '../db/schema';

export const maxTitle = 200;
export const maxNote = 2000;

export interface BankSummary {
	id: string;
	title: string;
	note: string;
	questions: number;
	updatedAt: Date;
	/** What the user may do with it. */
	role: BankRole;
}

export interface BankHead {
	title: string;
	note: string;
}

/** `language`: of the questions, vi or en. */
export interface NewBank extends BankHead {
	language?: string;
}

export type BankRefusal = { ok: false; code: 'bank/title_missing' | 'bank/title_long' | 'bank/note_long' };

/** Every bank that the user may see, by title. The same rule as `bankRole`. */
export async function listBanks(db: Db, user: StaffUser): Promise<BankSummary[]> {
	const rows = await db
		.selectFrom('bank')
		.leftJoin('bank_role as own', (join) =>
			join.onRef('own.bank_id', '=', 'bank.id').on('own.user_id', '=', user.id)
		)
		.select((eb) => [
			'bank.id',
			'bank.title',
			'bank.note',
			'bank.updated_at as updatedAt',
			'own.role as own',
			eb
				.exists(eb.selectFrom('bank_role').select('user_id').whereRef('bank_id', '=', 'bank.id'))
				.as('shared'),
			eb
				.selectFrom('question')
				.select(sql<number>`count(*)::int`.as('n'))
				.whereRef('bank_id', '=', 'bank.id')
				.where('deleted_at', 'is', null)
				.as('questions')
		])
		.execute();
	return rows
		.flatMap(({ own, shared, questions, ...bank }) => {
			const everybodys = !shared && user.role === 'organizer' ? 'editor' : null;
			const role = user.role === 'administrator' ? 'owner' : (own ?? everybodys);
			return role ? [{ ...bank, role, questions: questions ?? 0 }] : [];
		})
		.sort((a, b) => a.title.localeCompare(b.title, 'vi'));
}

/** The banks whose questions the user may change, by title. */
export async function editableBanks(db: Db, user: StaffUser): Promise<{ id: string; title: string }[]> {
	const banks = await listBanks(db, user);
	return banks.filter((b) => b.role !== 'reader').map(({ id, title }) => ({ id, title }));
}

/** Every bank, for operators. */
export async function allBanks(db: Db): Promise<{ id: string; title: string; questions: number }[]> {
	const rows = await db
		.selectFrom('bank')
		.leftJoin('question', (join) =>
			join.onRef('question.bank_id', '=', 'bank.id').on('question.deleted_at', 'is', null)
		)
		.select(['bank.id', 'bank.title', sql<number>`count(question.id)::int`.as('questions')])
		.groupBy('bank.id')
		.execute();
	return rows.sort((a, b) => a.title.localeCompare(b.title, 'vi'));
}

/** The bank that an operator means by its id or its title. */
export async function findBank(
	db: Db,
	idOrTitle: string
): Promise<{ ok: true; id: string; title: string } | { ok: false; code: 'bank/not_found' | 'bank/several' }> {
	const banks = await allBanks(db);
	const form = normalForm(idOrTitle);
	const same = banks.filter((b) => b.id === idOrTitle);
	const found = same.length > 0 ? same : banks.filter((b) => normalForm(b.title) === form);
	const [bank, another] = found;
	if (!bank) return { ok: false, code: 'bank/not_found' };
	return another ? { ok: false, code: 'bank/several' } : { ok: true, id: bank.id, title: bank.title };
}

/** One bank; `questions` is how many it has. */
export async function getBank(
	db: Db,
	id: string
): Promise<(BankHead & { id: string; language: string; questions: number }) | undefined> {
	return db
		.selectFrom('bank')
		.leftJoin('question', (join) =>
			join.onRef('question.bank_id', '=', 'bank.id').on('question.deleted_at', 'is', null)
		)
		.select(['bank.id', 'bank.title', 'bank.note', 'bank.language'])
		.select(sql<number>`count(question.id)::int`.as('questions'))
		.where('bank.id', '=', id)
		.groupBy('bank.id')
		.executeTakeFirst();
}

/** A new bank; who creates it owns it. Without an owner it belongs to all organizers. */
export function createBank(
	db: Db,
	head: NewBank,
	owner: string | null
): Promise<{ ok: true; id: string } | BankRefusal> {
	return db.transaction().execute((tx) => createBankIn(tx, head, owner));
}

/** {@link createBank} as a part of something larger. */
export async function createBankIn(
	tx: Transaction<Schema>,
	head: NewBank,
	owner: string | null
): Promise<{ ok: true; id: string } | BankRefusal> {
	const checked = check(head);
	if (!checked.ok) return checked;
	const id = randomUUID();
	const { title, note } = checked;
	await tx
		.insertInto('bank')
		.values({ id, title, note, language: head.language ?? 'vi', created_by: owner })
		.execute();
	if (owner !== null)
		await tx.insertInto('bank_role').values({ bank_id: id, user_id: owner, role: 'owner' }).execute();
	return { ok: true, id };
}

export async function renameBank(db: Db, id: string, head: BankHead): Promise<{ ok: true } | BankRefusal> {
	const checked = check(head);
	if (!checked.ok) return checked;
	const { title, note } = checked;
	await db
		.updateTable('bank')
		.set({ title, note, updated_at: sql`now()` })
		.where('id', '=', id)
		.execute();
	return { ok: true };
}

/** With all its questions. Contests that were prepared already keep their copies (QU4). */
export async function deleteBank(db: Db, id: string): Promise<void> {
	await db.deleteFrom('bank').where('id', '=', id).execute();
}

function check(head: BankHead): ({ ok: true } & BankHead) | BankRefusal {
	const title = cleanLine(head.title);
	const note = cleanText(head.note);
	if (title === '') return { ok: false, code: 'bank/title_missing' };
	if (title.length > maxTitle) return { ok: false, code: 'bank/title_long' };
	if (note.length > maxNote) return { ok: false, code: 'bank/note_long' };
	return { ok: true, title, note };
}
