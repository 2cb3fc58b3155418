import type { ContestEvent } from '$lib/contest/events';
import type { Sql } from '$lib/server/db/client';
import type { Told } from '$lib/simulation/floor';

/** An event of the log, with the database's time of it, ms since 1970. */
export interface ToldAt extends Told {
	at: number;
}

/** The log from after `seq` on, as it stands in the table: without the program's own readers. */
export async function toldSince(sql: Sql, contest: number, seq: number): Promise<ToldAt[]> {
	const rows = await sql<{ seq: number; at: number; type: string; data: object }[]>`
		select seq, at, type, data from contest_event where contest_id = ${contest} and seq > ${seq} order by seq`;
	// The log holds events as they were written.
	return rows.map(({ seq, at, type, data }) => ({ seq, at, event: { ...data, type } as ContestEvent }));
}
