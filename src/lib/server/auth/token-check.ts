import type { Db } from '../db/client';
import { networkOf } from '../lan';
import { Limiters } from '../live/limiter';
import { noteSecurity } from '../observe/security-log';
import { looksLikeToken, tokenHolder, type TokenHolder } from './api-token';
import { hashOf } from './secret';

/** Calls of one token. */
const perToken = new Limiters(60, 1);
/** Made-up tokens from one place. Nobody guesses 256 bits; it is the looking up that costs. */
const perPlace = new Limiters(60, 1 / 2);
/** When a call that came too soon may come again, in s: what {@link perToken} and {@link perPlace} take to let one more pass. */
const wait = { token: 1, place: 2 };
/** Hashes of tokens that were good when they last came: somebody who guesses at the same address does not shut them out. */
const good = new Set<string>();
const mostGood = 1000;

export type TokenCheck =
	| { ok: true; holder: TokenHolder }
	| { ok: false; code: 'token/unknown' | 'token/expired' }
	/** `wait` in s. */
	| { ok: false; code: 'limit/too_fast'; wait: number };

/** Who calls by this token, unless it is none, is good no more, or comes too often. */
export async function checkToken(
	db: Db,
	{ token, address }: { token: string; address: string }
): Promise<TokenCheck> {
	const place = networkOf(address);
	const hash = hashOf(token);
	if (!good.has(hash) && !perPlace.pass(place)) return slowedDown(address, wait.place);
	if (good.has(hash) && !perToken.pass(hash)) return slowedDown(address, wait.token);
	const found = looksLikeToken(token)
		? await tokenHolder(db, token)
		: ({ ok: false, code: 'token/unknown' } as const);
	if (!found.ok) {
		good.delete(hash);
		noteSecurity('token_refused', { address, code: found.code });
	} else if (!good.has(hash)) {
		perPlace.giveBack(place);
		perToken.pass(hash);
		for (const oldest of good) if (good.size >= mostGood) good.delete(oldest);
		good.add(hash);
	}
	return found;
}

function slowedDown(address: string, seconds: number): TokenCheck {
	noteSecurity('slowed_down', { address, by: 'token' });
	return { ok: false, code: 'limit/too_fast', wait: seconds };
}
