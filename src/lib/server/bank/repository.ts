import { sql, type Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { problems } from '$lib/bank/check';
import type { Doubt } from '$lib/bank/draft';
import { findingRules, findings } from '$lib/bank/findings';
import type { Question, StoredQuestion } from '$lib/bank/question';
import type { Standing } from '$lib/bank/repeated';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { keepVersions } from './versions';

type Tx = Transaction<Schema>;

/** Rows of one statement: PostgreSQL takes 65,535 values. */
const rowsAtOnce = 1000;

export const questionColumns = [
	'type',
	'text',
	'options',
	'key',
	'accepted',
	'explanation',
	'source',
	'as_of as asOf',
	'topic',
	'level',
	'tags',
	'seconds',
	'media',
	'note'
] as const;
const columns = ['id', 'position as number', 'version', 'status', ...questionColumns] as const;

/** Holds the bank against other changes of its questions until the transaction ends; false when it is gone. */
export async function lockBank(tx: Tx, bankId: string): Promise<boolean> {
	const bank = await tx
		.selectFrom('bank')
		.select('id')
		.where('id', '=', bankId)
		.forUpdate()
		.executeTakeFirst();
	return bank !== undefined;
}

/** Notes that something in the bank was changed just now. */
export async function touchBank(tx: Tx, bankId: string): Promise<void> {
	await tx
		.updateTable('bank')
		.set({ updated_at: sql`now()` })
		.where('id', '=', bankId)
		.execute();
}

/** In their order; deleted ones are not among them. */
export function selectQuestions(db: Db, bankId: string): Promise<StoredQuestion[]> {
	return db
		.selectFrom('question')
		.select(columns)
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.orderBy('position')
		.execute();
}

export function selectQuestion(db: Db, bankId: string, id: string): Promise<StoredQuestion | undefined> {
	return db
		.selectFrom('question')
		.select(columns)
		.where('bank_id', '=', bankId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
}

/** Whether a question has this id, in whatever bank, also one that was deleted. */
export async function isTaken(db: Db, id: string): Promise<boolean> {
	const row = await db.selectFrom('question').select('id').where('id', '=', id).executeTakeFirst();
	return row !== undefined;
}

/** In their order, with the numbers that they had in the files they came from. */
export async function selectExport(
	db: Db,
	bankId: string
): Promise<{ externalId: string; question: Question }[]> {
	const rows = await db
		.selectFrom('question')
		.select([...questionColumns, 'external_id'])
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.orderBy('position')
		.execute();
	return rows.map(({ external_id, ...question }) => ({ externalId: external_id ?? '', question }));
}

/** What an import is compared with, in the bank's order. */
export async function selectStanding(db: Db, bankId: string): Promise<Standing[]> {
	const rows = await db
		.selectFrom('question')
		.select([...questionColumns, 'id', 'position', 'version', 'external_id'])
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.orderBy('position')
		.execute();
	return rows.map(({ id, position, version, external_id, ...question }) => {
		return { id, number: position, version, externalId: external_id ?? '', question };
	});
}

/** The ids of the questions at the places before and behind this one. */
export async function selectNeighbours(
	db: Db,
	bankId: string,
	number: number
): Promise<{ previous: string | undefined; next: string | undefined }> {
	const rows = await db
		.selectFrom('question')
		.select(['id', 'position'])
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.where('position', 'in', [number - 1, number + 1])
		.execute();
	const at = (position: number) => rows.find((r) => r.position === position)?.id;
	return { previous: at(number - 1), next: at(number + 1) };
}

export async function selectTopics(db: Db, bankId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('question')
		.select('topic')
		.distinct()
		.where('bank_id', '=', bankId)
		.where('topic', '!=', '')
		.where('deleted_at', 'is', null)
		.execute();
	return rows.map((r) => r.topic).sort((a, b) => a.localeCompare(b, 'vi'));
}

export async function selectTags(db: Db, bankId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('question')
		.select(sql<string>`jsonb_array_elements_text(tags)`.as('tag'))
		.distinct()
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.execute();
	return rows.map((r) => r.tag).sort((a, b) => a.localeCompare(b, 'vi'));
}

/** Who changed the question last; '' when nobody knows. */
export async function selectEditor(db: Db, id: string): Promise<string> {
	const row = await db
		.selectFrom('question')
		.innerJoin('staff_user', 'staff_user.id', 'question.updated_by')
		.select('display_name')
		.where('question.id', '=', id)
		.executeTakeFirst();
	return row?.display_name ?? '';
}

/** Puts the questions behind the last one of the bank and returns their ids. */
export async function insertQuestions(
	tx: Tx,
	bankId: string,
	questions: { id?: string; externalId: string; question: Question; doubts?: Doubt[] }[],
	how: 'written' | 'imported',
	by: string | null
): Promise<string[]> {
	const last = await tx
		.selectFrom('question')
		.select((eb) => eb.fn.max('position').as('position'))
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
	const first = (last?.position ?? 0) + 1;
	const rows = questions.map(({ id = randomUUID(), externalId, question, doubts = [] }, index) => ({
		id,
		bank_id: bankId,
		position: first + index,
		external_id: externalId === '' ? null : externalId,
		created_by: by,
		updated_by: by,
		doubts: JSON.stringify(doubts),
		...asColumns(question)
	}));
	for (let at = 0; at < rows.length; at += rowsAtOnce)
		await tx
			.insertInto('question')
			.values(rows.slice(at, at + rowsAtOnce))
			.execute();
	const ids = rows.map((r) => r.id);
	await keepVersions(tx, ids, how, by);
	return ids;
}

/**
 * Changes the question if it still has this version; returns the new version, or undefined. What says something else
 * than what was reviewed is a draft again; where it is filed and how long it takes is no matter of review.
 */
export async function updateQuestion(
	tx: Tx,
	at: { bankId: string; id: string; version: number },
	question: Question,
	how: 'written' | 'imported' | 'restored' | 'learnt',
	by: string | null
): Promise<number | undefined> {
	const to = asColumns(question);
	const row = await tx
		.updateTable('question')
		.set({
			...to,
			status: sql`case when
				(type, text, options, key, accepted, explanation, source, as_of, media) = (
					${to.type}::text, ${to.text}::text, ${to.options}::jsonb, ${to.key}::text, ${to.accepted}::jsonb,
					${to.explanation}::text, ${to.source}::text, ${to.as_of}::text, ${to.media}::jsonb
				) then status else 'draft' end`,
			version: sql`version + 1`,
			updated_at: sql`now()`,
			updated_by: by
		})
		.where('bank_id', '=', at.bankId)
		.where('id', '=', at.id)
		.where('version', '=', at.version)
		.where('deleted_at', 'is', null)
		.returning('version')
		.executeTakeFirst();
	if (row) await keepVersions(tx, [at.id], how, by);
	return row?.version;
}

/** Notes what a file left open about the question. */
export async function setDoubts(tx: Tx, id: string, doubts: Doubt[]): Promise<void> {
	await tx
		.updateTable('question')
		.set({ doubts: JSON.stringify(doubts) })
		.where('id', '=', id)
		.execute();
}

/** The ids of the questions that are there, in their order. */
export async function selectIds(db: Db, bankId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('question')
		.select('id')
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map((r) => r.id);
}

/** Numbers these questions by their places in the list, from 1. */
export async function numberAs(tx: Tx, ids: readonly string[]): Promise<void> {
	await sql`
		update question set position = wanted.place
		from unnest(${ids}::text[]) with ordinality as wanted(id, place)
		where question.id = wanted.id and position <> wanted.place
	`.execute(tx);
}

/** Finds anew what is to be said about these questions, after columns of theirs were changed at once. */
export async function refreshFindings(tx: Tx, ids: readonly string[]): Promise<void> {
	const rows = await tx
		.selectFrom('question')
		.select(['id', ...questionColumns])
		.where(sql<boolean>`id = any(${ids})`)
		.execute();
	const found = JSON.stringify(rows.map(({ id, ...question }) => ({ id, ...foundIn(question) })));
	await sql`
		update question set findings = found.findings::jsonb, fit = found.fit, checked = found.checked
		from jsonb_to_recordset(${found}::jsonb) as found(id text, findings text, fit boolean, checked int)
		where question.id = found.id
	`.execute(tx);
}

/** A question as the columns of its row, and what follows from it. */
function asColumns({ asOf, ...question }: Question) {
	return {
		...question,
		as_of: asOf,
		options: JSON.stringify(question.options),
		accepted: JSON.stringify(question.accepted),
		tags: JSON.stringify(question.tags),
		media: JSON.stringify(question.media),
		...foundIn({ asOf, ...question })
	};
}

/** What the rules of today find about a question, as the columns of its row. */
export function foundIn(question: Question) {
	const found = problems(question);
	return {
		findings: JSON.stringify([...new Set([...found, ...findings(question)].map((f) => f.code))]),
		fit: found.length === 0,
		checked: findingRules
	};
}
