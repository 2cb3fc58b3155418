import type { Database } from '../db/client';
import { version } from '../../../../package.json';
import { BackupRefused, copyIn, copyOut, endLine, endOfRows, formatVersion, writeHeader } from './format';
import type { BackupHeader } from './format';
import { layoutOf, type Tx } from './layout';

/** Whoever backs up or restores a database holds this advisory lock. */
const backupLock = 7_246_111;

/** A database as it is at one instant, while its transaction lasts. */
export interface Snapshot {
	header: BackupHeader;
	/** All of it, to be read once, as little at a time as one likes. */
	content: AsyncIterable<Uint8Array>;
}

/**
 * Reads the database as it is at one instant; whoever writes meanwhile is not kept waiting. `take` reads what it is given before it
 * ends. Throws {@link BackupRefused} when another backup of this database is under way.
 */
export async function readSnapshot<T>(
	{ sql }: Pick<Database, 'sql'>,
	take: (snapshot: Snapshot) => Promise<T>
): Promise<T> {
	let taking: Promise<T> | undefined;
	const reading = sql.begin('isolation level repeatable read read only', async (tx) => {
		await lockForBackup(tx);
		await tx.unsafe(plainText);
		const header = await headerOf(tx);
		taking = take({ header, content: contentOf(tx, header) });
		return { result: await taking };
	});
	try {
		return (await reading).result;
	} finally {
		// A connection that is lost ends the transaction at once; whoever was reading has to be through with it, too.
		await taking?.catch(() => {});
	}
}

/** Until the end of the transaction nobody else backs up or restores this database; throws {@link BackupRefused}. */
export async function lockForBackup(tx: Tx): Promise<void> {
	const [lock] = await tx`select pg_try_advisory_xact_lock(${backupLock}) as had`;
	if (lock?.had !== true) throw new BackupRefused('backup/busy');
}

/** Values written alike whatever the server is set to, and read so. A server's limits of time are for those who wait. */
export const plainText = `
	set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
	set local extra_float_digits = 1; set local bytea_output = 'hex';
	set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

async function headerOf(tx: Tx): Promise<BackupHeader> {
	const migrations = await tx<{ name: string }[]>`select name from kysely_migration order by name`;
	return {
		format: 'chuong-vang backup',
		version: formatVersion,
		program: version,
		at: new Date().toISOString(),
		migrations: migrations.map((m) => m.name),
		tables: await layoutOf(tx)
	};
}

async function* contentOf(tx: Tx, header: BackupHeader): AsyncGenerator<Uint8Array> {
	yield Buffer.from(writeHeader(header));
	for (const table of header.tables) {
		yield Buffer.from(`${copyIn(table)}\n`);
		yield* await tx.unsafe(copyOut(table)).readable();
		yield Buffer.from(endOfRows);
	}
	yield Buffer.from(`${endLine}\n`);
}
