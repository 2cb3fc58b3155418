import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bankCommands } from '../../src/cli/bank';
import type { Io } from '../../src/cli/command';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
const folder = await mkdtemp(join(tmpdir(), 'chuông vàng '));
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});
beforeEach(() => db.deleteFrom('bank').execute());

const sample = 'src/lib/server/db/sample-bank.json';
const sampleTitle = 'Tìm hiểu Nghị quyết Đại hội XIII của Đảng';

async function run(...words: string[]) {
	const out: string[] = [];
	const err: string[] = [];
	const json: unknown[] = [];
	const io: Io = {
		out: (line) => out.push(line),
		err: (line) => err.push(line),
		json: (value) => json.push(value),
		input: () => Promise.resolve(''),
		db: () => Promise.resolve(database)
	};
	const command = bankCommands.find((c) => c.name === `bank ${words[0]}`);
	const code = await command?.run(words.slice(1), io);
	return { code, out, err: err.join('\n'), json: json[0] };
}

async function file(name: string, content: unknown): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

const count = async () => (await db.selectFrom('question').select('id').execute()).length;

describe('bank import', () => {
	it('makes a bank, and a second time leaves out what is there', async () => {
		expect(await run('import', sample)).toMatchObject({ code: 0, err: '' });
		expect((await run('list', '--json')).json).toMatchObject([{ title: sampleTitle, questions: 69 }]);
		const again = await run('import', sample, '--bank', sampleTitle);
		expect(again.code).toBe(2);
		expect(again.err).toContain('Chưa có câu nào được chọn');
		expect(await count()).toBe(69);
	});

	it('takes another title, and goes behind a bank by its id', async () => {
		await run('import', await file('a.json', [{ text: 'Một?', answer: 'x' }]), '--title', 'Bộ A');
		const [bank] = (await run('list')).out;
		expect(bank).toContain('Bộ A (1 câu hỏi)');
		const id = bank?.split(' ')[0] ?? '';
		const more = await file('b.json', [
			{ text: 'Hai?', answer: 'x' },
			{ text: 'MỘT', answer: 'y' }
		]);
		expect((await run('import', more, '--bank', id, '--json')).json).toEqual({
			bank: id,
			added: 1,
			skipped: 1
		});
	});

	it('--dry-run --json says what was understood, and saves nothing', async () => {
		const path = await file('c.json', [
			{
				text: 'Một?',
				type: 'multiple_choice',
				options: ['a', 'b'],
				answer: 'b',
				source: 's',
				explanation: 'e',
				colour: 'red'
			},
			{ text: 'Hai?', type: 'multiple_choice', options: ['a', 'b'], answer: 'C' }
		]);
		const { code, json, out } = await run('import', path, '--dry-run', '--json');
		expect({ code, out }).toEqual({ code: 0, out: [] });
		expect(json).toMatchObject({
			questions: [
				{
					type: 'single',
					text: 'Một?',
					options: ['a', 'b'],
					key: 'B',
					explanation: 'e',
					source: 's',
					place: 1,
					doubts: []
				},
				{ key: '', place: 2, doubts: [{ code: 'key_not_understood', value: 'C' }] }
			],
			doubts: [{ code: 'column_ignored', place: null, value: 'colour' }]
		});
		expect((await run('list')).out).toEqual([]);
	});

	it('bad input: a sentence, exit code 2, nothing changed', async () => {
		const bad = await file('bad.json', [{ text: 'Một?', answer: 'x' }, { text: 'Hai?' }]);
		for (const [words, says] of [
			[['import'], 'Cách dùng: npm run cli -- bank import FILE'],
			[['import', 'a', 'b'], 'Cách dùng'],
			[['import', sample, '--bnk', 'x'], 'Cách dùng'],
			[['import', 'khong-co.json'], 'Không đọc được tệp “khong-co.json”'],
			[['import', await file('d.txt', 'Kính gửi các chi đoàn')], 'Không tìm thấy câu hỏi nào'],
			[['import', await file('e.json', '{"questions":')], 'Tệp bị hỏng'],
			[['import', bad], 'Câu thứ 2: Chưa có đáp án.'],
			[['import', sample, '--bank', 'Không có'], 'Không có ngân hàng nào có mã hoặc tên “Không có”'],
			[['import', sample, '--title', ' '], 'Hãy đặt tên cho ngân hàng'],
			[['export'], '-- bank export'],
			[['export', 'Không có'], 'Không có ngân hàng nào'],
			[['export', 'x', '--format', 'pdf'], 'Định dạng “pdf” không có'],
			[['export', 'x', '--format', 'xlsx'], '--out'],
			[['list', 'x'], '-- bank list']
		] as const) {
			const { code, err } = await run(...words);
			expect({ words, code }).toEqual({ words, code: 2 });
			expect(err).toContain(says);
		}
		expect(await db.selectFrom('bank').selectAll().execute()).toEqual([]);
	});
});

describe('bank export', () => {
	it('JSON on the output is the file that was imported', async () => {
		await run('import', sample);
		const { out } = await run('export', 'tìm hiểu nghị quyết đại hội xiii của đảng');
		expect(JSON.parse(out.join('\n'))).toEqual(JSON.parse(await readFile(sample, 'utf8')));
	});

	it('Excel by the ending of the file, and back', async () => {
		await run('import', sample);
		const path = join(folder, 'Ngân hàng.xlsx');
		expect((await run('export', sampleTitle, '--out', path)).code).toBe(0);
		expect((await run('import', path, '--title', 'Lần hai')).code).toBe(0);
		const again = JSON.parse((await run('export', 'Lần hai')).out.join('\n')) as { questions: unknown };
		const first = JSON.parse(await readFile(sample, 'utf8')) as { questions: unknown };
		expect(again.questions).toEqual(first.questions);
	});

	it.each([
		['moodle', 'bank.xml', 69],
		['gift', 'bank.txt', 69],
		['docx', 'bank.docx', 69]
	])('%s, and back: every key is the same', async (format, name, n) => {
		await run('import', sample);
		const path = join(folder, name);
		expect((await run('export', sampleTitle, '--format', format, '--out', path)).code).toBe(0);
		expect((await run('import', path, '--title', 'Lần hai')).code).toBe(0);
		const keys = async (title: string) => {
			const bank = JSON.parse((await run('export', title)).out.join('\n')) as {
				questions: { answer: string }[];
			};
			return bank.questions.map((q) => q.answer);
		};
		const again = await keys('Lần hai');
		expect(again).toHaveLength(n);
		expect(again).toEqual(await keys(sampleTitle));
	});

	it('says what a format can not hold, and refuses one that there is not', async () => {
		await run('import', sample);
		const aiken = await run('export', sampleTitle, '--format', 'aiken');
		expect(aiken.err).toContain('không ghi được vào loại tệp này');
		expect(aiken.out.join('\n')).toContain('ANSWER: ');
		expect((await run('export', sampleTitle, '--format', 'pdf')).code).toBe(2);
		expect((await run('export', sampleTitle, '--format', 'docx')).code).toBe(2);
	});

	it('two banks of one title: the id is asked for', async () => {
		await run('import', sample);
		await run('import', sample);
		expect((await run('export', sampleTitle)).err).toContain('Hãy dùng mã');
	});

	it('a file that can not be written: exit code 2', async () => {
		await run('import', sample);
		const { code, err } = await run('export', sampleTitle, '--out', join(folder, 'no', 'a.json'));
		expect(code).toBe(2);
		expect(err).toContain('Không ghi được tệp');
	});
});
