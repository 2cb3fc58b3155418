import { sql, type RawBuilder } from 'kysely';
import type { StoredQuestion } from '$lib/bank/question';
import type { Doubt } from '$lib/bank/draft';
import type { Db } from '../db/client';
import { selectQuestion } from './repository';
import { countClean, listReviews, type Review } from './review';

/** Which questions are gone through: those not approved yet, those of them to look at again, or all. */
export const queueNames = ['open', 'findings', 'all'] as const;
export type QueueName = (typeof queueNames)[number];

const isIn: Record<QueueName, RawBuilder<boolean>> = {
	open: sql`status <> 'approved'`,
	findings: sql`status <> 'approved' and (findings <> '[]' or doubts <> '[]')`,
	all: sql`true`
};

/** How far a bank has come. */
export interface Progress {
	draft: number;
	reviewed: number;
	approved: number;
	/** What can be approved at once: nothing is to be looked at again. */
	clean: number;
}

/** One question of the queue, with all that a reviewer has to see. */
export interface QueueStop {
	question: StoredQuestion & { fit: boolean };
	doubts: Doubt[];
	reviews: Review[];
	/** Where it stands in the queue, from 1; 0 when it is in it no more. */
	at: number;
	of: number;
	previous: string | null;
	next: string | null;
}

/** How many questions of the bank are drafts, reviewed and approved. */
export async function reviewProgress(db: Db, bankId: string): Promise<Progress> {
	const rows = await db
		.selectFrom('question')
		.select(['status', sql<number>`count(*)::int`.as('n')])
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.groupBy('status')
		.execute();
	const of = (status: string) => rows.find((r) => r.status === status)?.n ?? 0;
	return {
		draft: of('draft'),
		reviewed: of('reviewed'),
		approved: of('approved'),
		clean: await countClean(db, bankId)
	};
}

/** The question `id`, or the first of the queue where none is named; null: there is none. */
export async function queueStop(
	db: Db,
	bankId: string,
	queue: QueueName,
	id: string | null
): Promise<QueueStop | null> {
	const named = id ?? (await nextInQueue(db, bankId, queue, 0));
	if (named === null) return null;
	const question = await selectQuestion(db, bankId, named);
	if (!question) return null;
	const inBank = db
		.selectFrom('question')
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.where(isIn[queue]);
	const [state, place, neighbours, reviews] = await Promise.all([
		db.selectFrom('question').select(['fit', 'doubts']).where('id', '=', named).executeTakeFirstOrThrow(),
		inBank
			.select([
				sql<number>`count(*)::int`.as('of'),
				sql<number>`count(*) filter (where position <= ${question.number})::int`.as('upTo'),
				sql<boolean>`coalesce(bool_or(id = ${named}), false)`.as('has')
			])
			.executeTakeFirstOrThrow(),
		Promise.all([
			previousInQueue(db, bankId, queue, question.number),
			nextInQueue(db, bankId, queue, question.number)
		]),
		listReviews(db, named)
	]);
	const [previous, next] = neighbours;
	const at = place.has ? place.upTo : 0;
	return {
		question: { ...question, fit: state.fit },
		doubts: state.doubts,
		reviews,
		at,
		of: place.of,
		previous,
		next
	};
}

/** The first question of the queue behind this place of the bank; from the beginning again where there is none. */
export async function nextInQueue(
	db: Db,
	bankId: string,
	queue: QueueName,
	behind: number
): Promise<string | null> {
	const row = await db
		.selectFrom('question')
		.select('id')
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.where(isIn[queue])
		.where('position', '!=', behind)
		.orderBy(sql`position < ${behind}`)
		.orderBy('position')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}

async function previousInQueue(
	db: Db,
	bankId: string,
	queue: QueueName,
	before: number
): Promise<string | null> {
	const row = await db
		.selectFrom('question')
		.select('id')
		.where('bank_id', '=', bankId)
		.where('deleted_at', 'is', null)
		.where(isIn[queue])
		.where('position', '!=', before)
		.orderBy(sql`position > ${before}`)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}
