import { sql, type Transaction } from 'kysely';
import type { Question } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { Schema, VersionOrigin } from '../db/schema';

/** A row of `question` as a Question, made by the database. */
const content = sql<string>`jsonb_build_object(
	'type', type, 'text', text, 'options', options, 'key', key, 'accepted', accepted, 'explanation', explanation,
	'source', source, 'asOf', as_of, 'topic', topic, 'level', level, 'tags', tags, 'seconds', seconds,
	'media', media, 'note', note
)`;

/** What one person writes in one sitting is one version, so that a question that saves itself does not fill its history. */
const sitting = sql<Date>`now() - interval '10 minutes'`;

/**
 * Keeps what these questions are now as their present versions. Call it after every change, in its transaction. The
 * version before is replaced if the same person wrote it in the same sitting and nobody has said anything about it.
 */
export async function keepVersions(
	tx: Transaction<Schema>,
	ids: readonly string[],
	how: Exclude<VersionOrigin, 'parallel'>,
	by: string | null
): Promise<void> {
	if (ids.length === 0) return;
	if (how === 'written' && by !== null) await forgetSitting(tx, ids, by);
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

async function forgetSitting(tx: Transaction<Schema>, ids: readonly string[], by: string): Promise<void> {
	await tx
		.deleteFrom('question_version as before')
		.using('question')
		.whereRef('before.question_id', '=', 'question.id')
		.where(sql<boolean>`question.id = any(${ids})`)
		.where(sql<boolean>`before.version = question.version - 1`)
		.where('before.how', '=', 'written')
		.where('before.by', '=', by)
		.where('before.at', '>', sitting)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('question_review as r')
						.select('r.id')
						.whereRef('r.question_id', '=', 'before.question_id')
						.whereRef('r.version', '=', 'before.version')
				)
			)
		)
		.execute();
}

/** Keeps what lost the race against another version; what the same person lost before in the same sitting is in it. */
export async function keepParallel(
	db: Db,
	questionId: string,
	question: Question,
	by: string | null
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await tx
			.deleteFrom('question_version')
			.where('question_id', '=', questionId)
			.where('how', '=', 'parallel')
			.where('by', 'is not distinct from', by)
			.where('at', '>', sitting)
			.execute();
		await tx
			.insertInto('question_version')
			.values({
				question_id: questionId,
				version: null,
				content: JSON.stringify(question),
				how: 'parallel',
				by
			})
			.execute();
	});
}
