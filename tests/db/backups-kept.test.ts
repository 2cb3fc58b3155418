import {
	existsSync,
	mkdirSync,
	readdirSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUpInto, backupName, newestIn, requireRoom } from '$lib/server/backup/folder';
import { keepBackups, type Backups } from '$lib/server/backup/schedule';
import { readSnapshot } from '$lib/server/backup/content';
import { writeBackupFile } from '$lib/server/backup/file';
import { takeSeats } from '$lib/server/contest/seats';
import { readConfig } from '$lib/server/config';
import { backupFolder } from '../helpers/backup';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';

const hour = 3_600_000;
const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});

describe('the backups that the program makes by itself', async () => {
	const folder = backupFolder();
	const database = await freshDatabase();
	const jobs: Backups[] = [];
	afterAll(async () => {
		for (const job of jobs) await job.stop();
		await database.drop();
		folder.remove();
		warned.mockRestore();
	});
	let into = '';
	let made = 0;
	beforeEach(() => {
		into = folder.path(`sao lưu ${(made += 1)}/trong nữa`);
		warned.mockClear();
	});

	const job = (plan: { hours?: number; keep?: number; folder?: string | undefined } = {}) => {
		const backups = keepBackups(database, { folder: into, hours: 24, keep: 3, ...plan });
		jobs.push(backups);
		return backups;
	};
	const files = () => (existsSync(into) ? readdirSync(into).sort() : []);
	const file = (name: string, hoursAgo: number) => {
		mkdirSync(into, { recursive: true });
		writeFileSync(`${into}/${name}`, 'x');
		const at = new Date(Date.now() - hoursAgo * hour);
		utimesSync(`${into}/${name}`, at, at);
	};
	const old = (hoursAgo: number) => {
		const name = backupName(new Date(Date.now() - hoursAgo * hour));
		file(name, hoursAgo);
		return name;
	};

	it('there is none of an empty database', async () => {
		await job().look();
		expect(files()).toEqual([]);
		await preparedContest(database, [{}]);
	});

	it('the first one is made, and the next when its time has come', async () => {
		const backups = job();
		expect(await backups.state()).toMatchObject({ folder: into, last: null, failure: null });
		await backups.look();
		const [first = ''] = files();
		expect(files()).toHaveLength(1);
		expect(warned.mock.calls.map(String)).toEqual([
			expect.stringMatching(new RegExp(`a backup was made: ${into}/${first}, \\d+ bytes$`))
		]);
		expect(statSync(into).mode & 0o777).toBe(0o700);
		const { last, due } = await backups.state();
		expect(last).toMatchObject({ path: `${into}/${first}`, bytes: statSync(`${into}/${first}`).size });
		expect(due?.getTime()).toBe(Number(last?.at) + 24 * hour);
		await backups.look();
		expect(files()).toEqual([first]);
		const yesterday = new Date(Date.now() - 24 * hour - 1000);
		utimesSync(`${into}/${first}`, yesterday, yesterday);
		await job().look(); // whichever process gets there
		expect(files()).toHaveLength(2);
		await backups.look();
		expect(files()).toHaveLength(2);
	});

	it('the newest are kept, and of others nothing is touched', async () => {
		const [, , third, second, first] = [120, 96, 72, 48, 25].map(old);
		file('ghi chú.txt', 500);
		file(`${backupName(new Date(0))}.part`, 2);
		file(`${backupName(new Date(1000))}.part`, 0);
		await job({ keep: 4 }).look();
		const newest = (await newestIn(into))?.path.slice(into.length + 1);
		expect(files()).toEqual(
			[third, second, first, newest, 'ghi chú.txt', `${backupName(new Date(1000))}.part`].sort()
		);
	});

	it('what fails leaves the old ones, is said once, and is told until it works again', async () => {
		const before = [50, 49, 48, 47, 46].map(old).sort();
		const backups = job({ keep: 2 });
		await database.sql`alter table kysely_migration rename to away`;
		vi.spyOn(console, 'error').mockImplementationOnce(() => {});
		await backups.look();
		await database.sql`alter table away rename to kysely_migration`;
		expect(files()).toEqual(before);

		const blocked = job({ folder: `${into}/${before[0] ?? ''}`, keep: 2 });
		await blocked.look();
		await blocked.look();
		expect(await blocked.state()).toMatchObject({ failure: { code: 'backup/not_writable' }, last: null });
		expect(warned).toHaveBeenCalledTimes(1);
		expect(files()).toEqual(before);

		await backups.look();
		expect(files()).toHaveLength(2);
		expect((await backups.state()).failure).toBeNull();
	});

	it.runIf(existsSync('/dev/full'))('a full disk is told as such', async () => {
		mkdirSync(into, { recursive: true });
		symlinkSync('/dev/full', `${into}/x.part`);
		const writing = readSnapshot(database, ({ content }) => writeBackupFile(`${into}/x`, content));
		await expect(writing).rejects.toMatchObject({ code: 'backup/no_space' });
		expect(files()).toEqual([]);
		expect((await database.sql`select 1 as n`)[0]?.n).toBe(1);
	});

	it('none is begun for which there is too little room', async () => {
		await expect(requireRoom('.', 1e18)).rejects.toMatchObject({ code: 'backup/no_space' });
		await requireRoom('.', 1000);
		await requireRoom(`${into}/nowhere`, 1e18);
	});

	it('while a contest is played it waits; one left in the middle, and a rehearsal, keep it waiting no longer', async () => {
		const { id } = await preparedContest(database, [{}]);
		const join = { by: 'name' as const, name: 'An', unit: '', secret: 'an'.padEnd(32, '-') };
		await takeSeats(database.db, id, undefined, [join]);
		expect(await hostActs(database, id, { type: 'start' })).toMatchObject({ ok: true });
		const waiting = job();
		await waiting.look();
		expect(files()).toEqual([]);
		expect(await waiting.state()).toMatchObject({ overdue: 'waits' });
		await database.sql`update contest_event set at = at - ${2 * hour} where contest_id = ${id}`;
		expect(await waiting.state()).toMatchObject({ overdue: 'soon' });
		await job().look();
		expect(files()).toHaveLength(1);
		expect(await waiting.state()).toMatchObject({ overdue: null });
		await database.sql`update contest_event set at = at + ${2 * hour} where contest_id = ${id}`;
		await database.sql`update contest set rehearsal_of = (select min(id) from contest) where id = ${id}`;
		utimesSync(`${into}/${files()[0] ?? ''}`, new Date(0), new Date(0));
		await job().look();
		expect(files()).toHaveLength(2);
	});

	it('another that is being made is waited for, and is no failure', async () => {
		const backups = job();
		await readSnapshot(database, async () => {
			await backups.look();
			expect(await backups.now()).toEqual({ ok: false, code: 'backup/busy' });
		});
		expect(await backups.state()).toMatchObject({ failure: null, last: null });
		await backups.look();
		expect(files()).toHaveLength(1);
	});

	it('it can be asked for at any time, twice within a second', async () => {
		expect(await job().now()).toMatchObject({ ok: true });
		expect(await job().now()).toMatchObject({ ok: true });
		expect(files()).toHaveLength(2);
	});

	it('a stop ends it and leaves nothing of it', async () => {
		const stop = new AbortController();
		const making = backUpInto(database, into, 3, stop.signal);
		stop.abort();
		await expect(making).rejects.toThrow();
		expect(files()).toEqual([]);
		expect(await backUpInto(database, into, 3)).toMatchObject({ ok: true });
	});

	it('hours 0: none by itself; no place: none at all', async () => {
		const off = job({ hours: 0 });
		await off.look();
		expect(files()).toEqual([]);
		expect(await off.state()).toMatchObject({ due: null });
		const nowhere = job({ folder: undefined });
		await nowhere.look();
		expect(await nowhere.state()).toEqual({
			folder: null,
			last: null,
			failure: null,
			due: null,
			overdue: null
		});
		expect(await nowhere.now()).toBeNull();
	});
});

describe('the settings of backups', () => {
	it('lie beside the embedded PostgreSQL, and for one of one’s own nowhere unless told', () => {
		expect(readConfig({ DATA_DIR: '/d' }).backups).toEqual({ folder: '/d/backups', hours: 24, keep: 14 });
		expect(readConfig({ DATABASE_URL: 'postgres://h/d' }).backups.folder).toBeUndefined();
		expect(
			readConfig({ DATABASE_URL: 'postgres://h/d', BACKUP_DIR: '/b', BACKUP_HOURS: '0', BACKUP_KEEP: '3' })
				.backups
		).toEqual({ folder: '/b', hours: 0, keep: 3 });
	});

	it.each([{ BACKUP_HOURS: '-1' }, { BACKUP_HOURS: 'x' }, { BACKUP_KEEP: '0' }, { BACKUP_KEEP: '1.5' }])(
		'%o is refused at the start',
		(env) => {
			expect(() => readConfig(env)).toThrow(Object.keys(env)[0]);
		}
	);
});
