import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/db/client';
import { Random } from '$lib/simulation/random';
import { Line } from '../helpers/line';
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

/*
 * What chaos found next: a process that had lost its connections while many waited for one stood for good. Whoever waits must hear
 * something, and what she hears must be the answer to what she has asked.
 */
describe('connections that are lost while many wait for one', async () => {
	const database = await freshDatabase();
	const line = await Line.to(`http://${new URL(database.url).host}`);
	const url = new URL(database.url);
	url.host = new URL(line.url).host;
	const own = openDatabase(url.href, 'to be lost', 4);
	afterAll(async () => {
		await own.close();
		await line.close();
		await database.drop();
	});

	type Way = (n: number) => Promise<number | undefined>;
	const alone: Way = async (n) =>
		(await sql<{ n: number }>`select ${n}::int as n`.execute(own.db)).rows[0]?.n;
	/** The three ways in which the program asks; each answers with what it was asked. */
	const ways: readonly [Way, ...Way[]] = [
		alone,
		(n) => own.sql<{ n: number }[]>`select ${n}::int as n`.then((rows) => rows[0]?.n),
		(n) =>
			own.db.transaction().execute(async (tx) => {
				await sql`select 1`.execute(tx);
				return (await sql<{ n: number }>`select ${n}::int as n`.execute(tx)).rows[0]?.n;
			})
	];

	it('leaves nobody waiting, and answers nobody with what another has asked', async () => {
		const random = new Random('mất kết nối');
		const waiting = new Set<number>();
		const told = { answered: 0, failed: 0, wrong: 0 };
		const ask = (n: number, way: Way) => {
			waiting.add(n);
			void way(n)
				.then(
					(answer) => (answer === n ? (told.answered += 1) : (told.wrong += 1)),
					() => (told.failed += 1)
				)
				.finally(() => waiting.delete(n));
		};
		const until = Date.now() + 10_000;
		for (let n = 0; Date.now() < until;) {
			for (let i = 0; i < 36; i++) ask((n += 1), random.pick(ways));
			await sleep(random.between(0, 20));
			if (random.chance(0.25)) line.cut();
			else if (random.chance(0.33)) line.reset();
			for (let waited = 0; waiting.size > 60 && waited < 200; waited++) await sleep(5);
		}
		await expect.poll(() => waiting.size, { timeout: 10_000 }).toBe(0);
		expect(told).toMatchObject({ answered: expect.toSatisfy((n) => n > 200), wrong: 0 });
		expect(told.failed).toBeGreaterThan(10);
		expect(await alone(7)).toBe(7);
	}, 40_000);

	it('is no more than a refusal where one is lost while it is made', async () => {
		const unheard: unknown[] = [];
		const note = (error: unknown) => void unheard.push(error);
		process.on('unhandledRejection', note);
		for (let ms = 0; ms < 25; ms += 0.5) {
			line.cut();
			const asked = alone(1).catch(() => null);
			await sleep(ms);
			line.cut();
			await asked;
		}
		process.off('unhandledRejection', note);
		expect(unheard).toEqual([]);
	}, 60_000);

	it('has all of them again when the database is there again', async () => {
		line.turnsAway = true;
		line.reset();
		const refused = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => alone(n)));
		expect(refused.filter(({ status }) => status === 'fulfilled')).toEqual([]);
		line.turnsAway = false;
		await expect.poll(() => alone(1).catch(() => null)).toBe(1);
		// Each of four waits within her transaction until all four have one.
		let within = 0;
		let everybody = () => {};
		const allWithin = new Promise<void>((resolve) => (everybody = resolve));
		const all = Array.from({ length: 4 }, () =>
			own.db.transaction().execute(async (tx) => {
				await sql`select 1`.execute(tx);
				if ((within += 1) === 4) everybody();
				await allWithin;
			})
		);
		await Promise.all(all);
		expect(within).toBe(4);
	}, 60_000);
});
