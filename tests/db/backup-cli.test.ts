import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase, serverName } from '$lib/server/db/client';
import { allOf, backupFolder } from '../helpers/backup';
import { operator, type CommandOutcome } from '../helpers/cli';
import { judgedContest } from '../helpers/judged';
import { bareDatabase, freshDatabase, type FreshDatabase } from '../helpers/postgres';

vi.setConfig({ testTimeout: 60_000 });

const folder = backupFolder();
let source: FreshDatabase;
let run: ReturnType<typeof operator>;
const made: FreshDatabase[] = [];
const into = async (making: Promise<FreshDatabase>) => {
	const database = await making;
	made.push(database);
	return database;
};
const codes = ({ code, err }: CommandOutcome) => ({ code, err });

beforeAll(async () => {
	source = await into(freshDatabase());
	run = operator(source);
	await judgedContest(source);
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await Promise.all(made.map((database) => database.drop()));
	folder.remove();
});

describe('backup', () => {
	it('writes the file that is named, and no second time', async () => {
		const file = folder.path('tên có dấu.cvbackup');
		const outcome = await run('backup', file);
		expect(codes(outcome)).toEqual({ code: 0, err: '' });
		expect(outcome.out.join('\n')).toContain(file);
		expect(await run('backup', file)).toMatchObject({ code: 2, err: expect.stringContaining('đã có') });
	});

	it('without a name goes where the scheduled ones go, and tells a program where', async () => {
		vi.stubEnv('BACKUP_DIR', folder.path('hằng ngày'));
		const { code, json } = await run('backup', '--json');
		const [name = ''] = readdirSync(folder.path('hằng ngày'));
		expect(code).toBe(0);
		expect(json).toMatchObject({ file: `${folder.path('hằng ngày')}/${name}`, bytes: expect.any(Number) });
	});

	it('says what is missing or in the way', async () => {
		vi.stubEnv('BACKUP_DIR', '');
		vi.stubEnv('DATABASE_URL', source.url);
		expect(await run('backup')).toMatchObject({ code: 2, err: expect.stringContaining('BACKUP_DIR') });
		expect(await run('backup', folder.path('no/folder/x'))).toMatchObject({
			code: 1,
			err: expect.stringContaining('Không ghi được')
		});
		expect(await run('backup', 'a', 'b')).toMatchObject({ code: 2, err: expect.stringContaining('backup') });
	});
});

describe('restore', () => {
	const file = folder.path('r.cvbackup');

	it('puts all of it back, checks the records, and says so', async () => {
		await run('backup', file);
		const target = await into(freshDatabase());
		const outcome = await operator(target)('restore', file);
		expect(codes(outcome)).toEqual({ code: 0, err: '' });
		expect(outcome.out.join('\n')).toMatch(/1 cuộc thi, 1 ngân hàng câu hỏi, 1 tài khoản[\s\S]*nguyên vẹn/);
		expect(await allOf(target)).toEqual(await allOf(source));
	});

	it('tells a program in JSON', async () => {
		const target = await into(bareDatabase());
		expect((await operator(target)('restore', file, '--json')).json).toMatchObject({
			contests: 1,
			banks: 1,
			accounts: 1,
			broken: []
		});
	});

	it('says when a record does not hold', async () => {
		const tampered = await into(bareDatabase());
		await operator(tampered)('restore', file);
		await tampered.sql`update contest_event set at = at + 1 where seq = 3`;
		const again = folder.path('tampered.cvbackup');
		await operator(tampered)('backup', again);
		const target = await into(bareDatabase());
		const { code, err } = await operator(target)('restore', again);
		expect(code).toBe(1);
		expect(err).toContain('KHÔNG nguyên vẹn');
	});

	it('is refused where there are data, where the file is none, and where a server is at work', async () => {
		expect(await run('restore', file)).toMatchObject({
			code: 2,
			err: expect.stringContaining('đã có dữ liệu')
		});
		expect(await run('restore', folder.path('none'))).toMatchObject({
			code: 2,
			err: expect.stringContaining('Không đọc được')
		});
		writeFileSync(folder.path('text'), 'x');
		expect(await run('restore', folder.path('text'))).toMatchObject({
			code: 2,
			err: expect.stringContaining('không phải là bản sao lưu')
		});
		const served = await into(freshDatabase());
		const server = openDatabase(served.url, serverName, 1);
		await server.answers`select 1`;
		expect(await operator(served)('restore', file)).toMatchObject({
			code: 2,
			err: expect.stringContaining('Hãy dừng chương trình')
		});
		await server.close();
		expect(await run('restore')).toMatchObject({ code: 2 });
	});
});

describe('move', () => {
	it('copies everything into another database, and says what is to be set', async () => {
		const target = await into(bareDatabase());
		const outcome = await run('move', target.url);
		expect(codes(outcome)).toEqual({ code: 0, err: '' });
		expect(outcome.out.join('\n')).toContain('DATABASE_URL');
		expect(await allOf(target)).toEqual(await allOf(source));
		expect(await run('move', target.url)).toMatchObject({
			code: 2,
			err: expect.stringContaining('đã có dữ liệu')
		});
	});

	it('refuses the same database, also an empty one, and one that a server still writes to', async () => {
		expect(await run('move', source.url)).toMatchObject({ code: 2, err: expect.stringContaining('khác') });
		const empty = await into(freshDatabase());
		expect(await operator(empty)('move', empty.url)).toMatchObject({ code: 2 });
		const target = await into(bareDatabase());
		const server = openDatabase(source.url, serverName, 1);
		await server.sql`select 1`;
		expect(await run('move', target.url)).toMatchObject({
			code: 2,
			err: expect.stringContaining('Hãy dừng chương trình')
		});
		await server.close();
		expect(await target.sql`select from pg_class where relname = 'contest'`).toHaveLength(0);
	});

	it('throws what the start of the program explains when there is no such database', async () => {
		await expect(run('move', 'mysql://x/y')).rejects.toMatchObject({ code: 'bad_url' });
	});
});
