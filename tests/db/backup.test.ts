import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { presets } from '$lib/contest/presets';
import { readSnapshot } from '$lib/server/backup/content';
import { readBackupFile, writeBackupFile } from '$lib/server/backup/file';
import { restore } from '$lib/server/backup/restore';
import { ourTables } from '$lib/server/backup/tables';
import { createContest } from '$lib/server/contest/contests';
import { takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { openDatabase, serverName } from '$lib/server/db/client';
import { migrate, migrationNames } from '$lib/server/db/migrate';
import { sampleTitle, seed } from '$lib/server/db/seed';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { allOf, backUp, backupFolder, restoreFrom } from '../helpers/backup';
import { hostActs, preparedContest } from '../helpers/live';
import { bareDatabase, freshDatabase, type FreshDatabase } from '../helpers/postgres';
import { tablesOf } from '../helpers/states';
import { playedForUpgrade } from '../helpers/upgrade';

vi.setConfig({ testTimeout: 60_000 });

const folder = backupFolder();
const made: FreshDatabase[] = [];
afterAll(async () => {
	await Promise.all(made.map((database) => database.drop()));
	folder.remove();
});

const kept = async (making: Promise<FreshDatabase>) => {
	const database = await making;
	made.push(database);
	return database;
};
const played = async () => {
	const database = await kept(freshDatabase());
	await playedForUpgrade(database);
	return database;
};
const contestIds = async ({ db }: FreshDatabase) =>
	(await db.selectFrom('contest').select('id').execute()).map(({ id }) => id);
const problemsOf = async (database: FreshDatabase) => {
	const problems = [];
	for (const id of await contestIds(database))
		problems.push(...(await verifyContest(database.db, id)).problems);
	return problems;
};

describe('a backup that is restored', async () => {
	const before = await played();
	await before.sql`insert into media (id, kind, mime, content, width, height)
		values ('large', 'video', 'video/mp4', ${randomBytes(3_000_000)}, 1, 1),
			('zeros', 'audio', 'audio/mpeg', ${Buffer.from([0, 92, 46, 10, 0, 255])}, 1, 1)`;
	// What COPY writes in its own way, and the mark behind its rows.
	for (const [i, name] of ['\\.', '\\N', 'tab\tback\\slash', 'dòng\r\nmới', '🔔 Đỗ Thị É', '', ' '].entries())
		await before.sql`insert into bank (id, title, note) values (${`odd-${i}`}, ${name}, ${name})`;
	await before.sql`delete from contest where id = (select max(id) from contest)`;
	const path = folder.path('whole.cvbackup');
	await backUp(before, path);
	const after = await kept(bareDatabase());
	const outcome = await restoreFrom(path, after);

	it('says what it held', () => {
		expect(outcome).toMatchObject({ ok: true, header: { migrations: migrationNames } });
		expect(outcome.ok && outcome.header.tables.find((t) => t.name === 'bank')?.rows).toBeGreaterThan(6);
	});

	it('is the same, row for row', async () => {
		const all = await allOf(before);
		expect(Object.values(all).every((rows) => rows.length > 0)).toBe(true);
		expect(await allOf(after)).toEqual(all);
	});

	it('has records that hold', async () => {
		expect((await contestIds(after)).length).toBe(2);
		expect(await problemsOf(after)).toEqual([]);
	});

	it('signs nobody in, and has nothing of what was on the line', async () => {
		for (const table of [
			'staff_session',
			'one_time_code',
			'two_factor_setup',
			'pending_sign_in',
			'presence'
		]) {
			expect(await before.sql.unsafe(`select from ${table}`), table).not.toHaveLength(0);
			expect(await after.sql.unsafe(`select from ${table}`), table).toHaveLength(0);
		}
		const text = gunzipSync(readFileSync(path)).toString('latin1');
		for (const table of ['staff_session', 'one_time_code', 'presence']) expect(text).not.toContain(table);
	});

	it('numbers what is new as it would have', async () => {
		const next = async (database: FreshDatabase) =>
			(await createContest(database.db, { title: 'Mới', createdBy: null, setup: presets.school100 })).id;
		expect(await next(after)).toBe(await next(before));
		await after.sql`insert into question_version (question_id, version, content, how)
			select id, 99, '{}', 'written' from question`;
		await after.sql`insert into erasure (contest_id, why) select id, 'due' from contest`;
	});

	it('can be migrated and seeded as any other', async () => {
		expect(await migrate(after.db)).toEqual([]);
		await seed(after.db);
	});

	it('is a file that only its owner reads, and gzip, too', () => {
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(gunzipSync(readFileSync(path)).toString('utf8', 0, 3)).toBe('-- ');
	});
});

it('a backup that is made while a contest is played is of one instant', async () => {
	const database = await kept(freshDatabase());
	const questions = Array.from({ length: 60 }, () => ({}));
	const { id } = await preparedContest(database, questions, { everyoneFails: 'stay' });
	const joins = Array.from({ length: 40 }, (_, i) => ({
		by: 'name' as const,
		name: `Thí sinh ${i}`,
		unit: '',
		secret: `${i}`.padEnd(32, '-')
	}));
	await takeSeats(database.db, id, undefined, joins);
	await hostActs(database, id, { type: 'start' });
	let playing = true;
	const play = async () => {
		const batch = new AnswerBatch(database.answers, id, 'answer');
		for (let q = 1; playing && q <= questions.length; q++) {
			await hostActs(database, id, { type: 'present', q });
			await hostActs(database, id, { type: 'open' });
			await Promise.all(
				joins.map((_, i) => batch.put({ q, player: i + 1, value: 'B', choiceNo: q, receivedAt: Date.now() }))
			);
			await hostActs(database, id, { type: 'close' });
			await hostActs(database, id, { type: 'reveal' });
		}
	};
	const over = play();
	const lengths = new Set<number>();
	for (let n = 0; n < 4; n++) {
		const path = folder.path(`running-${n}.cvbackup`);
		await backUp(database, path);
		const copy = await kept(bareDatabase());
		expect(await restoreFrom(path, copy)).toMatchObject({ ok: true });
		expect(await problemsOf(copy)).toEqual([]);
		lengths.add((await copy.sql`select from contest_event`).length);
	}
	expect(lengths.size).toBeGreaterThan(1); // it went on meanwhile
	playing = false;
	await over;
});

describe('what is no whole backup is refused, and nothing is written', async () => {
	const path = folder.path('sound.cvbackup');
	await backUp(await played(), path);
	const sound = readFileSync(path);
	const target = await kept(freshDatabase());
	await seed(target.db);
	const was = await allOf(target);
	const tried = folder.path('tried.cvbackup');
	const refusalOf = async (bytes: Buffer) => {
		writeFileSync(tried, bytes);
		const outcome = await restoreFrom(tried, target).catch((error: { code?: string }) => ({
			ok: false,
			code: error.code
		}));
		return outcome.ok ? 'restored' : outcome.code;
	};

	it('one byte is another, wherever it is', async () => {
		const places = [...Array(300).keys()].map((i) => Math.floor((i * (sound.length - 1)) / 299));
		for (const at of [
			...places,
			...[...Array(24).keys()],
			...[...Array(95).keys()].map((i) => sound.length - 1 - i)
		]) {
			const changed = Buffer.from(sound);
			changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
			expect({ at, code: await refusalOf(changed) }).toEqual({
				at,
				code: at < 2 ? 'backup/not_ours' : 'backup/damaged'
			});
		}
	});

	it('it is cut, or goes on behind its end', async () => {
		for (const length of [3, 50, 100, sound.length >> 1, sound.length - 93, sound.length - 1])
			expect(await refusalOf(sound.subarray(0, length))).toBe('backup/damaged');
		expect(await refusalOf(Buffer.concat([sound, Buffer.from([0])]))).toBe('backup/damaged');
	});

	it('it is something else', async () => {
		expect(await refusalOf(Buffer.alloc(0))).toBe('backup/not_ours');
		expect(await refusalOf(Buffer.from('select 1;'))).toBe('backup/not_ours');
		expect(await refusalOf(gzipSync('select 1;'))).toBe('backup/damaged');
	});

	const content = gunzipSync(sound);
	const refusalOfContent = async (text: Buffer) => {
		const outcome = await restore(target, chunksOf(text, 1000));
		return outcome.ok ? 'restored' : outcome.code;
	};
	const withHeader = (change: (about: Record<string, unknown>) => unknown) => {
		const end = content.indexOf('\n');
		const about: Record<string, unknown> = JSON.parse(content.toString('utf8', 3, end));
		return Buffer.concat([Buffer.from(`-- ${JSON.stringify(change(about))}`), content.subarray(end)]);
	};

	it('a stream ends too soon, at any place', async () => {
		for (let i = 1; i < 8; i++)
			expect(await refusalOfContent(content.subarray(0, Math.floor((content.length * i) / 8)))).toMatch(
				/^backup\/(damaged|not_ours)$/
			);
		expect(await refusalOfContent(content.subarray(0, -1))).toBe('backup/damaged');
		expect(await refusalOfContent(Buffer.concat([content, Buffer.from('x')]))).toBe('backup/damaged');
	});

	it('it is of a newer program, or of another one', async () => {
		const later = (about: Record<string, unknown>) => ({
			...about,
			migrations: [...migrationNames, '2099-01-01-1-later']
		});
		expect(await refusalOfContent(withHeader(later))).toBe('backup/newer');
		expect(await refusalOfContent(withHeader((a) => ({ ...a, version: 2 })))).toBe('backup/newer');
		expect(await refusalOfContent(withHeader((a) => ({ ...a, format: 'x' })))).toBe('backup/not_ours');
		expect(await refusalOfContent(withHeader(() => ({})))).toBe('backup/not_ours');
		expect(await refusalOfContent(withHeader((a) => ({ ...a, tables: 1 })))).toBe('backup/damaged');
		expect(await refusalOfContent(withHeader((a) => ({ ...a, migrations: migrationNames.slice(1) })))).toBe(
			'backup/damaged'
		);
	});

	it('a table is in it that never is', async () => {
		const foreign = { name: 'staff_session', columns: ['id_hash'], rows: 0, next: {} };
		expect(await refusalOfContent(withHeader((a) => ({ ...a, tables: [foreign] })))).toBe('backup/damaged');
	});

	afterAll(async () => {
		expect(await allOf(target)).toEqual(was);
		expect(await restoreFrom(path, target)).toMatchObject({ ok: true }); // and the sound one is taken, over the sample bank
		expect(await target.sql`select from bank where title = ${sampleTitle()}`).toHaveLength(0);
	});
});

describe('a database', async () => {
	const path = folder.path('one.cvbackup');
	const source = await played();
	await backUp(source, path);
	const codeFor = async (database: FreshDatabase) => {
		const outcome = await restoreFrom(path, database);
		return outcome.ok ? 'restored' : outcome.code;
	};

	it('in which somebody has worked is not written over', async () => {
		const was = await allOf(source);
		expect(await codeFor(source)).toBe('restore/not_empty');
		expect(await allOf(source)).toEqual(was);
	});

	it.each([
		[
			'an account',
			`insert into staff_user (id, username, display_name, role) values ('u', 'u', 'U', 'host')`
		],
		['a contest', `insert into contest (code, title, setup, card_secret) values ('A', 'A', '{}', '')`],
		['a bank', `insert into bank (id, title) values ('b', 'Của tôi')`],
		[
			'a question more in the sample bank',
			`insert into question (id, bank_id, position, type, text, key) select 'q', id, 99, 'short', 'Câu?', 'x' from bank`
		],
		['the tables of a newer program', `insert into kysely_migration values ('2099-01-01-1-later', '2099')`]
	])('with %s is not written over', async (_, statement) => {
		const database = await kept(freshDatabase());
		await seed(database.db);
		await database.sql.unsafe(statement);
		const was = await allOf(database);
		expect(await codeFor(database)).toBe('restore/not_empty');
		expect(await allOf(database)).toEqual(was);
	});

	it('of another program whose table is called like ours is left alone', async () => {
		const database = await kept(bareDatabase());
		await database.sql`create table answer (to_everything int)`;
		expect(await codeFor(database)).toBe('restore/not_empty');
		expect(await database.sql`select to_everything from answer`).toEqual([]);
	});

	it('that a server is connected to is left alone', async () => {
		const database = await kept(freshDatabase());
		const server = openDatabase(database.url, serverName, 1);
		await server.sql`select 1`;
		expect(await codeFor(database)).toBe('restore/serving');
		await server.close();
		expect(await codeFor(database)).toBe('restored');
	});

	it('is backed up and restored by one at a time', async () => {
		await readSnapshot(source, async () => {
			await expect(backUp(source, folder.path('two.cvbackup'))).rejects.toMatchObject({
				code: 'backup/busy'
			});
			expect(await codeFor(source)).toBe('backup/busy');
		});
		await backUp(source, folder.path('two.cvbackup'));
	});

	it('in which the account may make no tables is said so of', async () => {
		const database = await kept(bareDatabase());
		await database.sql.unsafe(`
			drop role if exists guest_of_backup; create role guest_of_backup login password 'guest';
			revoke create on schema public from public`);
		const url = new URL(database.url);
		url.username = 'guest_of_backup';
		url.password = 'guest';
		const guest = openDatabase(url.href, 'test', 1);
		const outcome = await readSnapshot(source, ({ content }) => restore(guest, content));
		expect(outcome).toEqual({ ok: false, code: 'restore/not_allowed' });
		await guest.close();
		await database.sql`drop role guest_of_backup`;
	});

	it('has no table that nobody has thought of, and is bare when ours are gone', async () => {
		const database = await kept(freshDatabase());
		expect((await tablesOf(database)).map((t) => t.name)).toEqual([...ourTables].sort());
		const { clearing } = await import('$lib/server/backup/restore');
		await database.sql.unsafe(clearing);
		const left = await database.sql`
			select relname as name from pg_class where relnamespace = 'public'::regnamespace union all
			select proname from pg_proc where pronamespace = 'public'::regnamespace union all
			select typname from pg_type where typnamespace = 'public'::regnamespace`;
		expect(left).toEqual([]);
	});
});

it('a connection that is lost half-way leaves no file, nothing in the database, and the next one goes through', async () => {
	const source = await played();
	await source.sql`insert into media (id, kind, mime, content, width, height)
		select n::text, 'video', 'video/mp4', decode(repeat(md5(n::text), 100000), 'hex'), 1, 1 from generate_series(1, 20) n`;
	const path = folder.path('lost.cvbackup');
	const cut = async function* (content: AsyncIterable<Uint8Array>, database: FreshDatabase, after: number) {
		let passed = 0;
		for await (const chunk of content) {
			yield chunk;
			passed += chunk.length;
			if (passed > after && passed - chunk.length <= after)
				await database.sql`select pg_terminate_backend(pid) from pg_stat_activity
					where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
		}
	};
	await expect(
		readSnapshot(source, ({ content }) => writeBackupFile(path, cut(content, source, 20_000_000)))
	).rejects.toMatchObject({ code: expect.stringMatching(/57P01|CONNECTION/) });
	expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);
	await backUp(source, path);

	const target = await kept(bareDatabase());
	await expect(
		readBackupFile(path, (content) => restore(target, cut(content, target, 20_000_000)))
	).rejects.toMatchObject({ code: expect.stringMatching(/57P01|CONNECTION/) });
	expect(await tablesOf(target)).toEqual([]);
	expect(await restoreFrom(path, target)).toMatchObject({ ok: true });
	expect(await allOf(target)).toEqual(await allOf(source));
});

it('a backup that can not be written is refused in words, and leaves nothing', async () => {
	const source = await kept(freshDatabase());
	for (const path of [folder.path('no/such/folder.cvbackup'), `${folder.path('one.cvbackup')}/in-a-file`])
		await expect(backUp(source, path)).rejects.toMatchObject({ code: 'backup/not_writable' });
	truncateSync(folder.path('tried.cvbackup'));
	await expect(readSnapshot(source, () => Promise.reject(new Error('given up')))).rejects.toThrow('given up');
	expect((await source.sql`select 1 as n`)[0]?.n).toBe(1);
});

async function* chunksOf(text: Buffer, length: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < text.length; at += length) yield text.subarray(at, at + length);
}
