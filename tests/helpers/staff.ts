import { randomUUID } from 'node:crypto';
import type { Db } from '$lib/server/db/client';
import type { StaffRole } from '$lib/server/db/schema';
import { newTotpSecret } from '$lib/server/auth/totp';

/** A staff user in the database; `passwordHash` is one that no password fits, unless given. */
export async function addStaff(
	db: Db,
	{
		username,
		role = 'organizer',
		passwordHash = 'none'
	}: { username: string; role?: StaffRole; passwordHash?: string | null }
): Promise<string> {
	const id = randomUUID();
	await db
		.insertInto('staff_user')
		.values({ id, username, display_name: `Tên ${username}`, role, password_hash: passwordHash })
		.execute();
	return id;
}

/** Turns two-factor on for a user; returns the secret that her app would have. */
export async function addTwoFactor(db: Db, userId: string): Promise<Uint8Array> {
	const secret = newTotpSecret();
	await db.insertInto('two_factor').values({ user_id: userId, secret, last_step: 0 }).execute();
	return secret;
}
