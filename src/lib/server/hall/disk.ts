import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config';
import type { Db } from '../db/client';

/** How much room there is for the record, in bytes. */
export interface Disk {
	/** The database is another's, and so is its disk. */
	elsewhere: boolean;
	/** null: it can't be seen. */
	free: number | null;
	database: number;
}

export async function diskFacts(db: Db, config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Disk> {
	const elsewhere = config.databaseUrl !== undefined;
	const [database, free] = await Promise.all([databaseSize(db), elsewhere ? null : freeAt(config.dataDir)]);
	return { elsewhere, free, database };
}

/** What an ordinary process may still fill: where PostgreSQL's files lie, which is elsewhere for root at times. */
async function freeAt(dataDir: string): Promise<number | null> {
	try {
		const { bavail, bsize } = await statfs(join(dataDir, 'postgres'));
		return bavail * bsize;
	} catch {
		return null;
	}
}

async function databaseSize(db: Db): Promise<number> {
	const { rows } = await sql<{ bytes: number }>`
		select pg_database_size(current_database())::bigint as bytes`.execute(db);
	return rows[0]?.bytes ?? 0;
}
