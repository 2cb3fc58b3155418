import {
	checkLogin,
	endSessions,
	endTokens,
	hashPassword,
	hasAdministrator,
	lookUpCode,
	passwordProblem,
	spendCode,
	voidCodes,
	type CodeRefusal,
	type PasswordProblem,
	type StaffUser
} from '$lib/server/auth';
import type { Db } from '../db/client';
import { noteSecurity } from '../observe/security-log';
import type { Refused } from './administration';
import type { NewPerson } from './person';
import { findStaff, insertStaff, lockStaff, staffByUsername, updateStaff } from './staff';

/** A password that was chosen, and typed a second time. */
export interface NewPassword {
	password: string;
	again: string;
}

/** The password of somebody who is signed in, asked for once more, and where it came from. */
export interface CurrentPassword {
	password: string;
	address: string;
}

/** Why one's own password was not taken. `wait` in ms. */
export type CurrentPasswordRefusal =
	Refused<'password/current_wrong'> | (Refused<'auth/too_many_tries'> & { wait: number });

/** Who a one-time link is for. */
export interface LinkOwner {
	id: string;
	username: string;
	displayName: string;
	/** The first password, rather than a new one. */
	invitation: boolean;
}

/** Whether this set-up code would do; shown before anything is typed. */
export async function checkSetupCode(db: Db, code: string): Promise<{ ok: true } | CodeRefusal> {
	const found = await lookUpCode(db, code, ['setup']);
	if (!found.ok) return found;
	return (await hasAdministrator(db)) ? { ok: false, code: 'code/used' } : { ok: true };
}

/** Creates the first administrator. A code makes one, once, and only while there is none. */
export async function createFirstAdministrator(
	db: Db,
	code: string,
	person: Omit<NewPerson, 'role'>,
	chosen: NewPassword
): Promise<{ ok: true; userId: string } | CodeRefusal | Refused<PasswordProblem | 'person/username_taken'>> {
	const problem = passwordProblem(chosen.password, chosen.again, person.username);
	if (problem) return { ok: false, code: problem };
	const passwordHash = await hashPassword(chosen.password);
	return db.transaction().execute(async (tx) => {
		if (await staffByUsername(tx, person.username)) return { ok: false, code: 'person/username_taken' };
		const spent = await spendCode(tx, code, ['setup']);
		if (!spent.ok) return spent;
		if (await hasAdministrator(tx)) return { ok: false, code: 'code/used' };
		const userId = await insertStaff(tx, { ...person, role: 'administrator' }, passwordHash);
		// Taken a moment ago, after the check above: roll back, so that the code stays good.
		if (!userId) throw new Error(`username ${person.username} was taken during the set-up`);
		return { ok: true, userId };
	});
}

/** Whose invitation or reset link this is; shown before anything is typed. */
export async function checkLink(db: Db, code: string): Promise<({ ok: true } & LinkOwner) | CodeRefusal> {
	const found = await lookUpCode(db, code, ['invitation', 'reset']);
	if (!found.ok) return found;
	const user = found.userId ? await findStaff(db, found.userId) : undefined;
	if (!user || user.disabled) return { ok: false, code: 'code/unknown' };
	return { ok: true, ...user, invitation: found.purpose === 'invitation' };
}

/** Sets a password by a one-time link. All sessions and tokens of the user end, and her other links are void. */
export async function acceptLink(
	db: Db,
	code: string,
	chosen: NewPassword
): Promise<{ ok: true; userId: string } | CodeRefusal | Refused<PasswordProblem>> {
	const owner = await checkLink(db, code);
	if (!owner.ok) return owner;
	const problem = passwordProblem(chosen.password, chosen.again, owner.username);
	if (problem) return { ok: false, code: problem };
	const password_hash = await hashPassword(chosen.password);
	return db.transaction().execute(async (tx) => {
		// Disabling locks the user first and then voids her codes; the same order here.
		const user = await lockStaff(tx, owner.id);
		if (!user || user.disabled_at) return { ok: false, code: 'code/unknown' };
		const spent = await spendCode(tx, code, ['invitation', 'reset']);
		if (!spent.ok) return spent;
		await updateStaff(tx, user.id, { password_hash });
		await voidCodes(tx, user.id);
		await endSessions(tx, user.id);
		await endTokens(tx, user.id);
		noteSecurity('password_changed', { user: user.id, by: 'link' });
		return { ok: true, userId: user.id };
	});
}

/** Changes one's own name. */
export async function rename(db: Db, user: StaffUser, displayName: string): Promise<void> {
	await updateStaff(db, user.id, { display_name: displayName });
}

/** Changes one's own password and ends all one's sessions and tokens, this session included: the caller signs in anew. */
export async function changePassword(
	db: Db,
	user: StaffUser,
	current: CurrentPassword,
	chosen: NewPassword
): Promise<{ ok: true } | Refused<PasswordProblem> | CurrentPasswordRefusal> {
	const problem = passwordProblem(chosen.password, chosen.again, user.username);
	if (problem) return { ok: false, code: problem };
	const checked = await checkPassword(db, user, current);
	if (!checked.ok) return checked;
	const password_hash = await hashPassword(chosen.password);
	await db.transaction().execute(async (tx) => {
		await updateStaff(tx, user.id, { password_hash });
		await voidCodes(tx, user.id);
		await endSessions(tx, user.id);
		await endTokens(tx, user.id);
	});
	noteSecurity('password_changed', { user: user.id, by: 'herself' });
	return { ok: true };
}

/** Whether whoever is signed in knows the password too: asked before she changes how one signs in. */
export async function checkPassword(
	db: Db,
	user: StaffUser,
	current: CurrentPassword
): Promise<{ ok: true } | CurrentPasswordRefusal> {
	const checked = await checkLogin(db, { username: user.username, ...current });
	if (checked.ok) return { ok: true };
	return checked.code === 'auth/too_many_tries' ? checked : { ok: false, code: 'password/current_wrong' };
}
