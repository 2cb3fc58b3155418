import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readConfig } from '$lib/server/config';
import { readyDatabase } from '$lib/server/database';
import type { Database } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import { deleteData } from '../../helpers/server';
import { pin } from './machine';
import { otherCore } from './subject';

export interface BenchDatabase extends Database {
	url: string;
	pid: number;
	stop(): Promise<void>;
}

/**
 * An empty PostgreSQL with fsync, on the core of the phones. `flushMs`: it waits so long before each flush of its log, as if
 * the disk were so slow; other transactions that commit meanwhile are flushed with it, as on a real one. `name`: of its folder.
 */
export async function benchDatabase(flushMs = 0, name = 'postgres'): Promise<BenchDatabase> {
	const dataDir = join('.data', 'bench', name);
	if (existsSync(dataDir)) await clear(dataDir);
	const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir });
	const database = await readyDatabase(readConfig({ DATABASE_URL: postgres.url }), 'bench');
	const [first] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
	const pid = Number(first);
	pin(pid, otherCore);
	if (flushMs > 0) {
		await sql.raw(`alter system set commit_delay = ${flushMs * 1000}`).execute(database.db);
		await sql.raw('alter system set commit_siblings = 0').execute(database.db);
		await sql`select pg_reload_conf()`.execute(database.db);
	}
	return {
		...database,
		url: postgres.url,
		pid,
		stop: async () => {
			await database.close();
			await postgres.release();
			await deleteData(dataDir);
		}
	};
}

/** What a run that was killed has left; its PostgreSQL may be running still. */
async function clear(dataDir: string): Promise<void> {
	const left = await acquirePostgres({ databaseUrl: undefined, dataDir });
	await left.release();
	await deleteData(dataDir);
}
