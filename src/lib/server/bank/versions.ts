import { sql, type Transaction } from 'kysely';
import type { Schema, VersionOrigin } from '../db/schema';

/** A row of `question` as a Question, made by the database. */
const content = sql<string>`jsonb_build_object(
	'type', type, 'text', text, 'options', options, 'key', key, 'accepted', accepted, 'explanation', explanation,
	'source', source, 'asOf', as_of, 'topic', topic, 'level', level, 'tags', tags, 'seconds', seconds,
	'media', media, 'note', note
)`;

/** Keeps what these questions are now as their present versions. Call it after every change, in its transaction. */
export async function keepVersions(
	tx: Transaction<Schema>,
	ids: readonly string[],
	how: Exclude<VersionOrigin, 'parallel'>,
	by: string | null
): Promise<void> {
	if (ids.length === 0) return;
	await tx
		.insertInto('question_version')
		.columns(['question_id', 'version', 'content', 'how', 'by'])
		.expression((eb) =>
			eb
				.selectFrom('question')
				.select(['id', 'version', content.as('content')])
				.select([sql<VersionOrigin>`${how}`.as('how'), sql<string | null>`${by}`.as('by')])
				.where(sql<boolean>`id = any(${ids})`)
				.orderBy('position')
		)
		.execute();
}
