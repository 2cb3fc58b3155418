import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { checks, sorts, type Chosen, type Filter, type TableView } from '$lib/bank/filter';
import { levels, questionTypes, reviewStatuses } from '$lib/bank/question';
import type { Schema } from '../db/schema';

const said = z.string().max(500);

/** A filter as pages send it. */
const filterParts = {
	text: said,
	topic: said,
	level: z.enum([...levels, '-', '']),
	type: z.enum([...questionTypes, '']),
	status: z.enum([...reviewStatuses, '']),
	tag: said,
	author: said,
	check: z.enum([...checks, ''])
};

/** A view as the query of an address has it. What it does not say, or says wrongly, means everything in the bank's order. */
export const viewSchema: z.ZodType<TableView> = z.object({
	text: filterParts.text.catch(''),
	topic: filterParts.topic.catch(''),
	level: filterParts.level.catch(''),
	type: filterParts.type.catch(''),
	status: filterParts.status.catch(''),
	tag: filterParts.tag.catch(''),
	author: filterParts.author.catch(''),
	check: filterParts.check.catch(''),
	deleted: z.preprocess((value) => value === '1', z.boolean()),
	sort: z.enum(sorts).catch('number'),
	direction: z.enum(['up', 'down']).catch('up')
});

const id = z.string().max(100);

export const chosenSchema: z.ZodType<Chosen> = z.union([
	z.object({ ids: z.array(id).min(1).max(10_000) }),
	z.object({
		filter: z.object({ ...filterParts, deleted: z.boolean() }),
		except: z.array(id).max(10_000)
	}),
	z.object({ deletion: z.iso.datetime({ precision: 6 }) })
]);

type Condition = (eb: ExpressionBuilder<Schema, 'question'>) => Expression<SqlBool>;

/** The questions of a bank that a filter shows, as a condition on `question`. */
export function matching(bankId: string, filter: Filter): Condition {
	return (eb) => {
		const said: Expression<SqlBool>[] = [
			eb('bank_id', '=', bankId),
			eb('deleted_at', filter.deleted ? 'is not' : 'is', null),
			...filter.text.split(/\s+/u).filter(Boolean).map(holds)
		];
		const { topic, level, type, status, tag, author, check } = filter;
		if (topic !== '') said.push(eb('topic', '=', topic === '-' ? '' : topic));
		if (level !== '') said.push(sql`level = ${level === '-' ? '' : level}`);
		if (type !== '') said.push(sql`type = ${type}`);
		if (status !== '') said.push(sql`status = ${status}`);
		if (tag !== '') said.push(tag === '-' ? sql`tags = '[]'` : sql`tags @> ${JSON.stringify([tag])}::jsonb`);
		if (author !== '')
			said.push(author === '-' ? eb('created_by', 'is', null) : eb('created_by', '=', author));
		if (check === 'no_source') said.push(eb('source', '=', ''));
		if (check === 'doubtful') said.push(doubtful);
		if (check === 'unfit') said.push(sql`not fit`);
		return eb.and(said);
	};
}

/** The chosen questions of a bank, among those that are there or among the `deleted` ones. */
export function among(bankId: string, chosen: Chosen, deleted = false): Condition {
	return (eb) => {
		const state = [eb('bank_id', '=', bankId), eb('deleted_at', deleted ? 'is not' : 'is', null)];
		if ('ids' in chosen) return eb.and([...state, sql<SqlBool>`id = any(${chosen.ids})`]);
		if ('deletion' in chosen)
			return eb.and([...state, sql<SqlBool>`deleted_at = ${chosen.deletion}::text::timestamptz`]);
		return eb.and([...state, matching(bankId, chosen.filter)(eb), sql<SqlBool>`id <> all(${chosen.except})`]);
	};
}

/** Somebody has to look: something was found, a file left something open, or it can't be played. */
export const doubtful = sql<SqlBool>`(findings <> '[]' or doubts <> '[]' or not fit)`;

/**
 * Whether the word is somewhere in the question. Both sides have the database's form; lists are searched as the JSON
 * that they are kept as, where a quote has a backslash before it.
 */
function holds(word: string): Expression<SqlBool> {
	const inJson = JSON.stringify(word).slice(1, -1);
	const like = (text: string) =>
		sql<SqlBool>`search like search_form(${`%${text.replace(/[\\%_]/g, '\\$&')}%`})`;
	return inJson === word ? like(word) : sql`(${like(word)} or ${like(inJson)})`;
}
