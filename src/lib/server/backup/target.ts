import type { ISql } from 'postgres';
import { kyselyIn, serverName } from '../db/client';
import { migrationNames } from '../db/migrate';
import { isUnused } from '../db/seed';
import { BackupRefused } from './format';
import type { Tx } from './layout';
import { migratorTables, ourTables } from './tables';

/** No server is connected to this database: it would know nothing of what changes below it. Throws {@link BackupRefused}. */
export async function requireUnserved(sql: ISql<{ int8: number }>): Promise<void> {
	const names = [serverName, `${serverName} answers`];
	const [row] = await sql`
		select exists (select from pg_stat_activity
			where datname = current_database() and application_name = any(${names})) as served`;
	if (row?.served !== false) throw new BackupRefused('restore/serving');
}

/** A database without tables, or one in which nobody has worked yet; throws {@link BackupRefused}. */
export async function requireUnused(tx: Tx): Promise<void> {
	const there = await tx<{ name: string }[]>`
		select relname as name from pg_class
		where relnamespace = current_schema()::regnamespace and relname = any(${[...ourTables, ...migratorTables]})`;
	if (there.length === 0) return;
	// Tables that are called like ours, and nobody has migrated: another program's.
	if (!there.some(({ name }) => name === 'kysely_migration')) throw new BackupRefused('restore/not_empty');
	const migrated = await tx<{ name: string }[]>`select name from kysely_migration`;
	if (migrated.length === 0 || migrated.some(({ name }) => !migrationNames.includes(name)))
		throw new BackupRefused('restore/not_empty');
	if (!(await isUnused(kyselyIn(tx)))) throw new BackupRefused('restore/not_empty');
}
