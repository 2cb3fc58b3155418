import { sql, type Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isDate } from '$lib/bank/check';
import { cleanDate, cleanLine, cleanText } from '$lib/bank/clean';
import type { Chosen } from '$lib/bank/filter';
import { reordered } from '$lib/bank/order';
import { levels, limits, maxTags, secondsRange } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { lockBank, numberAs, refreshFindings, selectIds, touchBank } from './repository';
import { among } from './selection';
import { keepVersions } from './versions';

/** One thing that many questions get at once. */
export const changeSchema = z.discriminatedUnion('part', [
	z.object({
		part: z.literal('topic'),
		to: z.string().transform(cleanLine).pipe(z.string().max(limits.topic))
	}),
	z.object({ part: z.literal('level'), to: z.enum([...levels, '']) }),
	z.object({
		part: z.literal('seconds'),
		to: z.number().int().min(secondsRange.min).max(secondsRange.max).nullable()
	}),
	z.object({
		part: z.literal('source'),
		to: z.string().transform(cleanText).pipe(z.string().max(limits.source))
	}),
	z.object({
		part: z.literal('asOf'),
		to: z
			.string()
			.transform(cleanDate)
			.refine((date) => date === '' || isDate(date))
	}),
	z.object({
		part: z.enum(['tag', 'untag']),
		to: z
			.string()
			.transform(cleanLine)
			.pipe(
				z
					.string()
					.min(1)
					.max(limits.tag)
					.regex(/^[^,;]*$/)
			)
	})
]);
export type Change = z.output<typeof changeSchema>;

export type BulkRefusal = { ok: false; code: 'bank/gone' | 'question/gone' };

/**
 * Changes one thing of all chosen questions. `n`: how many are other now; those that had it already, and those that
 * have too many tags for one more, stay as they are.
 */
export function changeQuestions(
	db: Db,
	bankId: string,
	chosen: Chosen,
	change: Change,
	by: string | null
): Promise<{ ok: true; n: number } | BulkRefusal> {
	return inBank(db, bankId, async (tx) => {
		const { set, where } = asStatement(change);
		const rows = await tx
			.updateTable('question')
			.set({ ...set, version: sql`version + 1`, updated_at: sql`now()`, updated_by: by })
			.where(among(bankId, chosen))
			.where(where)
			.returning('id')
			.execute();
		const ids = rows.map((r) => r.id);
		if ('status' in set) await refreshFindings(tx, ids);
		await keepVersions(tx, ids, 'bulk', by);
		return { ok: true, n: ids.length };
	});
}

/** Puts the chosen questions before or behind another one. */
export function moveQuestions(
	db: Db,
	bankId: string,
	ids: readonly string[],
	target: string,
	side: 'before' | 'behind'
): Promise<{ ok: true } | BulkRefusal> {
	return inBank(db, bankId, async (tx) => {
		const there = await selectIds(tx, bankId);
		if (!there.includes(target)) return { ok: false, code: 'question/gone' };
		await numberAs(tx, reordered(there, new Set(ids), target, side));
		return { ok: true };
	});
}

/** Takes the chosen questions behind the last one of another bank, with their history. */
export function takeTo(
	db: Db,
	bankId: string,
	chosen: Chosen,
	otherId: string
): Promise<{ ok: true; n: number } | BulkRefusal> {
	return inBanks(db, bankId, otherId, async (tx) => {
		const there = await selectIds(tx, otherId);
		const rows = await tx
			.selectFrom('question')
			.select('id')
			.where(among(bankId, chosen))
			.orderBy('position')
			.execute();
		const ids = rows.map((r) => r.id);
		await tx.updateTable('question').set({ bank_id: otherId }).where(among(bankId, { ids })).execute();
		await numberAs(tx, [...there, ...ids]);
		await numberAs(tx, await selectIds(tx, bankId));
		return { ok: true, n: ids.length };
	});
}

/** Copies the chosen questions behind the last one of another bank, where they are drafts. */
export function copyTo(
	db: Db,
	bankId: string,
	chosen: Chosen,
	otherId: string,
	by: string | null
): Promise<{ ok: true; n: number } | BulkRefusal> {
	return inBanks(db, bankId, otherId, async (tx) => {
		const there = await selectIds(tx, otherId);
		const rows = await tx
			.selectFrom('question')
			.select('id')
			.where(among(bankId, chosen))
			.orderBy('position')
			.execute();
		const copies = rows.map(({ id }) => ({ from: id, id: randomUUID() }));
		await sql`
			insert into question (
				id, bank_id, position, external_id, type, text, options, key, accepted, explanation, source, as_of, topic, level,
				tags, seconds, media, note, findings, doubts, fit, checked, created_by, updated_by
			)
			select copy.id, ${otherId}, ${there.length} + copy.place, external_id, type, text, options, key, accepted,
				explanation, source, as_of, topic, level, tags, seconds, media, note, findings, doubts, fit, checked, ${by}, ${by}
			from unnest(${copies.map((c) => c.from)}::text[], ${copies.map((c) => c.id)}::text[])
				with ordinality as copy(origin, id, place)
			join question on question.id = copy.origin
		`.execute(tx);
		await keepVersions(
			tx,
			copies.map((c) => c.id),
			'written',
			by
		);
		return { ok: true, n: copies.length };
	});
}

type Tx = Transaction<Schema>;
type Done<T> = Promise<T | BulkRefusal>;

function inBank<T>(db: Db, bankId: string, work: (tx: Tx) => Done<T>): Done<T> {
	return inBanks(db, bankId, bankId, work);
}

/** Holds both banks, always in the same order, so that nobody waits for each other. */
function inBanks<T>(db: Db, one: string, other: string, work: (tx: Tx) => Done<T>): Done<T> {
	return db.transaction().execute(async (tx) => {
		for (const id of [...new Set([one, other])].sort()) {
			if (!(await lockBank(tx, id))) return { ok: false, code: 'bank/gone' };
			await touchBank(tx, id);
		}
		return work(tx);
	});
}

/** What to set, and where it makes a difference. What was reviewed is a draft again when its content is other. */
function asStatement(change: Change) {
	const draft = { status: 'draft' as const };
	switch (change.part) {
		case 'topic':
			return { set: { topic: change.to }, where: sql<boolean>`topic <> ${change.to}` };
		case 'level':
			return { set: { level: change.to }, where: sql<boolean>`level <> ${change.to}` };
		case 'seconds':
			return { set: { seconds: change.to }, where: sql<boolean>`seconds is distinct from ${change.to}::int` };
		case 'source':
			return { set: { source: change.to, ...draft }, where: sql<boolean>`source <> ${change.to}` };
		case 'asOf':
			return { set: { as_of: change.to, ...draft }, where: sql<boolean>`as_of <> ${change.to}` };
		case 'tag':
			return {
				set: { tags: sql<string>`tags || to_jsonb(${change.to}::text)` },
				where: sql<boolean>`not tags @> to_jsonb(${change.to}::text) and jsonb_array_length(tags) < ${maxTags}::int`
			};
		case 'untag':
			return {
				set: { tags: sql<string>`tags - ${change.to}::text` },
				where: sql<boolean>`tags @> to_jsonb(${change.to}::text)`
			};
	}
}
