import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { rank } from '$lib/contest/ranking';
import { foldFrom, readLog } from '$lib/server/contest/log';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestResults } from '$lib/server/contest/results';
import { verifyContest } from '$lib/server/contest/verify';
import { migrate } from '$lib/server/db/migrate';
import { liveServer } from '../helpers/live';
import { bareDatabase, freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { fill, fillText, migrateTo, rowsOf, states, tablesOf } from '../helpers/states';
import { playedForUpgrade } from '../helpers/upgrade';

/*
 * An organizer installs a new version over the data of any earlier one. For each migration there is a file with what a program of
 * that time could leave in its database; the first was written by the program of that day. A new migration needs its file:
 * `WRITE_STATES=1 npx vitest run --project db tests/db/upgrade.test.ts` plays contests with the program of today and writes of them
 * what a database of each state without a file can hold.
 */

vi.setConfig({ testTimeout: 180_000 });

const fileOf = (state: string) => `tests/db/states/${state}.sql`;
const writing = env['WRITE_STATES'] === '1';

/** A database of its own for the test that asks; PostgreSQL has connections for a hundred, so it goes with it. */
async function bare(): Promise<FreshDatabase> {
	const database = await bareDatabase();
	onTestFinished(database.drop);
	return database;
}

// Not there at all otherwise: it tests nothing.
if (writing)
	it('writes the states that have no file yet', async () => {
		const played = await freshDatabase();
		onTestFinished(played.drop);
		await playedForUpgrade(played);
		for (const state of states.filter((one) => !existsSync(fileOf(one)))) {
			const then = await bare();
			await migrateTo(then, state);
			let text = '';
			for (const table of await tablesOf(then)) text += fillText(table, await rowsOf(played, table));
			writeFileSync(fileOf(state), text);
		}
	});

describe.each(states)('from %s', (state) => {
	const filled = async () => {
		const database = await bare();
		await migrateTo(database, state);
		await fill(database, readFileSync(fileOf(state), 'utf8'));
		return database;
	};

	it('its file fills every column that this state has', async () => {
		const database = await filled();
		const empty: string[] = [];
		for (const table of await tablesOf(database)) {
			const rows = await rowsOf(database, table);
			for (const [i, column] of table.columns.entries())
				if (!rows.some((row) => row[i] !== null)) empty.push(`${table.name}.${column}`);
		}
		expect(empty).toEqual([]);
	});

	it('everything is still there, and every contest is what it was', async () => {
		const database = await filled();
		const { db } = database;
		const before = await tablesOf(database);
		const rows = new Map<string, (string | null)[][]>();
		for (const table of before) rows.set(table.name, await rowsOf(database, table));
		await migrate(db);
		for (const table of before)
			expect(await rowsOf(database, table), table.name).toEqual(rows.get(table.name));

		const contests = await db.selectFrom('contest').select(['id', 'code', 'phase', 'version']).execute();
		expect(new Set(contests.map((c) => c.phase))).toEqual(new Set(['draft', 'running', 'finished']));
		for (const { id, phase, version } of contests) {
			const contest = await foldFrom(db, id);
			expect([contest.phase, contest.version]).toEqual([phase, version]);
			expect((await verifyContest(db, id)).problems).toEqual([]);
			const ended = (await readLog(db, id)).findLast(({ event }) => event.type === 'finished')?.event;
			if (ended?.type !== 'finished') continue;
			expect(ended.ranking.length).toBeGreaterThan(3);
			expect(rank(contest)).toEqual(ended.ranking);
			expect((await contestResults(db, id))?.ranking.map((r) => r.sbd)).toEqual(
				ended.ranking.map((r) => r.sbd)
			);
			expect((await contestMinutes(db, id))?.record.events).toBe(version);
		}

		// A question was open when the program was stopped: the new one takes it up and closes it.
		const server = await liveServer(database);
		try {
			for (const { id } of contests) await server.live.contestChanged(id);
			const running = contests.find((c) => c.phase === 'running')?.id ?? 0;
			const stage = async () => (await foldFrom(db, running)).turn?.stage;
			await expect.poll(stage, { timeout: 20_000 }).toBe('closed');
			expect((await verifyContest(db, running)).problems).toEqual([]);
		} finally {
			await server.stop();
		}
	});
});
