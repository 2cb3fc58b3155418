import type { Db } from '../db/client';
import { createCode } from './code';

/**
 * A one-time code that creates the first administrator at `/setup?code=…`, valid for 24 hours; null if there is an
 * administrator already. Every start makes a new one and voids the one before, as it was shown only in a terminal.
 */
export async function ensureSetupCode(db: Db): Promise<string | null> {
	if (await hasAdministrator(db)) return null;
	return db.transaction().execute((tx) => createCode(tx, 'setup'));
}

/** Whether the program has been set up. */
export async function hasAdministrator(db: Db): Promise<boolean> {
	const row = await db
		.selectFrom('staff_user')
		.select('id')
		.where('role', '=', 'administrator')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
