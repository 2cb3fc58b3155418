import { type Migration, Migrator, sql } from 'kysely';
import type { Db } from './client';

const files: Record<string, string> = import.meta.glob('/migrations/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The database was written by a newer version of the program than this one. */
export class UnknownSchemaError extends Error {
	override name = 'UnknownSchemaError';

	constructor(readonly names: string[]) {
		super(`unknown migrations: ${names.join(', ')}`);
	}
}

/** The names of all migrations that this version knows, in order. */
export const migrationNames: readonly string[] = Object.keys(files).map(nameOf).sort();

export interface MigrateOptions {
	/** The migration to stop at, for data of an earlier state; all of them otherwise. */
	upTo?: string;
	/** `db` is in a transaction already, and all happens in that one. */
	inTransaction?: boolean;
}

/** Brings the schema up to this version and returns the names of what was applied. Safe to call from several processes at once. */
export async function migrate(
	db: Db,
	{ upTo, inTransaction = false }: MigrateOptions = {}
): Promise<string[]> {
	const migrations: Record<string, Migration> = {};
	for (const [path, text] of Object.entries(files))
		migrations[nameOf(path)] = { up: async (tx) => void (await sql.raw(text).execute(tx)) };
	await refuseUnknown(db, new Set(migrationNames));
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => migrations },
		disableTransactions: inTransaction
	});
	const { error, results } = await (upTo === undefined
		? migrator.migrateToLatest()
		: migrator.migrateTo(upTo));
	if (error) throw error;
	return (results ?? []).map((r) => r.migrationName);
}

function nameOf(path: string): string {
	return path.replace('/migrations/', '').replace('.sql', '');
}

async function refuseUnknown(db: Db, known: ReadonlySet<string>): Promise<void> {
	const { rows: tables } = await sql<{ found: boolean }>`
		select to_regclass('kysely_migration') is not null as found`.execute(db);
	if (!tables[0]?.found) return;
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
	const unknown = rows.map((r) => r.name).filter((name) => !known.has(name));
	if (unknown.length > 0) throw new UnknownSchemaError(unknown);
}
