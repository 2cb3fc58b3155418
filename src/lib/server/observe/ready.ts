import { sql } from 'kysely';
import type { Db } from '../db/client';

/** A database that has not answered by then does not answer, ms. */
const patience = 3000;

/** Whether the database answers. */
export async function databaseAnswers(db: Db): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), patience);
	});
	const asked = sql`select 1`.execute(db).then(
		() => true,
		() => false
	);
	return await Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
