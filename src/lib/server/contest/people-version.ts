import type { Transaction } from 'kysely';
import type { Schema } from '../db/schema';

/** Counts a change of who is who in a contest: a process whose notice of it is lost finds the number when it looks. */
export async function nextPeopleVersion(tx: Transaction<Schema>, contestId: number): Promise<number> {
	const { version } = await tx
		.updateTable('contest')
		.set((e) => ({ people_version: e('people_version', '+', 1) }))
		.where('id', '=', contestId)
		.returning('people_version as version')
		.executeTakeFirstOrThrow();
	return version;
}
