import type { RequestEvent } from '@sveltejs/kit';
import { sql } from 'kysely';
import type { Db } from '../db/client';
import { noteSecurity } from '../observe/security-log';
import { absoluteLife, cookieName, idleLife, luciaFor } from './lucia';
import { hashOf, newSecret } from './secret';
import type { SignedIn } from './signed-in';

/** One place where a user is signed in, as her account page shows it. */
export interface SessionInfo {
	hash: string;
	lastSeenAt: Date;
	address: string;
	userAgent: string;
}

/** What a session needs of a request. */
export type Browser = Pick<RequestEvent, 'cookies' | 'url' | 'request' | 'getClientAddress'>;
type Jar = Pick<Browser, 'cookies' | 'url'>;

/** How exactly "last seen" is kept: writing it at every request would be a write for every click. */
const seenStep = 60_000;

/** Who holds the session of this id, `renewed` when its cookie should be sent again; null if it is not valid (any more). */
export async function validate(db: Db, id: string): Promise<(SignedIn & { renewed: boolean }) | null> {
	const { session, user } = await luciaFor(db).validateSession(id);
	if (!session) return null;
	if (Date.now() - session.lastSeenAt.getTime() > seenStep) await touch(db, session.hash);
	const { username, displayName, role } = user;
	return {
		user: { id: user.id, username, displayName, role },
		sessionHash: session.hash,
		renewed: session.fresh
	};
}

/** Who is signed in, by the Cookie header of a socket's handshake; `secure`: it came over TLS. */
export async function staffFromCookie(
	db: Db,
	cookieHeader: string | undefined,
	secure = false
): Promise<SignedIn | null> {
	const id = luciaFor(db, secure).readSessionCookie(cookieHeader ?? '');
	const found = id ? await validate(db, id) : null;
	return found && { user: found.user, sessionHash: found.sessionHash };
}

/** Whether a session that was valid when a socket opened still is: not ended, not expired, its user not disabled. */
export async function sessionIsValid(db: Db, sessionHash: string): Promise<boolean> {
	const row = await db
		.selectFrom('staff_session as s')
		.innerJoin('staff_user as u', 'u.id', 's.user_id')
		.select('s.id_hash')
		.where('s.id_hash', '=', sessionHash)
		.where('s.expires_at', '>', new Date())
		.where('u.disabled_at', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** Begins a session for this user in this browser, under a new id; the one that the browser had before is over. */
export async function signIn(db: Db, event: Browser, userId: string): Promise<void> {
	const lucia = luciaFor(db);
	const before = sessionCookie(event);
	if (before) await lucia.invalidateSession(before);
	await lucia.deleteExpiredSessions();
	const id = await beginSession(db, userId, {
		address: event.getClientAddress(),
		userAgent: event.request.headers.get('user-agent') ?? ''
	});
	setSessionCookie(event, id);
	noteSecurity('signed_in', { user: userId, address: event.getClientAddress() });
}

/** The Cookie header of a new session without a browser, for a program that signs in as this user. */
export async function programSession(db: Db, userId: string, program: string): Promise<string> {
	return `${cookieName(false)}=${await beginSession(db, userId, { address: '', userAgent: program })}`;
}

async function beginSession(
	db: Db,
	userId: string,
	{ address, userAgent }: { address: string; userAgent: string }
): Promise<string> {
	const id = newSecret();
	const now = Date.now();
	await luciaFor(db).createSession(
		userId,
		{
			hash: hashOf(id),
			absoluteExpiresAt: new Date(now + absoluteLife.milliseconds()),
			lastSeenAt: new Date(now),
			address,
			userAgent: userAgent.slice(0, 300)
		},
		{ sessionId: id }
	);
	return id;
}

/** Ends the session of this browser. */
export async function signOut(db: Db, event: Jar): Promise<void> {
	const id = sessionCookie(event);
	if (id) await luciaFor(db).invalidateSession(id);
	clearSessionCookie(event);
}

/** The places where this user is signed in, the last used first. */
export async function listSessions(db: Db, userId: string): Promise<SessionInfo[]> {
	const sessions = await luciaFor(db).getUserSessions(userId);
	return sessions.map(({ hash, lastSeenAt, address, userAgent }) => ({
		hash,
		lastSeenAt,
		address,
		userAgent
	}));
}

/** Ends one session of this user; of nobody else. */
export async function endSession(db: Db, userId: string, hash: string): Promise<void> {
	await db.deleteFrom('staff_session').where('user_id', '=', userId).where('id_hash', '=', hash).execute();
}

/** Ends all sessions of this user, but for one if that is given, and what is about to become one. */
export async function endSessions(db: Db, userId: string, except?: string): Promise<void> {
	await db.deleteFrom('pending_sign_in').where('user_id', '=', userId).execute();
	await db
		.deleteFrom('staff_session')
		.where('user_id', '=', userId)
		.where('id_hash', '!=', except ?? '')
		.execute();
}

/** `Secure` exactly on https: a hall without internet has plain http, and a secure cookie would never come back. */
export function setSessionCookie({ cookies, url }: Jar, id: string): void {
	const secure = isSecure(url);
	const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: idleLife.seconds() } as const;
	cookies.set(cookieName(secure), id, kept);
}

export function clearSessionCookie({ cookies, url }: Jar): void {
	const secure = isSecure(url);
	cookies.delete(cookieName(secure), { path: '/', secure });
}

/** The id that this browser has brought. */
export function sessionCookie({ cookies, url }: Jar): string | undefined {
	return cookies.get(cookieName(isSecure(url)));
}

const isSecure = (url: URL) => url.protocol === 'https:';

async function touch(db: Db, hash: string): Promise<void> {
	await db
		.updateTable('staff_session')
		.set({ last_seen_at: sql`now()` })
		.where('id_hash', '=', hash)
		.execute();
}
