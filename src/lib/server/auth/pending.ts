import type { RequestEvent } from '@sveltejs/kit';
import { sql } from 'kysely';
import type { Db } from '../db/client';
import { checkSecondFactor, hasTwoFactor, type SecondFactorRefusal } from './second-factor';
import { hashOf, newSecret } from './secret';
import { signIn, signOut, type Browser } from './session';

/** How long somebody has for the code after the password, in s. */
const life = 300;
/** So many wrong codes, and the password is asked for again. */
const most = 5;
const cookie = { name: 'pending_sign_in', path: '/login' };

/** The sign-in took too long, or too many wrong codes, or never began. */
export interface SignInOver {
	ok: false;
	code: 'factor/sign_in_over';
}

/**
 * After a right password, or a one-time link: signs in, unless the account has two-factor. Then there is no session yet, only a
 * sign-in that waits for the code. Says whether it does.
 */
export async function beginSignIn(db: Db, event: Browser, userId: string): Promise<{ codeNeeded: boolean }> {
	if (!(await hasTwoFactor(db, userId))) {
		await signIn(db, event, userId);
		return { codeNeeded: false };
	}
	await db
		.deleteFrom('pending_sign_in')
		.where('expires_at', '<', sql<Date>`now()`)
		.execute();
	const id = newSecret();
	await db
		.insertInto('pending_sign_in')
		.values({
			id_hash: hashOf(id),
			user_id: userId,
			expires_at: sql<Date>`now() + make_interval(secs => ${life})`
		})
		.execute();
	await signOut(db, event);
	event.cookies.set(cookie.name, id, {
		path: cookie.path,
		httpOnly: true,
		sameSite: 'strict',
		secure: event.url.protocol === 'https:',
		maxAge: life
	});
	return { codeNeeded: true };
}

/** Whether this browser has a sign-in that waits for a code. */
export async function isSignInPending(db: Db, { cookies }: Pick<RequestEvent, 'cookies'>): Promise<boolean> {
	return (await pendingQuery(db, cookies.get(cookie.name)).executeTakeFirst()) !== undefined;
}

/** Ends a sign-in that waits: with a session if this is the code. */
export async function completeSignIn(
	db: Db,
	event: Browser,
	typed: string
): Promise<{ ok: true } | SecondFactorRefusal | SignInOver> {
	const address = event.getClientAddress();
	const done = await db.transaction().execute(async (tx) => {
		// Locked: those who try at once are counted one after another.
		const pending = await pendingQuery(tx, event.cookies.get(cookie.name)).forUpdate('p').executeTakeFirst();
		if (!pending) return { ok: false, code: 'factor/sign_in_over' } as const;
		const { user_id: userId, id_hash } = pending;
		const checked = await checkSecondFactor(tx, { userId, typed, address });
		if (!checked.ok && checked.code === 'auth/too_many_tries') return checked;
		const tries = pending.tries + 1;
		if (checked.ok || tries === most)
			await tx.deleteFrom('pending_sign_in').where('id_hash', '=', id_hash).execute();
		else await tx.updateTable('pending_sign_in').set({ tries }).where('id_hash', '=', id_hash).execute();
		if (checked.ok) return { ok: true, userId } as const;
		return tries === most ? ({ ok: false, code: 'factor/sign_in_over' } as const) : checked;
	});
	if (done.ok || done.code === 'factor/sign_in_over')
		event.cookies.delete(cookie.name, { path: cookie.path });
	if (!done.ok) return done;
	await signIn(db, event, done.userId);
	return { ok: true };
}

function pendingQuery(db: Db, id = '') {
	return db
		.selectFrom('pending_sign_in as p')
		.innerJoin('staff_user as u', 'u.id', 'p.user_id')
		.select(['p.id_hash', 'p.user_id', 'p.tries'])
		.where('p.id_hash', '=', hashOf(id))
		.where('p.expires_at', '>', sql<Date>`now()`)
		.where('u.disabled_at', 'is', null);
}
