import { createCode, endSessions, endTokens, voidCodes } from '$lib/server/auth';
import type { Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema, StaffRole } from '../db/schema';
import type { NewPerson } from './person';
import { insertStaff, lockAdministrators, lockStaff, updateStaff } from './staff';

/** A link to pass on. Shown once: nothing but its hash is stored. */
export interface OneTimeLink {
	ok: true;
	/** `/invite?code=…` */
	path: string;
	purpose: 'invitation' | 'reset';
	displayName: string;
}

export interface Refused<Code extends string> {
	ok: false;
	code: Code;
}

/** Adds somebody without a password, and a link valid for 7 days by which she sets one. `by`: the user who invites. */
export async function invite(
	db: Db,
	person: NewPerson,
	by: string | null
): Promise<OneTimeLink | Refused<'person/username_taken'>> {
	return db.transaction().execute(async (tx) => {
		const id = await insertStaff(tx, person, null);
		if (!id) return { ok: false, code: 'person/username_taken' };
		return makeLink(tx, 'invitation', id, person.displayName, by);
	});
}

/** Adds somebody with a password, for the command line. */
export async function createWithPassword(
	db: Db,
	person: NewPerson,
	passwordHash: string
): Promise<{ ok: true } | Refused<'person/username_taken'>> {
	return db.transaction().execute(async (tx) => {
		const id = await insertStaff(tx, person, passwordHash);
		return id ? { ok: true } : { ok: false, code: 'person/username_taken' };
	});
}

/** A new link for somebody: to set the first password if she has none yet, else to reset it (24 h). Voids older ones. */
export async function newLink(
	db: Db,
	userId: string,
	by: string | null
): Promise<OneTimeLink | Refused<'person/unknown' | 'person/disabled'>> {
	return db.transaction().execute(async (tx) => {
		const user = await lockStaff(tx, userId);
		if (!user) return { ok: false, code: 'person/unknown' };
		if (user.disabled_at) return { ok: false, code: 'person/disabled' };
		const purpose = user.password_hash ? 'reset' : 'invitation';
		return makeLink(tx, purpose, user.id, user.displayName, by);
	});
}

export type ChangeResult = { ok: true } | Refused<'person/unknown' | 'person/last_administrator'>;

/** Gives somebody another role, from her next click on. */
export async function changeRole(db: Db, userId: string, role: StaffRole): Promise<ChangeResult> {
	return changeKeepingAnAdministrator(db, userId, role !== 'administrator', (tx) =>
		updateStaff(tx, userId, { role })
	);
}

/** Shuts somebody out at once: sessions and tokens end, links are void. Her name stays on what she did. */
export async function disable(db: Db, userId: string): Promise<ChangeResult> {
	return changeKeepingAnAdministrator(db, userId, true, async (tx) => {
		await updateStaff(tx, userId, { disabled_at: new Date() });
		await endSessions(tx, userId);
		await endTokens(tx, userId);
		await voidCodes(tx, userId);
	});
}

export async function enable(db: Db, userId: string): Promise<ChangeResult> {
	return changeKeepingAnAdministrator(db, userId, false, (tx) =>
		updateStaff(tx, userId, { disabled_at: null })
	);
}

/** Makes a change, unless it `removes` the last administrator who can sign in. */
async function changeKeepingAnAdministrator(
	db: Db,
	userId: string,
	removes: boolean,
	change: (tx: Transaction<Schema>) => Promise<void>
): Promise<ChangeResult> {
	return db.transaction().execute(async (tx) => {
		const administrators = await lockAdministrators(tx);
		const last = administrators.length === 1 && administrators[0] === userId;
		if (removes && last) return { ok: false, code: 'person/last_administrator' };
		if (!(await lockStaff(tx, userId))) return { ok: false, code: 'person/unknown' };
		await change(tx);
		return { ok: true };
	});
}

async function makeLink(
	tx: Transaction<Schema>,
	purpose: OneTimeLink['purpose'],
	userId: string,
	displayName: string,
	by: string | null
): Promise<OneTimeLink> {
	const code = await createCode(tx, purpose, userId, by);
	return { ok: true, path: `/invite?code=${code}`, purpose, displayName };
}
