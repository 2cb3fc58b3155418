import type { Transaction } from 'kysely';
import { databaseNow } from '../contest/lock';
import { inTransaction, type Db } from '../db/client';
import type { Schema } from '../db/schema';
import { networkOf } from '../lan';
import { noteSecurity } from '../observe/security-log';
import { recoveryLength, spendRecoveryCode } from './recovery';
import { secretIn } from './secret';
import { createThrottle, perAddressRule } from './throttle';
import { acceptedStep } from './totp';

const second = 1000;
/** Slower than for passwords: there are a million codes only, and whoever tries them has the password. */
const perAccount = createThrottle({
	free: 5,
	first: 10 * second,
	longest: 900 * second,
	memory: 24 * 3600 * second
});
const perAddress = createThrottle(perAddressRule);

export type SecondFactorRefusal =
	/** `at`: the server's time, in ms since 1970. A clock that goes wrong is the likeliest reason. */
	| { ok: false; code: 'factor/wrong'; at: number }
	| { ok: false; code: 'factor/recovery_wrong' }
	/** `wait` in ms. */
	| { ok: false; code: 'auth/too_many_tries'; wait: number };

/** Checks a code of the app, or a recovery code, and uses it up. Slows down whoever guesses, by account and by address. */
export async function checkSecondFactor(
	db: Db,
	{ userId, typed, address }: { userId: string; typed: string; address: string },
	now = Date.now()
): Promise<{ ok: true } | SecondFactorRefusal> {
	const place = networkOf(address);
	const facts = { user: userId, address };
	const wait = perAddress.ask(place, now) || perAccount.ask(userId, now);
	if (wait > 0) {
		noteSecurity('slowed_down', facts);
		return { ok: false, code: 'auth/too_many_tries', wait };
	}
	const spent = await inTransaction(db, (tx) => spend(tx, userId, typed));
	if (!spent.ok) {
		noteSecurity('wrong_code', facts);
		return spent;
	}
	if (spent.by === 'recovery') noteSecurity('recovery_code_used', facts);
	perAddress.forgive(place);
	perAccount.forget(userId);
	return { ok: true };
}

async function spend(
	tx: Transaction<Schema>,
	userId: string,
	typed: string
): Promise<{ ok: true; by: 'app' | 'recovery' } | SecondFactorRefusal> {
	const factor = await lockTwoFactor(tx, userId);
	const plain = secretIn(typed);
	if (plain.length >= recoveryLength) {
		const spent = factor !== undefined && (await spendRecoveryCode(tx, userId, typed));
		return spent ? { ok: true, by: 'recovery' } : { ok: false, code: 'factor/recovery_wrong' };
	}
	const at = await databaseNow(tx);
	const step = factor ? acceptedStep(factor.secret, plain, at, factor.last_step) : null;
	if (step === null) return { ok: false, code: 'factor/wrong', at };
	await tx.updateTable('two_factor').set({ last_step: step }).where('user_id', '=', userId).execute();
	return { ok: true, by: 'app' };
}

/** The second factor of an account, held for this transaction alone: of two who type one code, one is let in. */
export async function lockTwoFactor(tx: Transaction<Schema>, userId: string) {
	return tx
		.selectFrom('two_factor')
		.select(['secret', 'last_step'])
		.where('user_id', '=', userId)
		.forUpdate()
		.executeTakeFirst();
}

/** Whether this account asks for a code after the password. */
export async function hasTwoFactor(db: Db, userId: string): Promise<boolean> {
	const row = await db
		.selectFrom('two_factor')
		.select('user_id')
		.where('user_id', '=', userId)
		.executeTakeFirst();
	return row !== undefined;
}
