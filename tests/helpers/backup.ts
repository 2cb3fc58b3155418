import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBackupFile, writeBackupFile } from '$lib/server/backup/file';
import { readSnapshot } from '$lib/server/backup/content';
import { restore, type Restored } from '$lib/server/backup/restore';
import { backedUpTables } from '$lib/server/backup/tables';
import type { Database } from '$lib/server/db/client';
import { rowsOf, tablesOf, type Table } from './states';

/** A folder of one's own for backups. */
export function backupFolder(): { path: (name: string) => string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'Chuông Vàng sao lưu '));
	return {
		path: (name) => join(folder, name),
		remove: () => existsSync(folder) && rmSync(folder, { recursive: true })
	};
}

export async function backUp(database: Database, path: string): Promise<void> {
	await readSnapshot(database, ({ content }) => writeBackupFile(path, content));
}

export async function restoreFrom(path: string, database: Database): Promise<Restored> {
	return await readBackupFile(path, (content) => restore(database, content));
}

/** Everything that a backup holds, as text: row for row, table by table. */
export async function allOf(database: Database): Promise<Record<string, (string | null)[][]>> {
	const all: Record<string, (string | null)[][]> = {};
	for (const table of await tablesInBackups(database)) all[table.name] = await rowsOf(database, table);
	return all;
}

export async function tablesInBackups(database: Database): Promise<Table[]> {
	return (await tablesOf(database)).filter(({ name }) => backedUpTables.includes(name));
}
