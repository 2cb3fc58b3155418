import { freemem, totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { sql } from 'kysely';
import type { ServerFacts } from '$lib/protocol/server';
import type { App } from '../app';
import { pooled, type Db } from '../db/client';
import { diskFacts } from '../hall/disk';
import { version } from '../version';
import { figures } from './metrics';

/** What is said of the last answers is of so many ms. */
const lately = 5 * 60_000;

/** How this process does now. What it means is judged where it is shown. */
export async function serverFactsOf({
	db,
	config,
	live,
	eventLoop
}: Pick<App, 'db' | 'config' | 'live' | 'eventLoop'>): Promise<ServerFacts> {
	// One after the other, so that the look at the database waits for no other look.
	const { accepted, refused, acks, batches, pool } = await figures();
	const ms = await lookTakes(db);
	const disk = await diskFacts(db, config);
	const { used_heap_size: heap, heap_size_limit: heapLimit } = getHeapStatistics();
	return {
		at: Date.now(),
		upMs: process.uptime() * 1000,
		version,
		node: process.versions.node,
		lines: live.lines(),
		answers: { accepted, refused },
		acks: acks(lately),
		batches: batches(lately),
		loop: eventLoop.lastMinute(),
		memory: { program: process.memoryUsage.rss(), heap, heapLimit, free: freemem(), total: totalmem() },
		database: {
			ms,
			used: pool.used,
			of: pooled,
			bytes: disk.database,
			elsewhere: disk.elsewhere,
			free: disk.free
		},
		contests: live.contests().filter(({ phase, phones }) => phase !== 'finished' || phones > 0),
		brokenRecords: live.records.faults().size
	};
}

async function lookTakes(db: Db): Promise<number> {
	const since = performance.now();
	await sql`select 1`.execute(db);
	return performance.now() - since;
}
