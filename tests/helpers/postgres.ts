import postgres from 'postgres';
import { inject } from 'vitest';
import { openDatabase, type Database } from '$lib/server/db/client';

export interface FreshDatabase extends Database {
	url: string;
	/** Closes every connection and deletes the database. */
	drop(): Promise<void>;
}

let made = 0;

/** A migrated, empty database of one's own: `const database = await freshDatabase(); afterAll(database.drop)`. */
export async function freshDatabase(): Promise<FreshDatabase> {
	return await databaseFrom(inject('server').template);
}

/** A database of one's own in which there is nothing yet, not even a table. */
export async function bareDatabase(): Promise<FreshDatabase> {
	return await databaseFrom('template1');
}

async function databaseFrom(template: string): Promise<FreshDatabase> {
	const { url: server, template: ours } = inject('server');
	const name = `${ours}_${process.pid}_${(made += 1)}`;
	await asAdmin(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
	const url = new URL(server);
	url.pathname = name;
	const database = openDatabase(url.href, 'test', 5);
	const drop = async () => {
		await database.close();
		await asAdmin(server, (sql) => sql`drop database ${sql(name)} with (force)`);
	};
	return { ...database, url: url.href, drop };
}

async function asAdmin(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await run(sql);
	} finally {
		await sql.end();
	}
}
