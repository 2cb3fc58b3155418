import { sql, type Transaction } from 'kysely';
import { cleanText } from '$lib/bank/clean';
import type { Doubt } from '$lib/bank/draft';
import type { Chosen } from '$lib/bank/filter';
import { limits, type ReviewStatus } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { lockBank } from './repository';
import { among } from './selection';

/** A question, in the version that the reviewer saw. */
export interface Seen {
	id: string;
	version: number;
}

/** What is said about questions. `status`: what they are from now on; null: a remark alone. */
export interface Judgement {
	status: ReviewStatus | null;
	remark: string;
}

/** How many questions were judged, and how many were left as they were. */
export interface Judged {
	ok: true;
	done: number;
	/** Not fit to be played, and so neither reviewed nor approved. */
	unfit: number;
	/** Changed or deleted since the reviewer saw them. */
	changed: number;
}

export type ReviewRefusal = {
	ok: false;
	code: 'bank/gone' | 'review/empty' | 'review/remark_long' | 'review/other_number';
};

/** Judges these questions, each in the version that was seen; what cannot be judged is left and counted. */
export async function review(
	db: Db,
	bankId: string,
	seen: readonly Seen[],
	{ status, remark: said }: Judgement,
	by: string
): Promise<Judged | ReviewRefusal> {
	const remark = cleanText(said);
	if (remark.length > limits.note) return { ok: false, code: 'review/remark_long' };
	if (status === null && remark === '') return { ok: false, code: 'review/empty' };
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const there = await tx
			.selectFrom('question')
			.select(['id', 'version', 'fit'])
			.where('bank_id', '=', bankId)
			.where(sql<boolean>`id = any(${seen.map((s) => s.id)})`)
			.where('deleted_at', 'is', null)
			.execute();
		const versions = new Map(seen.map((s) => [s.id, s.version]));
		const unchanged = there.filter((q) => versions.get(q.id) === q.version);
		const judged = await judgeFit(tx, unchanged, { status, remark }, by);
		return { ok: true, ...judged, changed: versions.size - unchanged.length };
	});
}

/** Judges the chosen questions, but those that were changed after `seenAt`, when the reviewer saw them. */
export async function reviewChosen(
	db: Db,
	bankId: string,
	chosen: Chosen,
	seenAt: Date,
	status: ReviewStatus,
	by: string
): Promise<Judged | ReviewRefusal> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const there = await tx
			.selectFrom('question')
			.select(['id', 'fit', 'updated_at'])
			.where(among(bankId, chosen))
			.execute();
		const unchanged = there.filter((q) => q.updated_at <= seenAt);
		const judged = await judgeFit(tx, unchanged, { status, remark: '' }, by);
		return { ok: true, ...judged, changed: there.length - unchanged.length };
	});
}

/** Leaves what is not fit to be played as it is, unless it becomes a draft or is only remarked on. */
async function judgeFit(
	tx: Transaction<Schema>,
	questions: readonly { id: string; fit: boolean }[],
	judgement: Judgement,
	by: string
): Promise<Pick<Judged, 'done' | 'unfit'>> {
	const needsFit = judgement.status === 'reviewed' || judgement.status === 'approved';
	const ids = questions.filter((q) => q.fit || !needsFit).map((q) => q.id);
	await judge(tx, ids, judgement, by);
	return { done: ids.length, unfit: questions.length - ids.length };
}

/** Which questions of a bank can be approved all at once: fit, not approved yet, and nothing to look at again. */
const clean = sql<boolean>`deleted_at is null and status <> 'approved' and fit and findings = '[]' and doubts = '[]'`;

/** How many those are. */
export async function countClean(db: Db, bankId: string): Promise<number> {
	const row = await db
		.selectFrom('question')
		.select(sql<number>`count(*)::int`.as('n'))
		.where('bank_id', '=', bankId)
		.where(clean)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** Approves all of them, if they are as many as somebody was told and has agreed to. */
export async function approveClean(
	db: Db,
	bankId: string,
	agreed: number,
	by: string
): Promise<Judged | ReviewRefusal> {
	return db.transaction().execute(async (tx) => {
		if (!(await lockBank(tx, bankId))) return { ok: false, code: 'bank/gone' };
		const rows = await tx
			.selectFrom('question')
			.select('id')
			.where('bank_id', '=', bankId)
			.where(clean)
			.execute();
		if (rows.length !== agreed) return { ok: false, code: 'review/other_number' };
		const ids = rows.map((r) => r.id);
		await judge(tx, ids, { status: 'approved', remark: '' }, by);
		return { ok: true, done: ids.length, unfit: 0, changed: 0 };
	});
}

async function judge(
	tx: Transaction<Schema>,
	ids: readonly string[],
	{ status, remark }: Judgement,
	by: string
): Promise<void> {
	await tx
		.insertInto('question_review')
		.columns(['question_id', 'version', 'status', 'remark', 'by'])
		.expression((eb) =>
			eb
				.selectFrom('question')
				.select(['id', 'version'])
				.select([
					sql<ReviewStatus | null>`${status}::text`.as('status'),
					sql<string>`${remark}::text`.as('remark'),
					sql<string | null>`${by}::text`.as('by')
				])
				.where(sql<boolean>`id = any(${ids})`)
				.orderBy('position')
		)
		.execute();
	if (status === null) return;
	await tx
		.updateTable('question')
		.set({ status })
		// Somebody has looked: what the file left open is settled.
		.$if(status !== 'draft', (query) => query.set({ doubts: '[]' }))
		.where(sql<boolean>`id = any(${ids})`)
		.execute();
}

/** Something that was said about a question. */
export interface Review {
	id: number;
	/** The version that was looked at. */
	version: number;
	status: ReviewStatus | null;
	remark: string;
	/** '' when that account is gone. */
	by: string;
	at: Date;
	/** The version was written by the same person. */
	own: boolean;
}

/** What the file that a question came from left open, and what was said about it since, the latest first. */
export async function whatWasSaid(
	db: Db,
	questionId: string
): Promise<{ doubts: Doubt[]; reviews: Review[] }> {
	const row = await db
		.selectFrom('question')
		.select('doubts')
		.where('id', '=', questionId)
		.executeTakeFirst();
	return { doubts: row?.doubts ?? [], reviews: await listReviews(db, questionId) };
}

/** What was said about a question, the latest first. */
export async function listReviews(db: Db, questionId: string): Promise<Review[]> {
	const rows = await db
		.selectFrom('question_review as review')
		.leftJoin('staff_user', 'staff_user.id', 'review.by')
		.select(['review.id', 'review.version', 'status', 'remark', 'review.at', 'display_name'])
		.select((eb) =>
			eb
				.selectFrom('question_version as written')
				.select(sql<boolean>`written.by = review.by`.as('own'))
				.whereRef('written.question_id', '=', 'review.question_id')
				.whereRef('written.version', '<=', 'review.version')
				.where('how', '!=', 'bulk')
				.orderBy('written.version', 'desc')
				.limit(1)
				.as('own')
		)
		.where('review.question_id', '=', questionId)
		.orderBy('review.id', 'desc')
		.execute();
	return rows.map(({ display_name, own, ...row }) => ({ ...row, by: display_name ?? '', own: own ?? false }));
}
