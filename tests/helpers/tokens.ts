import { createToken, type NewToken } from '$lib/server/auth';
import type { Db } from '$lib/server/db/client';

/** A token of this user, good for everything unless told otherwise. */
export async function addToken(db: Db, userId: string, wanted: Partial<NewToken> = {}): Promise<string> {
	const token: NewToken = {
		name: 'Thử',
		scopes: ['results:read', 'roster:write'],
		days: 30,
		contestId: null,
		...wanted
	};
	return (await db.transaction().execute((tx) => createToken(tx, userId, token))).token;
}
