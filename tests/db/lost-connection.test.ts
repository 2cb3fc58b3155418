import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/db/client';
import { freshDatabase } from '../helpers/postgres';

/*
 * What chaos found: the driver wrote to a connection that had gone while a transaction had it, from a callback in which nobody
 * could catch it, and the whole process ended (src/launch/vite-postgres.js).
 */
describe('a connection that is lost while a transaction has it', async () => {
	const database = await freshDatabase();
	const own = openDatabase(database.url, 'to be lost', 1);
	afterAll(async () => {
		await own.close();
		await database.drop();
	});

	it('fails the transaction, and nothing else', async () => {
		const lost = own.db.transaction().execute(async (tx) => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
			await database.sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`;
			await sleep(100);
			await sql`select 1`.execute(tx);
		});
		await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION|57P01|ECONN/) });
		// There is one connection only: it must be a new one.
		for (const n of [1, 2]) {
			const { rows } = await sql<{ n: number }>`select ${n}::int as n`.execute(own.db);
			expect(rows).toEqual([{ n }]);
		}
	});
});
