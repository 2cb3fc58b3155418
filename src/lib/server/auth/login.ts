import type { Db } from '../db/client';
import { networkOf } from '../lan';
import { noteSecurity } from '../observe/security-log';
import { verifyPassword } from './password';
import { createThrottle, perAddressRule } from './throttle';

const second = 1000;
/** One name, from one place. Elsewhere its owner still gets in: who knows a name must not be able to shut it out. */
const perPair = createThrottle({
	free: 5,
	first: 10 * second,
	longest: 300 * second,
	memory: 3600 * second
});
/** One name, from many places: slowed down, and never for long. */
const perUsername = createThrottle({
	free: 50,
	first: 5 * second,
	longest: 30 * second,
	memory: 3600 * second
});
const perAddress = createThrottle(perAddressRule);

export type LoginResult =
	| { ok: true; userId: string }
	| { ok: false; code: 'auth/wrong_password' }
	/** `wait` in ms. */
	| { ok: false; code: 'auth/too_many_tries'; wait: number };

/**
 * Checks a username and password. Says in no way, nor by the time it takes, whether there is such a user. Slows
 * down whoever guesses, by username and by where she does it.
 */
export async function checkLogin(
	db: Db,
	{ username, password, address }: { username: string; password: string; address: string },
	now = Date.now()
): Promise<LoginResult> {
	const name = username.trim().toLowerCase().replaceAll('\0', '').slice(0, 100);
	const place = networkOf(address);
	const pair = `${name} ${place}`;
	const facts = { username: /^[a-z0-9._-]{1,32}$/.test(name) ? name : '', address };
	const wait = perAddress.ask(place, now) || perPair.ask(pair, now) || perUsername.ask(name, now);
	if (wait > 0) {
		noteSecurity('slowed_down', facts);
		return { ok: false, code: 'auth/too_many_tries', wait };
	}

	const user = await db
		.selectFrom('staff_user')
		.select(['id', 'password_hash', 'disabled_at'])
		.where('username', '=', name)
		.executeTakeFirst();
	const matches = await verifyPassword(user?.password_hash ?? null, password);
	if (!user || user.disabled_at || !matches) {
		noteSecurity('wrong_password', facts);
		return { ok: false, code: 'auth/wrong_password' };
	}

	perAddress.forgive(place);
	perPair.forget(pair);
	perUsername.forgive(name);
	return { ok: true, userId: user.id };
}
