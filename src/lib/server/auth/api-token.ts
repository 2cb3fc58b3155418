import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema, TokenScope } from '../db/schema';
import { hashOf } from './secret';
import type { StaffUser } from './signed-in';

/** What a token may be good for. */
export const tokenScopes = ['results:read', 'roster:write'] as const satisfies TokenScope[];
/** For how many days it may be good. */
export const tokenDays = [30, 90, 365] as const;
/** So many has one user at most; whoever needs more has forgotten some. */
export const mostTokens = 20;

/** What a token begins with, so that people and programs that look for leaked secrets know it for one. */
const prefix = 'cv_';
const tokenForm = /^cv_[A-Za-z0-9_-]{43}$/;

/** A token to be made. */
export interface NewToken {
	/** What its owner calls it. */
	name: string;
	scopes: TokenScope[];
	days: number;
	/** The only contest that it reaches; null: all that its owner does. */
	contestId: number | null;
}

/** A token as its owner sees it afterwards. */
export interface TokenInfo {
	id: string;
	name: string;
	scopes: TokenScope[];
	/** Title of the only contest that it reaches. */
	contest: string | null;
	createdAt: Date;
	expiresAt: Date;
	/** `2026-11-29`, by the calendar of Vietnam. */
	lastUsedOn: string | null;
}

/** Who calls by a token, and what it lets her do; what she may do at all is asked anew each time. */
export interface TokenHolder {
	id: string;
	user: StaffUser;
	scopes: TokenScope[];
	contestId: number | null;
}

/** Makes a token for this user. It is returned and shown once: the database keeps its hash. */
export async function createToken(
	tx: Transaction<Schema>,
	userId: string,
	{ name, scopes, days, contestId }: NewToken
): Promise<{ id: string; token: string }> {
	const id = randomUUID();
	const token = prefix + randomBytes(32).toString('base64url');
	await tx
		.insertInto('api_token')
		.values({
			id,
			token_hash: hashOf(token),
			user_id: userId,
			name,
			scopes,
			contest_id: contestId,
			expires_at: new Date(Date.now() + days * 86_400_000)
		})
		.execute();
	return { id, token };
}

/** The tokens of this user, the newest first; those that have expired too, until she deletes them. */
export async function listTokens(db: Db, userId: string): Promise<TokenInfo[]> {
	return await db
		.selectFrom('api_token as t')
		.leftJoin('contest as c', 'c.id', 't.contest_id')
		.select([
			't.id',
			't.name',
			't.scopes',
			'c.title as contest',
			't.created_at as createdAt',
			't.expires_at as expiresAt',
			sql<string | null>`t.last_used_on::text`.as('lastUsedOn')
		])
		.where('t.user_id', '=', userId)
		.orderBy('t.created_at', 'desc')
		.orderBy('t.id')
		.execute();
}

/** Deletes a token of this user, of nobody else; false: she has none of this id. */
export async function deleteToken(db: Db, userId: string, id: string): Promise<boolean> {
	const deleted = await db
		.deleteFrom('api_token')
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst();
	return deleted !== undefined;
}

/** Deletes all tokens of this user. */
export async function endTokens(tx: Db | Transaction<Schema>, userId: string): Promise<void> {
	await tx.deleteFrom('api_token').where('user_id', '=', userId).execute();
}

/** Whether this could be a token at all; what could not need not be looked up. */
export const looksLikeToken = (text: string) => tokenForm.test(text);

/** Who calls by this token, and notes the day. */
export async function tokenHolder(
	db: Db,
	token: string
): Promise<{ ok: true; holder: TokenHolder } | { ok: false; code: 'token/unknown' | 'token/expired' }> {
	const row = await db
		.selectFrom('api_token as t')
		.innerJoin('staff_user as u', 'u.id', 't.user_id')
		.select([
			't.id',
			't.scopes',
			't.contest_id as contestId',
			't.expires_at as expiresAt',
			'u.id as userId',
			'u.username',
			'u.display_name as displayName',
			'u.role',
			sql<boolean>`t.last_used_on is not distinct from ${today}`.as('usedToday')
		])
		.where('t.token_hash', '=', hashOf(token))
		.where('u.disabled_at', 'is', null)
		.executeTakeFirst();
	if (!row) return { ok: false, code: 'token/unknown' };
	if (row.expiresAt <= new Date()) return { ok: false, code: 'token/expired' };
	const { id, scopes, contestId, userId, username, displayName, role } = row;
	// The day is all that is kept, so that it takes one write a day.
	if (!row.usedToday)
		await db.updateTable('api_token').set({ last_used_on: today }).where('id', '=', id).execute();
	return { ok: true, holder: { id, scopes, contestId, user: { id: userId, username, displayName, role } } };
}

const today = sql<string>`(now() at time zone 'Asia/Ho_Chi_Minh')::date`;
