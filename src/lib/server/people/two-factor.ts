import { sql } from 'kysely';
import {
	acceptedStep,
	base32,
	checkSecondFactor,
	endSessions,
	hasTwoFactor,
	lockTwoFactor,
	newRecoveryCodes,
	newTotpSecret,
	otpauthUri,
	recoveryCodesLeft,
	type SecondFactorRefusal,
	type SignedIn
} from '$lib/server/auth';
import { m } from '$lib/paraglide/messages';
import { databaseNow } from '../contest/lock';
import type { Db } from '../db/client';
import { noteSecurity } from '../observe/security-log';
import { checkPassword, type CurrentPassword, type CurrentPasswordRefusal } from './account';
import type { Refused } from './administration';
import { lockStaff } from './staff';

/** How long a secret is shown without a code that was made with it, in s. */
const setupLife = 900;

/** Recovery codes, to be kept now: they can't be shown again. */
export interface NewRecoveryCodes {
	ok: true;
	codes: string[];
}

/** Two-factor of one's own account, as her page shows it. */
export type TwoFactorState =
	| { is: 'off' }
	/** `secret` in base32, `uri` for the QR code. */
	| { is: 'setup'; secret: string; uri: string }
	| { is: 'on'; since: Date; codesLeft: number };

/** How things stand for this user; what she sets up is shown in the session that began it only. */
export async function twoFactorState(db: Db, { user, sessionHash }: SignedIn): Promise<TwoFactorState> {
	const factor = await db
		.selectFrom('two_factor')
		.select('since')
		.where('user_id', '=', user.id)
		.executeTakeFirst();
	if (factor) return { is: 'on', since: factor.since, codesLeft: await recoveryCodesLeft(db, user.id) };
	const setup = await setupQuery(db, sessionHash).executeTakeFirst();
	if (!setup) return { is: 'off' };
	const uri = otpauthUri(setup.secret, m.app_name(), user.username);
	return { is: 'setup', secret: base32(setup.secret), uri };
}

/** Makes a secret, to be shown to this session. Nothing is asked for at sign-in yet. */
export async function beginTwoFactor(
	db: Db,
	{ user, sessionHash }: SignedIn,
	current: CurrentPassword
): Promise<{ ok: true } | CurrentPasswordRefusal> {
	const checked = await checkPassword(db, user, current);
	if (!checked.ok) return checked;
	const setup = {
		secret: newTotpSecret(),
		expires_at: sql<Date>`now() + make_interval(secs => ${setupLife})`
	};
	await db
		.insertInto('two_factor_setup')
		.values({ session_hash: sessionHash, ...setup })
		.onConflict((on) => on.column('session_hash').doUpdateSet(setup))
		.execute();
	return { ok: true };
}

/** Turns it on, after a code that was made with the secret. The user's other sessions end. */
export async function turnOnTwoFactor(
	db: Db,
	{ user, sessionHash }: SignedIn,
	typed: string
): Promise<NewRecoveryCodes | Extract<SecondFactorRefusal, { at: number }> | Refused<'factor/setup_over'>> {
	const on = await db.transaction().execute(async (tx): ReturnType<typeof turnOnTwoFactor> => {
		await lockStaff(tx, user.id);
		const setup = await setupQuery(tx, sessionHash).executeTakeFirst();
		if (!setup || (await hasTwoFactor(tx, user.id))) return { ok: false, code: 'factor/setup_over' };
		const at = await databaseNow(tx);
		const step = acceptedStep(setup.secret, typed.replace(/\s/g, ''), at, 0);
		if (step === null) return { ok: false, code: 'factor/wrong', at };
		await tx
			.insertInto('two_factor')
			.values({ user_id: user.id, secret: setup.secret, last_step: step })
			.execute();
		await tx.deleteFrom('two_factor_setup').where('session_hash', '=', sessionHash).execute();
		await endSessions(tx, user.id, sessionHash);
		return { ok: true, codes: await newRecoveryCodes(tx, user.id) };
	});
	if (on.ok) noteSecurity('two_factor_on', { user: user.id });
	return on;
}

/** Ten other recovery codes; the old ones are void. */
export async function renewRecoveryCodes(
	db: Db,
	{ user }: SignedIn,
	current: CurrentPassword
): Promise<NewRecoveryCodes | CurrentPasswordRefusal | Refused<'factor/off'>> {
	const checked = await checkPassword(db, user, current);
	if (!checked.ok) return checked;
	const renewed = await db.transaction().execute(async (tx): ReturnType<typeof renewRecoveryCodes> => {
		if (!(await lockTwoFactor(tx, user.id))) return { ok: false, code: 'factor/off' };
		return { ok: true, codes: await newRecoveryCodes(tx, user.id) };
	});
	if (renewed.ok) noteSecurity('recovery_codes_renewed', { user: user.id });
	return renewed;
}

/** Turns one's own off, with the password and a code of the app or a recovery code. The user's other sessions end. */
export async function turnOffTwoFactor(
	db: Db,
	{ user, sessionHash }: SignedIn,
	current: CurrentPassword,
	typed: string
): Promise<{ ok: true } | CurrentPasswordRefusal | SecondFactorRefusal> {
	const checked = await checkPassword(db, user, current);
	if (!checked.ok) return checked;
	const code = await checkSecondFactor(db, { userId: user.id, typed, address: current.address });
	if (!code.ok) return code;
	await remove(db, user.id, sessionHash);
	noteSecurity('two_factor_off', { by: user.id, user: user.id });
	return { ok: true };
}

/** Takes it off somebody who has lost phone and recovery codes; all her sessions end. `by`: not her, who has her own way. */
export async function takeOffTwoFactor(
	db: Db,
	userId: string,
	by: string | null
): Promise<{ ok: true } | Refused<'factor/off' | 'factor/own'>> {
	if (userId === by) return { ok: false, code: 'factor/own' };
	return (await remove(db, userId)) ? { ok: true } : { ok: false, code: 'factor/off' };
}

/** False if it was off. */
async function remove(db: Db, userId: string, keep?: string): Promise<boolean> {
	return db.transaction().execute(async (tx) => {
		await lockStaff(tx, userId);
		if (!(await hasTwoFactor(tx, userId))) return false;
		// A sign-in that waits is locked before the second factor when its code is checked; the same order here.
		await endSessions(tx, userId, keep);
		await tx.deleteFrom('two_factor').where('user_id', '=', userId).execute();
		return true;
	});
}

function setupQuery(db: Db, sessionHash: string) {
	return db
		.selectFrom('two_factor_setup')
		.select('secret')
		.where('session_hash', '=', sessionHash)
		.where('expires_at', '>', sql<Date>`now()`);
}
