import {
	contestRole,
	createToken,
	listTokens,
	mostTokens,
	type NewToken,
	type StaffUser
} from '$lib/server/auth';
import type { Db } from '../db/client';
import { noteSecurity } from '../observe/security-log';
import { checkPassword, type CurrentPassword, type CurrentPasswordRefusal } from './account';
import type { Refused } from './administration';
import { lockStaff } from './staff';

/** Why no token was made. */
export type TokenRefusal =
	CurrentPasswordRefusal | Refused<'token/contest_unknown' | 'token/too_many' | 'person/disabled'>;

/**
 * Makes a token for whoever is signed in and knows her password too: it outlives her session. It can be shown now and
 * never again.
 */
export async function makeToken(
	db: Db,
	user: StaffUser,
	current: CurrentPassword,
	wanted: NewToken
): Promise<{ ok: true; token: string } | TokenRefusal> {
	if (wanted.contestId !== null && !(await contestRole(db, user, wanted.contestId)))
		return { ok: false, code: 'token/contest_unknown' };
	const checked = await checkPassword(db, user, current);
	if (!checked.ok) return checked;
	const made = await db.transaction().execute(async (tx) => {
		// Disabling locks the account as well and then ends its tokens: none comes after that.
		const account = await lockStaff(tx, user.id);
		if (!account || account.disabled_at) return { ok: false, code: 'person/disabled' } as const;
		if ((await listTokens(tx, user.id)).length >= mostTokens)
			return { ok: false, code: 'token/too_many' } as const;
		return { ok: true, ...(await createToken(tx, user.id, wanted)) } as const;
	});
	if (!made.ok) return made;
	const { scopes, days, contestId } = wanted;
	const good = { scopes: scopes.join(' '), days, contest: contestId ?? 'all' };
	noteSecurity('token_made', { user: user.id, token: made.id, ...good });
	return { ok: true, token: made.token };
}
