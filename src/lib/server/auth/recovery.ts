import type { Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { hashOf, inGroups, newSecret, secretIn } from './secret';

const count = 10;
/** Characters of a recovery code: 80 bits. */
export const recoveryLength = 16;

/** Ten codes that each stand in once for one of the app; those from before are void. The database keeps hashes alone. */
export async function newRecoveryCodes(tx: Transaction<Schema>, userId: string): Promise<string[]> {
	await tx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
	const secrets = Array.from({ length: count }, () => newSecret(recoveryLength));
	const rows = secrets.map((secret) => ({ code_hash: hashOf(secret), user_id: userId }));
	await tx.insertInto('recovery_code').values(rows).execute();
	return secrets.map((secret) => inGroups(secret));
}

/** Uses a code of this user up; false if it is none, or none any more. */
export async function spendRecoveryCode(
	tx: Transaction<Schema>,
	userId: string,
	typed: string
): Promise<boolean> {
	const row = await tx
		.deleteFrom('recovery_code')
		.where('code_hash', '=', hashOf(secretIn(typed)))
		.where('user_id', '=', userId)
		.returning('code_hash')
		.executeTakeFirst();
	return row !== undefined;
}

/** How many codes this user can still use. */
export async function recoveryCodesLeft(db: Db, userId: string): Promise<number> {
	const { left } = await db
		.selectFrom('recovery_code')
		.select((eb) => eb.fn.countAll<number>().as('left'))
		.where('user_id', '=', userId)
		.executeTakeFirstOrThrow();
	return left;
}
