import { sql } from 'kysely';
import type { Db } from '../db/client';

/** Whether the database answers. */
export async function databaseAnswers(db: Db): Promise<boolean> {
	return await sql`select 1`.execute(db).then(
		() => true,
		() => false
	);
}
