import { sql, type Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';

/** First key of the advisory locks of contests; the second is the contest's id. */
export const contestLock = 20_211;

/** The contest's row, held for this transaction alone. */
export interface LockedContest {
	id: number;
	/** By which its record is chained. */
	chainId: number;
	version: number;
	head: Uint8Array;
	/** The database's clock after the lock was had, ms since 1970. */
	at: number;
}

/**
 * Locks a contest for writing. The advisory lock comes first because its queue is fair: row locks alone let an
 * unbroken stream of answer batches, which share the row, keep a close waiting. Null when there is no such contest.
 */
export async function lockContest(tx: Transaction<Schema>, contestId: number): Promise<LockedContest | null> {
	await sql`select pg_advisory_xact_lock(${contestLock}, ${contestId}::int)`.execute(tx);
	const row = await tx
		.selectFrom('contest')
		.select(['id', 'chain_id', 'version', 'head'])
		.where('id', '=', contestId)
		.forUpdate()
		.executeTakeFirst();
	if (!row) return null;
	const { id, chain_id, version, head } = row;
	return { id, chainId: chain_id ?? id, version, head, at: await databaseNow(tx) };
}

/** The database's clock, whole ms since 1970. */
export async function databaseNow(db: Db): Promise<number> {
	const { rows } = await sql<{ at: number }>`
		select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
	const at = rows[0]?.at;
	if (at === undefined) throw new Error('the database told no time');
	return at;
}
