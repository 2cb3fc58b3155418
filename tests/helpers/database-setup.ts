import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import { isAlive } from '$lib/server/db/embedded/cluster';
import { migrate } from '$lib/server/db/migrate';

declare module 'vitest' {
	interface ProvidedContext {
		/** A server for tests; its databases are made from `template`. */
		server: { url: string; template: string };
	}
}

/**
 * Starts (or joins) the PostgreSQL of all test runs in this checkout, and makes the migrated database that
 * `freshDatabase` copies. Every database of this run has the template's name as its beginning.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await acquirePostgres({ databaseUrl: undefined, dataDir: '.data/tests' });
	const admin = postgres(server.url, { max: 1, onnotice: () => {} });
	await dropAbandoned(admin);
	const template = `test_${process.pid}_${project.name}`;
	await admin`create database ${admin(template)}`;
	const url = new URL(server.url);
	url.pathname = template;
	const database = openDatabase(url.href, 'test');
	await migrate(database.db);
	await database.close();
	project.provide('server', { url: server.url, template });

	return async () => {
		await drop(admin, (name) => name.startsWith(template));
		await admin.end();
		await server.release();
	};
}

/** Databases of runs that were killed. */
async function dropAbandoned(admin: postgres.Sql): Promise<void> {
	await drop(admin, (name) => !isAlive(Number(/^test_(\d+)_/.exec(name)?.[1])));
}

async function drop(admin: postgres.Sql, which: (name: string) => boolean): Promise<void> {
	const found = await admin<
		{ name: string }[]
	>`select datname as name from pg_database where datname like 'test\\_%'`;
	for (const { name } of found.filter((row) => which(row.name))) {
		await admin`drop database if exists ${admin(name)} with (force)`;
	}
}
