import { sql, type Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { CodePurpose, Schema } from '../db/schema';
import { hashOf, inGroups, newSecret, secretIn } from './secret';

const hour = 3_600_000;
/** How long a code can be used, in ms. */
export const codeLife: Record<CodePurpose, number> = {
	setup: 24 * hour,
	invitation: 7 * 24 * hour,
	reset: 24 * hour
};

/** A code that can't be used, and why. */
export interface CodeRefusal {
	ok: false;
	code: 'code/unknown' | 'code/used' | 'code/expired';
}
export interface CodeHolder {
	ok: true;
	purpose: CodePurpose;
	/** Whose account it is for; null for the set-up of the first one. */
	userId: string | null;
}

/**
 * A new one-time code for this purpose and user, in groups of four that one can read out; unused older ones are void.
 * The database keeps its hash, so it can be shown now and never again.
 */
export async function createCode(
	tx: Transaction<Schema>,
	purpose: CodePurpose,
	userId: string | null = null,
	createdBy: string | null = null
): Promise<string> {
	await tx
		.deleteFrom('one_time_code')
		.where('purpose', '=', purpose)
		.where(sql<boolean>`user_id is not distinct from ${userId}`)
		.where('used_at', 'is', null)
		.execute();
	const secret = newSecret();
	await tx
		.insertInto('one_time_code')
		.values({
			code_hash: hashOf(secret),
			purpose,
			user_id: userId,
			created_by: createdBy,
			expires_at: new Date(Date.now() + codeLife[purpose])
		})
		.execute();
	return inGroups(secret);
}

/** Whether this code could be used for one of these purposes now. Uses nothing up. */
export async function lookUpCode(
	db: Db,
	typed: string,
	purposes: CodePurpose[]
): Promise<CodeHolder | CodeRefusal> {
	const row = await db
		.selectFrom('one_time_code')
		.select(['purpose', 'user_id', 'used_at', 'expires_at'])
		.where('code_hash', '=', hashOf(secretIn(typed)))
		.where('purpose', 'in', purposes)
		.executeTakeFirst();
	if (!row) return { ok: false, code: 'code/unknown' };
	if (row.used_at) return { ok: false, code: 'code/used' };
	if (row.expires_at <= new Date()) return { ok: false, code: 'code/expired' };
	return { ok: true, purpose: row.purpose, userId: row.user_id };
}

/**
 * Uses the code up. Of several who try at once one succeeds: the others wait for her transaction and then find it
 * used. If the transaction is rolled back, the code stays good.
 */
export async function spendCode(
	tx: Transaction<Schema>,
	typed: string,
	purposes: CodePurpose[]
): Promise<CodeHolder | CodeRefusal> {
	const row = await tx
		.updateTable('one_time_code')
		.set({ used_at: new Date() })
		.where('code_hash', '=', hashOf(secretIn(typed)))
		.where('purpose', 'in', purposes)
		.where('used_at', 'is', null)
		.where('expires_at', '>', new Date())
		.returning(['purpose', 'user_id'])
		.executeTakeFirst();
	if (row) return { ok: true, purpose: row.purpose, userId: row.user_id };
	const why = await lookUpCode(tx, typed, purposes);
	// It was good a moment ago and is again: whoever had it has just given it back. Trying again is right.
	return why.ok ? spendCode(tx, typed, purposes) : why;
}

/** Makes all unused codes of this user useless. */
export async function voidCodes(tx: Db | Transaction<Schema>, userId: string): Promise<void> {
	await tx.deleteFrom('one_time_code').where('user_id', '=', userId).where('used_at', 'is', null).execute();
}
