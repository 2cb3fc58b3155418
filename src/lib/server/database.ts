import type { Config } from './config';
import { openDatabase, type Database } from './db/client';
import { acquirePostgres } from './db/embedded';
import { requireCluster, requireTables, requireUnmoved } from './db/there';
import { migrate } from './db/migrate';
import { seed } from './db/seed';

/** A database, and the folder of the embedded PostgreSQL that it is in; without one it is in one of the operator's own. */
export interface Ready extends Database {
	dataDir?: string | undefined;
}

/**
 * The database, ready for use: PostgreSQL found or started, the schema brought up to this version, the sample bank in an
 * empty one. `close` lets go of PostgreSQL too. `mayMake`: whether that may be the beginning of new data. Throws
 * `DatabaseUnavailableError`, `UnknownSchemaError`.
 */
export async function readyDatabase(
	config: Config,
	name?: string,
	{ mayMake = true }: { mayMake?: boolean } = {}
): Promise<Ready> {
	if (!config.databaseUrl) {
		requireUnmoved(config.dataDir);
		if (!mayMake) requireCluster(config.dataDir);
	}
	const postgres = await acquirePostgres(config);
	const database = openDatabase(postgres.url, name);
	const close = async () => {
		await database.close();
		await postgres.release();
	};
	try {
		if (!mayMake) await requireTables(database.sql, config);
		await migrate(database.db);
		await seed(database.db);
	} catch (error) {
		await close();
		throw error;
	}
	return { ...database, close, dataDir: postgres.embedded ? config.dataDir : undefined };
}
