import type { Db } from '../db/client';
import { verifyPassword } from './password';
import { createThrottle } from './throttle';

const second = 1000;
const perUsername = createThrottle({
	free: 5,
	first: 10 * second,
	longest: 300 * second,
	memory: 3600 * second
});
/** Many honest people may share an address: a whole school has one. */
const perAddress = createThrottle({
	free: 30,
	first: 5 * second,
	longest: 60 * second,
	memory: 3600 * second
});

export type LoginResult =
	| { ok: true; userId: string }
	| { ok: false; code: 'auth/wrong_password' }
	/** `wait` in ms. */
	| { ok: false; code: 'auth/too_many_tries'; wait: number };

/**
 * Checks a username and password. Says in no way, nor by the time it takes, whether there is such a user. Slows
 * down whoever guesses, by username and by address.
 */
export async function checkLogin(
	db: Db,
	{ username, password, address }: { username: string; password: string; address: string },
	now = Date.now()
): Promise<LoginResult> {
	const name = username.trim().toLowerCase().slice(0, 100);
	const wait = perAddress.ask(address, now) || perUsername.ask(name, now);
	if (wait > 0) return { ok: false, code: 'auth/too_many_tries', wait };

	const user = await db
		.selectFrom('staff_user')
		.select(['id', 'password_hash', 'disabled_at'])
		.where('username', '=', name)
		.executeTakeFirst();
	const matches = await verifyPassword(user?.password_hash ?? null, password);
	if (!user || user.disabled_at || !matches) return { ok: false, code: 'auth/wrong_password' };

	perAddress.forgive(address);
	perUsername.forget(name);
	return { ok: true, userId: user.id };
}
