import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config';
import type { Sql } from './client';
import { DatabaseUnavailableError } from './embedded';
import { errorCode } from './embedded/errors';
import { placeOf } from './embedded/given';

/* Whether there are data where the settings say, and whether they are still the ones that count. */

/** What `move` leaves in the folder whose data have gone to another PostgreSQL. */
const moved = z.object({ at: z.string(), to: z.string() });
const markOf = (dataDir: string) => join(dataDir, 'moved.json');

/** From now on nobody works on this folder's data by mistake: the ones that count are at `databaseUrl`. */
export function markMoved(dataDir: string, databaseUrl: string): void {
	const mark: z.output<typeof moved> = { at: new Date().toISOString(), to: placeOf(databaseUrl) };
	writeFileSync(markOf(dataDir), `${JSON.stringify(mark, undefined, '\t')}\n`);
}

/** The data of this folder are not those that `move` has taken elsewhere; throws {@link DatabaseUnavailableError}. */
export function requireUnmoved(dataDir: string): void {
	let text: string;
	try {
		text = readFileSync(markOf(dataDir), 'utf8');
	} catch (error) {
		// Who may not read the folder is told so by whatever comes next.
		if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error))) return;
		throw error;
	}
	throw new DatabaseUnavailableError('moved', `${markOf(dataDir)}: ${destinationIn(text)}`);
}

/** Also of a mark that somebody has edited: that it is there is enough. */
function destinationIn(text: string): string {
	try {
		const { at, to } = moved.parse(JSON.parse(text));
		return `${to}, ${at}`;
	} catch {
		return '?';
	}
}

/** There is an embedded PostgreSQL in this folder; throws {@link DatabaseUnavailableError}, and makes nothing. */
export function requireCluster(dataDir: string): void {
	try {
		statSync(join(dataDir, 'postgres', 'PG_VERSION'));
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
			throw new DatabaseUnavailableError('no_data', dataDir, error);
		// Somebody else's folder: what comes next says that it may not be read.
	}
}

/** The program has been at work in this database; throws {@link DatabaseUnavailableError}. */
export async function requireTables(
	sql: Sql,
	{ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>
): Promise<void> {
	const [row] = await sql`select to_regclass('kysely_migration') is not null as there`;
	if (row?.there === true) return;
	if (databaseUrl) throw new DatabaseUnavailableError('no_tables', placeOf(databaseUrl));
	throw new DatabaseUnavailableError('no_data', dataDir);
}
