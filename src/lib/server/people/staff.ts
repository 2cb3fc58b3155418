import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema, StaffRole } from '../db/schema';
import type { NewPerson } from './person';

/** A staff user on the administrators' page. */
export interface Account {
	id: string;
	username: string;
	displayName: string;
	role: StaffRole;
	disabled: boolean;
	/** Has not used the invitation yet, so has no password. */
	invited: boolean;
	/** Asks for a code after the password. */
	twoFactor: boolean;
	lastSeenAt: Date | null;
}

/** Everybody who can be given a role in a bank or contest, by name: those invited too, those disabled not. */
export async function listStaff(
	db: Db
): Promise<{ id: string; username: string; displayName: string; role: StaffRole }[]> {
	return db
		.selectFrom('staff_user')
		.select(['id', 'username', 'display_name as displayName', 'role'])
		.where('disabled_at', 'is', null)
		.orderBy('display_name')
		.execute();
}

/** All accounts, the active ones first. */
export async function listAccounts(db: Db): Promise<Account[]> {
	const rows = await db
		.selectFrom('staff_user as u')
		.select((eb) => [
			'u.id',
			'u.username',
			'u.display_name as displayName',
			'u.role',
			'u.disabled_at',
			eb('u.password_hash', 'is', null).as('invited'),
			eb
				.exists(eb.selectFrom('two_factor as f').select('f.user_id').whereRef('f.user_id', '=', 'u.id'))
				.as('twoFactor'),
			eb
				.selectFrom('staff_session as s')
				.select((s) => s.fn.max('s.last_seen_at').as('seen'))
				.whereRef('s.user_id', '=', 'u.id')
				.as('lastSeenAt')
		])
		.orderBy((eb) => eb('u.disabled_at', 'is not', null))
		.orderBy('u.display_name')
		.execute();
	return rows.map(({ disabled_at, invited, twoFactor, ...row }) => ({
		...row,
		disabled: disabled_at !== null,
		invited: Boolean(invited),
		twoFactor: Boolean(twoFactor)
	}));
}

/** Adds somebody; null if the username is taken. Without a hash she has no password until she uses an invitation. */
export async function insertStaff(
	tx: Transaction<Schema>,
	person: NewPerson,
	passwordHash: string | null
): Promise<string | null> {
	const row = await tx
		.insertInto('staff_user')
		.values({
			id: randomUUID(),
			username: person.username,
			display_name: person.displayName,
			role: person.role,
			password_hash: passwordHash
		})
		.onConflict((on) => on.column('username').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row?.id ?? null;
}

/**
 * The administrators who can sign in, locked: two who demote each other at the same moment must not both succeed.
 */
export async function lockAdministrators(tx: Transaction<Schema>): Promise<string[]> {
	const rows = await tx
		.selectFrom('staff_user')
		.select('id')
		.where('role', '=', 'administrator')
		.where('disabled_at', 'is', null)
		.where('password_hash', 'is not', null)
		.orderBy('id')
		.forUpdate()
		.execute();
	return rows.map((row) => row.id);
}

/** One account, locked. */
export async function lockStaff(tx: Transaction<Schema>, id: string) {
	return tx
		.selectFrom('staff_user')
		.select(['id', 'username', 'display_name as displayName', 'role', 'password_hash', 'disabled_at'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
}

/** One account, as it is now. */
export async function findStaff(db: Db, id: string) {
	const row = await db
		.selectFrom('staff_user')
		.select(['id', 'username', 'display_name as displayName', 'disabled_at'])
		.where('id', '=', id)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			username: row.username,
			displayName: row.displayName,
			disabled: row.disabled_at !== null
		}
	);
}

/** The names that accounts show, by id; those that are no accounts are left out. */
export async function displayNames(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('staff_user')
		.select(['id', 'display_name'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** The id that goes with a username, or null. */
export async function staffByUsername(db: Db, username: string): Promise<string | null> {
	const row = await db
		.selectFrom('staff_user')
		.select('id')
		.where('username', '=', username)
		.executeTakeFirst();
	return row?.id ?? null;
}

export async function updateStaff(
	tx: Db | Transaction<Schema>,
	id: string,
	change: { display_name?: string; role?: StaffRole; password_hash?: string; disabled_at?: Date | null }
): Promise<void> {
	await tx.updateTable('staff_user').set(change).where('id', '=', id).execute();
}
