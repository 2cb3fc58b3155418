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

/** Brings the schema up to this version and returns the names of what was applied. Safe to call from several processes at once. */
export async function migrate(db: Db): Promise<string[]> {
	const migrations: Record<string, Migration> = {};
	for (const [path, text] of Object.entries(files)) {
		const name = path.replace('/migrations/', '').replace('.sql', '');
		migrations[name] = { up: async (tx) => void (await sql.raw(text).execute(tx)) };
	}
	await refuseUnknown(db, new Set(Object.keys(migrations)));
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	return (results ?? []).map((r) => r.migrationName);
}

async function refuseUnknown(db: Db, known: ReadonlySet<string>): Promise<void> {
	const { rows: tables } = await sql<{ found: boolean }>`
		select to_regclass('kysely_migration') is not null as found`.execute(db);
	if (!tables[0]?.found) return;
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
	const unknown = rows.map((r) => r.name).filter((name) => !known.has(name));
	if (unknown.length > 0) throw new UnknownSchemaError(unknown);
}
