import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db } from '$lib/server/db/client';
import { memoryOf } from '../bench/load/machine';

/** What server and database hold at a moment, as the system tells it; bytes. */
export interface Sample {
	rss: number;
	/** Open file descriptors of the server, and how many of them are sockets. */
	handles: number;
	sockets: number;
	/** The server's connections to the database, and the memory that their processes share with no other. */
	backends: number;
	backendMemory: number;
	databaseSize: number;
}

/** Of the server `pid` and the PostgreSQL under `db`. */
export async function sampleOf(pid: number, db: Db): Promise<Sample> {
	const { rows } = await sql<{ pid: number; size: number }>`
		select pid, pg_database_size(current_database()) as size from pg_stat_activity
		where application_name like 'chuong-vang%'`.execute(db);
	return {
		rss: memoryOf(pid),
		...handlesOf(pid),
		backends: rows.length,
		backendMemory: rows.reduce((sum, row) => sum + ownMemoryOf(row.pid), 0),
		databaseSize: rows[0]?.size ?? NaN
	};
}

/** The open file descriptors of a process. */
export function handlesOf(pid: number): Pick<Sample, 'handles' | 'sockets'> {
	const targets = readdirSync(`/proc/${pid}/fd`).map((fd) => targetOf(`/proc/${pid}/fd/${fd}`));
	return { handles: targets.length, sockets: targets.filter((t) => t.startsWith('socket:')).length };
}

/** One that is closed meanwhile is none. */
function targetOf(link: string): string {
	try {
		return readlinkSync(link);
	} catch {
		return '';
	}
}

function ownMemoryOf(pid: number): number {
	try {
		const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm);
		return [...lines].reduce((sum, [, kB]) => sum + Number(kB) * 1024, 0);
	} catch {
		return 0; // the connection has ended, or the system does not let us see
	}
}
