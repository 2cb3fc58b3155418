import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/db/client';
import { freshDatabase } from '../helpers/postgres';

/*
 * COPY, by which backups are made and restored. As the driver comes, each of these stood still for good (src/launch/vite-postgres.js).
 */
describe('a connection on which something is copied', async () => {
	const database = await freshDatabase();
	const own = openDatabase(database.url, 'to copy', 1);
	afterAll(async () => {
		await own.close();
		await database.drop();
	});
	await own.sql`create table copied (n int primary key check (n <> 13), said text, next int references copied)`;
	const answers = async () => (await own.sql<{ n: number }[]>`select 1 as n`)[0]?.n;
	/** Rows of 1 kB. */
	const many = (n: number) =>
		own.sql.unsafe(`copy (select repeat('x', 1000) from generate_series(1, ${n})) to stdout`).readable();

	it('answers again after a slow reader has read all', async () => {
		for (const n of [10, 100, 1000, 5000]) {
			const rows = await many(n);
			await sleep(50); // the line is full, and held back
			expect((await text(rows)).length).toBe(n * 1001);
			expect(await answers()).toBe(1);
		}
	});

	it('answers again after a reader who stopped half-way', async () => {
		for await (const chunk of await many(50_000)) {
			expect(chunk).not.toHaveLength(0);
			await sleep(50);
			break;
		}
		expect(await answers()).toBe(1);
	});

	const copyIn = async (lines: Iterable<string>) =>
		pipeline(Readable.from(lines), await own.sql`copy copied from stdin`.writable());

	it('says what was refused in a row', async () => {
		await expect(copyIn(['1\ta\t\\N\n', '13\tb\t\\N\n'])).rejects.toMatchObject({ code: '23514' });
		expect(await answers()).toBe(1);
	});

	it('says what was refused when all rows had been sent', async () => {
		await expect(copyIn(['1\ta\t99\n'])).rejects.toMatchObject({ code: '23503' });
		expect(await answers()).toBe(1);
	});

	it('takes nothing of what a sender gave up half-way', async () => {
		const lines = function* () {
			yield '1\ta\t\\N\n';
			throw new Error('given up');
		};
		await expect(copyIn(lines())).rejects.toThrow('given up');
		expect(await answers()).toBe(1);
		expect(await own.sql`select * from copied`).toHaveLength(0);
	});

	it('takes what is sent, one COPY after another', async () => {
		await copyIn(['1\ttab \\t, back \\\\, line \\n, 🔔\t\\N\n', '2\tb\t1\n']);
		await copyIn(['3\tc\t2\n']);
		expect(await own.sql`select said from copied order by n`).toMatchObject([
			{ said: 'tab \t, back \\, line \n, 🔔' },
			{ said: 'b' },
			{ said: 'c' }
		]);
	});
});
