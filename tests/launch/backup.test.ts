import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { text } from 'node:stream/consumers';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rank } from '$lib/contest/ranking';
import { readConfig } from '$lib/server/config';
import { contestByCode } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { readyDatabase } from '$lib/server/database';
import { openDatabase, type Database } from '$lib/server/db/client';
import { acquirePostgres } from '$lib/server/db/embedded';
import { allOf, backupFolder } from '../helpers/backup';
import { judgedContest } from '../helpers/judged';
import { TestPhone, preparedContest } from '../helpers/live';
import { deleteData, startServer } from '../helpers/server';

/** The operators' command as it is built, on the embedded PostgreSQL of this folder. */
async function cli(dataDir: string, ...args: string[]) {
	const child = spawn(process.execPath, ['build/node/cli.js', ...args], {
		env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	return { code: Number(code), out, err };
}

function mkdirs(folder: string): string {
	mkdirSync(folder, { recursive: true });
	return folder;
}

async function within<T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> {
	const database = await readyDatabase(readConfig({ DATA_DIR: dataDir }), 'chuong-vang test');
	try {
		return await work(database);
	} finally {
		await database.close();
	}
}

const standingOf = async ({ db }: Database, code: string) => {
	const contest = await contestByCode(db, code);
	if (!contest) throw new Error('the contest is gone');
	const { problems, fullHead } = await verifyContest(db, contest.id);
	return { ranking: rank(await foldFrom(db, contest.id)), problems, fullHead };
};

describe('where there are no data yet', () => {
	const reading = [
		['backup'],
		['contest', 'list'],
		['contest', 'verify', 'ABCDEF'],
		['bank', 'list'],
		['bank', 'export', '1'],
		['contest', 'export', 'ABCDEF', 'x.chuongvang'],
		['user', 'link', '--username', 'lan']
	];
	it('no command that reads makes any, and none says that it has worked', async () => {
		const empty = resolve(mkdtempSync(join(mkdirs('.data'), 'empty-')));
		for (const dataDir of [empty, join(empty, 'nhầm')])
			for (const args of reading) {
				const outcome = await cli(dataDir, ...args);
				expect(outcome).toMatchObject({
					code: 1,
					out: '',
					err: expect.stringContaining('DATA_DIR đúng chưa?')
				});
				expect(outcome.err).toContain(dataDir);
			}
		expect(readdirSync(empty)).toEqual([]);
		rmSync(empty, { recursive: true });
	});

	it('nor in a database of one’s own; what makes something may begin', async () => {
		const dataDir = resolve(mkdtempSync(join(mkdirs('.data'), 'begun-')));
		chmodSync(dataDir, 0o755);
		const server = await acquirePostgres({ databaseUrl: undefined, dataDir });
		try {
			expect(await cli(dataDir, 'bank', 'list')).toMatchObject({ code: 1 });
			const there = openDatabase(server.url, 'chuong-vang test', 1);
			const own = readConfig({ DATABASE_URL: server.url });
			await expect(readyDatabase(own, 'test', { mayMake: false })).rejects.toMatchObject({
				code: 'no_tables'
			});
			expect(await there.sql`select from pg_class where relname = 'contest'`).toHaveLength(0);
			await there.close();
			const made = await cli(
				dataDir,
				'user',
				'create',
				'--username',
				'lan',
				'--name',
				'Lan',
				'--role',
				'host'
			);
			expect(made).toMatchObject({ code: 0, err: '' });
			expect(await cli(dataDir, 'bank', 'list')).toMatchObject({ code: 0 });
		} finally {
			await server.release();
			await deleteData(dataDir);
		}
	});
});

describe('a backup, the loss of the data folder, a restore', () => {
	const folder = backupFolder();
	const file = folder.path('cuộc thi.cvbackup');
	let dataDir: string;
	let finished = '';
	let waiting = '';
	beforeAll(async () => {
		mkdirSync('.data', { recursive: true });
		dataDir = resolve(mkdtempSync(join('.data', 'backup-')));
		chmodSync(dataDir, 0o755);
		await within(dataDir, async (database) => {
			finished = (await judgedContest(database)).code;
			waiting = (await preparedContest(database, [{}])).code;
		});
	});
	afterAll(async () => {
		await deleteData(dataDir);
		folder.remove();
	});

	it('the contest stands as it was, and a phone comes back to its seat', async () => {
		const running = await startServer({ dataDir });
		const phone = new TestPhone(running.url, waiting);
		expect(await phone.join({ name: 'Trần Thị Bình' })).toMatchObject({ ok: true });
		expect(await cli(dataDir, 'backup', file)).toMatchObject({ code: 0, err: '' });
		expect(await cli(dataDir, 'restore', file)).toMatchObject({
			code: 2,
			err: expect.stringContaining('Hãy dừng chương trình')
		});
		phone.close();
		await running.stop();
		const before = await within(dataDir, async (database) => ({
			all: await allOf(database),
			standing: await standingOf(database, finished)
		}));
		expect(before.standing.problems).toEqual([]);
		expect(before.standing.ranking.length).toBeGreaterThan(3);

		await deleteData(dataDir);
		expect(existsSync(dataDir)).toBe(false);
		mkdirSync(dataDir);
		expect(await cli(dataDir, 'restore', file)).toMatchObject({
			code: 0,
			err: '',
			out: expect.stringContaining('2 cuộc thi')
		});
		const after = await within(dataDir, async (database) => ({
			all: await allOf(database),
			standing: await standingOf(database, finished)
		}));
		expect(after).toEqual(before);

		const again = await startServer({ dataDir });
		try {
			const back = new TestPhone(again.url, waiting, phone.token ?? '');
			await expect.poll(() => back.me?.name).toBe('Trần Thị Bình');
			back.close();
		} finally {
			await again.stop();
		}
	});

	it('and the command says so when the file is cut', async () => {
		const cut = folder.path('cut.cvbackup');
		writeFileSync(cut, readFileSync(file).subarray(0, 5000));
		expect(await cli(dataDir, 'restore', cut)).toMatchObject({
			code: 2,
			out: '',
			err: expect.stringContaining('bị hỏng hoặc thiếu')
		});
	});

	it('what is on the laptop moves to a server’s PostgreSQL, where the program goes on', async () => {
		const elsewhere = `${dataDir}-server`;
		const server = await acquirePostgres({ databaseUrl: undefined, dataDir: elsewhere });
		try {
			const all = await within(dataDir, allOf);
			expect(Object.keys(all).length).toBeGreaterThan(15);
			const moved = await cli(dataDir, 'move', server.url);
			expect(moved).toMatchObject({ code: 0, err: '', out: expect.stringContaining('DATABASE_URL') });
			const there = openDatabase(server.url, 'chuong-vang test', 2);
			expect(await allOf(there)).toEqual(all);
			expect((await standingOf(there, finished)).problems).toEqual([]);
			await there.close();
			const running = await startServer({ env: { DATABASE_URL: server.url } });
			const phone = new TestPhone(running.url, waiting);
			expect(await phone.join({ name: 'Lê Văn Chi' })).toMatchObject({ ok: true });
			phone.close();
			await running.stop();
			// Nobody works on the old data by mistake; who means to, can.
			const { host, pathname, password } = new URL(server.url);
			for (const args of [
				['contest', 'list'],
				['user', 'link', '--username', 'x'],
				['move', server.url]
			]) {
				const refused = await cli(dataDir, ...args);
				expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('DATABASE_URL') });
				expect(refused.err).toContain(host + pathname);
				expect(refused.err).toContain(join(dataDir, 'moved.json'));
			}
			await expect(startServer({ dataDir })).rejects.toThrow('moved.json');
			expect(readFileSync(join(dataDir, 'moved.json'), 'utf8')).not.toContain(password);
			rmSync(join(dataDir, 'moved.json'));
			expect(await cli(dataDir, 'move', server.url)).toMatchObject({
				code: 2,
				err: expect.stringContaining('đã có dữ liệu')
			});
		} finally {
			await server.release();
			await deleteData(elsewhere);
		}
	});
});
