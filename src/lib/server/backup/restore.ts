import { pipeline } from 'node:stream/promises';
import { kyselyIn, type Database } from '../db/client';
import { errorCode } from '../db/embedded/errors';
import { migrate, migrationNames } from '../db/migrate';
import { lockForBackup, plainText } from './content';
import { BackupRefused, copyIn, quoted, refusal } from './format';
import type { BackupHeader, BackupRefusal, BackupTable } from './format';
import type { Tx } from './layout';
import { BackupReader } from './reading';
import { backedUpTables, migratorTables, ourFunctions, ourTables } from './tables';
import { requireUnserved, requireUnused } from './target';

export type Restored = { ok: true; header: BackupHeader } | { ok: false; code: BackupRefusal };

/**
 * Puts the content of a backup into a database in which nobody has worked, all of it or nothing: the tables are made anew as they
 * were when it was made, filled, and brought up to this version.
 */
export async function restore(
	{ sql }: Pick<Database, 'sql'>,
	content: AsyncIterable<Uint8Array>
): Promise<Restored> {
	try {
		const header = await sql.begin(async (tx) => {
			await lockForBackup(tx);
			await requireUnserved(tx);
			await requireUnused(tx);
			return await putIn(tx, new BackupReader(content));
		});
		return { ok: true, header };
	} catch (error) {
		if (errorCode(error) === '42501') return { ok: false, code: 'restore/not_allowed' };
		return refusal(error);
	}
}

async function putIn(tx: Tx, reader: BackupReader): Promise<BackupHeader> {
	const header = await reader.header();
	const upTo = stateOf(header);
	await tx.unsafe(plainText);
	await tx.unsafe(clearing);
	const db = kyselyIn(tx);
	await migrate(db, { upTo, inTransaction: true });
	for (const table of header.tables) await fill(tx, table, reader);
	await reader.end();
	await migrate(db, { inTransaction: true });
	return header;
}

/** The last migration of a state that this program's own have led through. */
function stateOf({ migrations, tables }: BackupHeader): string {
	if (migrations.some((name) => !migrationNames.includes(name))) throw new BackupRefused('backup/newer');
	const last = migrations.at(-1);
	if (last === undefined || migrations.some((name, i) => name !== migrationNames[i]))
		throw new BackupRefused('backup/damaged');
	if (tables.some(({ name }) => !backedUpTables.includes(name))) throw new BackupRefused('backup/damaged');
	return last;
}

/** Takes away what a database in which nobody has worked has of ours. */
export const clearing = `
	drop table if exists ${[...ourTables, ...migratorTables].map(quoted).join(', ')};
	drop function if exists ${ourFunctions.join(', ')}`;

async function fill(tx: Tx, table: BackupTable, reader: BackupReader): Promise<void> {
	await pipeline(reader.rows(table), await tx.unsafe(copyIn(table)).writable());
	const [row] = await tx.unsafe<{ rows: number }[]>(`select count(*) as rows from ${quoted(table.name)}`);
	if (row?.rows !== table.rows) throw new BackupRefused('backup/damaged');
	for (const [column, next] of Object.entries(table.next))
		await tx`select setval(pg_get_serial_sequence(${quoted(table.name)}, ${column}), ${next}, false)`;
}
