import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { contestResults } from '$lib/server/contest/results';
import { verifyContest } from '$lib/server/contest/verify';
import { migrate, migrationNames } from '$lib/server/db/migrate';
import { backUp, backupFolder, restoreFrom, tablesInBackups } from '../helpers/backup';
import { bareDatabase, type FreshDatabase } from '../helpers/postgres';
import { fill, migrateTo, rowsOf, states } from '../helpers/states';

/*
 * A backup outlives the program that made it: one of each earlier state (tests/db/upgrade.test.ts has what lies in them) is restored
 * by the program of today.
 */

vi.setConfig({ testTimeout: 60_000 });

const folder = backupFolder();
const made: FreshDatabase[] = [];
afterAll(async () => {
	await Promise.all(made.map((database) => database.drop()));
	folder.remove();
});
async function bare(): Promise<FreshDatabase> {
	const database = await bareDatabase();
	made.push(database);
	return database;
}

describe.each(states)('a backup of %s', (state) => {
	it('is restored into the schema of today, as an upgrade would have left it', async () => {
		const then = await bare();
		await migrateTo(then, state);
		await fill(then, readFileSync(`tests/db/states/${state}.sql`, 'utf8'));
		const path = folder.path(`${state}.cvbackup`);
		await backUp(then, path);

		const now = await bare();
		const outcome = await restoreFrom(path, now);
		expect(outcome).toMatchObject({ ok: true });
		expect(outcome.ok && outcome.header.migrations.at(-1)).toBe(state);
		expect(await migrate(now.db)).toEqual([]);
		const applied = await now.sql<{ name: string }[]>`select name from kysely_migration order by name`;
		expect(applied.map(({ name }) => name)).toEqual(migrationNames);

		for (const table of await tablesInBackups(then))
			expect(await rowsOf(now, table), table.name).toEqual(await rowsOf(then, table));
		await migrate(then.db);
		for (const table of await tablesInBackups(then))
			expect(await rowsOf(now, table), table.name).toEqual(await rowsOf(then, table));

		const contests = await now.db.selectFrom('contest').select(['id', 'phase']).execute();
		for (const { id, phase } of contests) {
			expect((await verifyContest(now.db, id)).problems).toEqual([]);
			if (phase === 'finished') expect((await contestResults(now.db, id))?.ranking.length).toBeGreaterThan(3);
		}
	});
});
