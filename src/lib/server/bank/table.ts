import { sql, type SelectQueryBuilder } from 'kysely';
import type { Facets, Sort, TableView, TableWindow } from '$lib/bank/filter';
import { keyMarkup, levels, questionTypes, reviewStatuses, type TableRow } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { doubtful, matching } from './selection';

/** Rows that a page asks for at once. */
export const windowSize = 100;

/** The rows of a view from the place `from` on, at most `count`, and how many there are. */
export async function tableWindow(
	db: Db,
	bankId: string,
	view: TableView,
	from = 0,
	count = windowSize
): Promise<TableWindow> {
	const shown = db.selectFrom('question').where(matching(bankId, view));
	const [counted, rows] = await Promise.all([
		shown.select(sql<number>`count(*)::int`.as('n')).executeTakeFirst(),
		sorted(shown, view)
			.select([
				'id',
				'position as number',
				'version',
				'type',
				'text',
				'options',
				'key',
				'topic',
				'level',
				'tags'
			])
			.select(['status', 'findings', 'doubts', share.as('share')])
			.select(
				sql<
					TableRow['check']
				>`case when not fit then 'unfit' when ${doubtful} then 'doubtful' else '' end`.as('check')
			)
			.limit(count)
			.offset(from)
			.execute()
	]);
	return {
		total: counted?.n ?? 0,
		from,
		rows: rows.map(({ options, key, ...row }) => ({
			...row,
			answer: keyMarkup({ type: row.type, options, key })
		}))
	};
}

/** Names are in the order of the alphabet, '' first. */
export async function tableFacets(db: Db, bankId: string): Promise<Facets> {
	const { rows } = await sql<Facets>`
		with there as materialized (
			select topic, tags, created_by from question where bank_id = ${bankId} and deleted_at is null
		),
		topics as (select topic as name, count(*)::int as n from there group by topic),
		tagged as (
			select name, count(*)::int as n from there, jsonb_array_elements_text(tags) as name group by name
		),
		authors as (
			select u.id, u.display_name as name, count(*)::int as n
			from there join staff_user u on u.id = created_by group by u.id
		)
		select
			now() as at,
			(select count(*)::int from there) as "all",
			(select count(*)::int from question where bank_id = ${bankId} and deleted_at is not null) as deleted,
			(select coalesce(jsonb_agg(to_jsonb(topics)), '[]') from topics) as topics,
			(select coalesce(jsonb_agg(to_jsonb(tagged)), '[]') from tagged) as tags,
			(select coalesce(jsonb_agg(to_jsonb(authors)), '[]') from authors) as authors
	`.execute(db);
	const [{ topics, tags, authors, ...counts } = nothing] = rows;
	const byName = (a: { name: string }, b: { name: string }) =>
		a.name.localeCompare(b.name, 'vi', { numeric: true });
	return { ...counts, topics: topics.sort(byName), tags: tags.sort(byName), authors: authors.sort(byName) };
}

const nothing: Facets = { at: new Date(0), all: 0, deleted: 0, topics: [], tags: [], authors: [] };

/** Of all who were judged by the question, the share that was right. */
const share = sql<number | null>`(
	select sum(correct)::float / nullif(sum(judged), 0) from question_use where question_id = question.id
)`;

/** As an index among the values in their order; those that are not there, last. */
const rank = (column: 'type' | 'level' | 'status', values: readonly string[]) =>
	sql<number | null>`array_position(${[...values]}::text[], ${sql.ref(column)})`;

/** By what each sort goes; words go without their diacritics, so that no collation is asked for. */
const keys: Record<Sort, ReturnType<typeof sql<unknown>>> = {
	number: sql`position`,
	text: sql`search`,
	type: rank('type', questionTypes),
	topic: sql`nullif(search_form(topic), '')`,
	level: rank('level', levels),
	status: rank('status', reviewStatuses),
	share,
	changed: sql`updated_at`
};

/** In the order of the view; equal ones in the bank's order, those without a value last. */
function sorted<O>(query: SelectQueryBuilder<Schema, 'question', O>, { sort, direction }: TableView) {
	return query
		.orderBy(keys[sort], (order) => (direction === 'up' ? order.asc() : order.desc()).nullsLast())
		.orderBy('position')
		.orderBy('id');
}
