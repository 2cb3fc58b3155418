import type { Config } from './config';
import { openDatabase, type Database } from './db/client';
import { acquirePostgres } from './db/embedded';
import { migrate } from './db/migrate';
import { seed } from './db/seed';

/**
 * The database, ready for use: PostgreSQL found or started, the schema brought up to this version, the sample bank in an
 * empty one. `close` lets go of PostgreSQL too. Throws `DatabaseUnavailableError`, `UnknownSchemaError`.
 */
export async function readyDatabase(config: Config, name?: string): Promise<Database> {
	const postgres = await acquirePostgres(config);
	const database = openDatabase(postgres.url, name);
	const close = async () => {
		await database.close();
		await postgres.release();
	};
	try {
		await migrate(database.db);
		await seed(database.db);
	} catch (error) {
		await close();
		throw error;
	}
	return { ...database, close };
}
