import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestFileInput } from '../../src/cli/contest-file';
import { foldFrom } from '$lib/server/contest/log';
import { prepareContest } from '$lib/server/contest/prepare';
import { sampleTitle, seed } from '$lib/server/db/seed';
import { listRoster } from '$lib/server/people/roster';
import { operator } from '../helpers/cli';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
const run = operator(database);
const folder = await mkdtemp(join(tmpdir(), 'hội thi '));
beforeAll(() => seed(db));
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});

const good: ContestFileInput = {
	title: 'Hội thi cấp trường',
	bank: sampleTitle(),
	rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 15, questions: 10 }]
};

const bring: ContestFileInput = {
	title: 'Mang theo',
	rounds: [{ name: 'A', elimination: 'knockout', seconds: 10, questions: [{ text: 'Một?', answer: 'x' }] }]
};

async function create(content: unknown, ...args: string[]) {
	const path = join(folder, 'contest.json');
	await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
	return await run('contest create', path, ...args);
}
async function created(content: ContestFileInput): Promise<{ id: number; code: string }> {
	const { json, err } = await create(content, '--json');
	expect(err).toBe('');
	return json as { id: number; code: string };
}
const draftOf = (id: number) =>
	db.selectFrom('contest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const everything = async () => ({
	contests: (await db.selectFrom('contest').select('id').execute()).length,
	banks: (await db.selectFrom('bank').select('id').execute()).length,
	contestants: (await db.selectFrom('contestant').select('sbd').execute()).length
});

describe('contest create', () => {
	it('makes a draft of the preset, with questions of rising difficulty, each once', async () => {
		const { id, code } = await created({
			...good,
			extras: { spare: 2, bell: { topics: ['Kon Tum'], count: 2 } }
		});
		const { setup, phase } = await draftOf(id);
		expect(phase).toBe('draft');
		expect(setup.rules).toMatchObject({ capacity: 100, rescue: { atMost: 10 } });
		expect(setup.questions.map((q) => q.kind).join(' ')).toBe(`${'main '.repeat(10)}spare spare bell bell`);
		expect(new Set(setup.questions.map((q) => q.questionId)).size).toBe(14);
		expect((await run('contest list')).out).toContain(`${code}  Hội thi cấp trường (đang soạn)`);
	});

	it('changes single rules and leaves their neighbours', async () => {
		const { id } = await created({
			...good,
			rules: { capacity: 50, rescue: { quota: 7 }, bell: { atOnce: true } }
		});
		expect((await draftOf(id)).setup.rules).toMatchObject({
			capacity: 50,
			graceSeconds: 1,
			rescue: { quota: 7, atMost: 10 },
			bell: { atOnce: true, topicChoice: true }
		});
	});

	it('[BE5] [CO3] [CO5] [EL2] takes every option: rounds, awards, reserves, the audience and its questions', async () => {
		const { id } = await created({
			...good,
			preset: 'paper100',
			rules: { boards: 'mixed', lateJoin: 'until_question', lateUntil: 2, audience: { joins: true } },
			rounds: [
				{ name: 'A', elimination: 'lives', lives: 2, seconds: 10, questions: 2 },
				{ name: 'B', elimination: 'cut', keep: 8, keepIsPercent: false, seconds: 10, questions: 2 },
				{ name: 'C', elimination: 'pairs', bothRight: true, seconds: 10, questions: 1 }
			],
			extras: { audience: 2 },
			awards: [{ name: 'Giải Nhất', count: 1 }],
			roster: [{ name: 'An' }, { name: 'Bình', reserve: true }],
			open: true
		});
		const { prepared, contestants } = await foldFrom(db, id);
		expect(prepared?.rules).toMatchObject({
			boards: 'mixed',
			lateUntil: 2,
			audience: { joins: true, eliminatedPlay: false }
		});
		expect(prepared?.rounds).toMatchObject([
			{ elimination: 'lives', lives: 2 },
			{ elimination: 'cut', keep: 8, keepIsPercent: false },
			{ elimination: 'pairs', bothRight: true }
		]);
		expect(prepared?.awards).toEqual([{ name: 'Giải Nhất', count: 1 }]);
		expect(prepared?.questions.filter((q) => q.kind === 'audience')).toHaveLength(2);
		expect([...contestants.values()].map((c) => c.status)).toEqual(['registered', 'reserve']);
	});

	it('takes questions that the file brings along into a bank of their own, in their order', async () => {
		const own = (text: string) => ({ text, type: 'short_answer', answer: 'x' });
		const { id } = await created({
			title: 'Câu hỏi riêng',
			rounds: [
				{ name: 'A', elimination: 'warmup', seconds: 10, questions: [own('Một?'), own('Hai?')] },
				{ name: 'B', elimination: 'knockout', seconds: 20, questions: [own('Ba?')] }
			],
			extras: { bell: [{ text: 'Chuông?', options: ['a', 'b'], answer: 'B' }] },
			open: true
		});
		const { prepared, phase } = await foldFrom(db, id);
		expect(phase).toBe('lobby');
		expect(prepared?.questions.map((q) => [q.text, q.round, q.limitMs])).toEqual([
			['Một?', 0, 10_000],
			['Hai?', 0, 10_000],
			['Ba?', 1, 20_000],
			['Chuông?', -1, 20_000]
		]);
		const banks = await run('bank list');
		expect(banks.out.join()).toContain('Câu hỏi riêng (4 câu hỏi)');
	});

	it('[CO1] seats the roster, numbers who has no number, and opens at once when asked', async () => {
		const roster = [{ name: 'An' }, { name: 'Bình', sbd: 1, pin: '0042', unit: 'Lớp 1' }, { name: 'Chi' }];
		const { id } = await created({ ...good, roster, open: true });
		const lines = (await listRoster(db, id)).map(({ sbd, name, unit }) => [sbd, name, unit]);
		expect(lines).toEqual([
			[1, 'Bình', 'Lớp 1'],
			[2, 'An', ''],
			[3, 'Chi', '']
		]);
		expect((await listRoster(db, id))[0]?.pin).toBe('0042');
		expect([...(await foldFrom(db, id)).contestants.keys()].sort()).toEqual([1, 2, 3]);
	});

	it.each<[string, unknown, string]>([
		['no JSON', '{"title":', 'không phải là JSON'],
		['a list', [], 'tệp: cần là nhóm mục'],
		['a missing title', { ...good, title: undefined }, 'title: thiếu'],
		['a name with a typing error', { ...good, rulez: {} }, 'không có mục tên “rulez”'],
		[
			'an unknown rule in a group',
			{ ...good, rules: { rescue: { limt: 1 } } },
			'rules.rescue: không có mục tên “limt”'
		],
		['a rule out of its bounds', { ...good, rules: { capacity: 0 } }, 'rules.capacity: nhỏ nhất là 1'],
		[
			'an unknown preset',
			{ ...good, preset: 'x' },
			'preset: cần là một trong: school100, youthUnion20, paper100'
		],
		[
			'no questions',
			{ ...good, rounds: [{ ...good.rounds[0], questions: '5' }] },
			'rounds[0].questions: cần là số câu'
		],
		['no bank', { ...good, bank: undefined }, 'rounds[0].questions: chưa biết rút từ ngân hàng nào'],
		['an unknown bank', { ...good, bank: 'Không có' }, 'rounds[0].questions: Không có ngân hàng nào'],
		[
			'approved questions where there are none',
			{ ...good, approvedOnly: true },
			'rounds[0].questions: cần 10 câu, nhưng'
		],
		[
			'approved questions written down here',
			{ ...good, approvedOnly: true, extras: { bell: [{ text: 'a?', options: ['x', 'y'], answer: 'A' }] } },
			'extras.bell: câu viết tại chỗ chưa được ai duyệt'
		],
		['too few questions', { ...good, extras: { bell: 60 } }, 'extras.bell: cần 60 câu, nhưng'],
		[
			'an unknown topic and level',
			{ ...good, extras: { bell: { count: 1, topics: ['Xyz'], levels: ['bí hiểm'] } } },
			'extras.bell.levels[0]: không có mức độ “bí hiểm”'
		],
		[
			'a question that can’t be played',
			{ ...good, extras: { bell: [{ text: 'a?', options: ['x', 'y'], answer: 'D' }] } },
			'extras.bell[0].answer: Đáp án “D” không ứng với phương án nào'
		],
		[
			'a contestant number twice',
			{
				...good,
				roster: [
					{ name: 'A', sbd: 3 },
					{ name: 'B', sbd: 3 }
				]
			},
			'roster[1].sbd: SBD 3'
		],
		[
			'more contestants than seats',
			{ ...good, rules: { capacity: 1 }, roster: [{ name: 'A' }, { name: 'B' }] },
			'roster: có 2 thí sinh'
		],
		['a bad PIN', { ...good, roster: [{ name: 'A', pin: 'abc' }] }, 'roster[0].pin: cần từ 4 đến 8 chữ số']
	])('refuses %s in words, and changes nothing', async (_, content, words) => {
		const before = await everything();
		const { code, err, out } = await create(content);
		expect({ code, out }).toEqual({ code: 2, out: [] });
		expect(err).toContain(words);
		expect(await everything()).toEqual(before);
	});

	it('lists every fault at once', async () => {
		const { err } = await create({ ...good, title: '', rules: { capacity: 'x' }, roster: [{}] });
		expect(err.split('\n')).toHaveLength(4);
		expect(err).toContain('Tệp có 3 chỗ cần sửa, nên chưa tạo gì:');
	});
});

describe('contest verify', () => {
	it('[JU2] says where a changed record breaks, with exit code 1', async () => {
		const { id, code } = await created({ ...good, open: true });
		expect(await run('contest verify', code)).toMatchObject({ code: 0, err: '' });
		await db.updateTable('contest_event').set({ actor: 'staff:x' }).where('contest_id', '=', id).execute();
		const broken = await run('contest verify', code);
		expect(broken.code).toBe(1);
		expect(broken.err).toContain('Sự kiện 1: nội dung không khớp mã băm');
		expect((await run('contest verify', code, '--json')).json).toMatchObject({
			problems: [{ code: 'hash', seq: 1 }]
		});
	});

	it('[JU2] prints the seal of the record, and says at which event one that was noted was the seal', async () => {
		const { id, code } = await created({ ...good, open: true });
		const { head } = (await run('contest verify', code, '--json')).json as { head: string };
		expect(head).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
		const fine = await run('contest verify', code, '--seal', head.toUpperCase());
		expect(fine).toMatchObject({ code: 0, err: '' });
		expect(fine.out.join('\n')).toContain(head);
		expect(fine.out.join('\n')).toContain('đúng là mã niêm phong của biên bản');
		const unquoted = await run('contest verify', '--seal', ...head.split(' '), code);
		expect(unquoted).toMatchObject({ code: 0, err: '' });
		expect(await prepareContest(db, id, 'test')).toEqual({ ok: true });
		expect((await run('contest verify', code, '--seal', head)).out.join('\n')).toContain(
			'đã ghi thêm 1 sự kiện'
		);
		const other = await run('contest verify', code, '--seal', '0'.repeat(16));
		expect(other).toMatchObject({ code: 1, err: expect.stringContaining('KHÔNG khớp') });
		expect((await run('contest verify', code, '--seal', '%')).code).toBe(2);
	});

	it('says that nothing is on record yet', async () => {
		const { code } = await created(good);
		const { out, err, code: exit } = await run('contest verify', code);
		expect({ out, err, exit }).toEqual({
			out: [expect.stringContaining('chưa ghi sự kiện nào')],
			err: '',
			exit: 0
		});
	});

	it('knows no contest by a code that nobody has', async () => {
		expect(await run('contest verify', '1')).toMatchObject({ code: 2, out: [] });
	});
});

describe('contest open', () => {
	it('opens the waiting room, and says why not', async () => {
		const { id, code } = await created(good);
		expect((await run('contest open', code)).code).toBe(0);
		expect((await foldFrom(db, id)).phase).toBe('lobby');
		await db.deleteFrom('question').where('bank_id', 'in', db.selectFrom('bank').select('id')).execute();
		expect(await run('contest open', code)).toMatchObject({ code: 2 });
		await seed(db);
	});
});

describe('simulate', () => {
	it.each([
		[['x', '--players', '0'], '--players cần là số'],
		[['x', '--accuracy', '2'], '--accuracy cần là số'],
		[['x', '--url', 'localhost'], '--url cần là địa chỉ'],
		[['x', '--playrs', '3'], 'Cách dùng'],
		[['x'], 'Không có cuộc thi nào mang mã “x”']
	])('refuses %j', async (args, words) => {
		const { code, err } = await run('simulate', ...args);
		expect(code).toBe(2);
		expect(err).toContain(words);
	});

	it('refuses a contest that is not open, or has too few seats', async () => {
		const { code } = await created({ ...bring, rules: { capacity: 3 } });
		expect((await run('simulate', code)).err).toContain('Phòng chờ chưa mở');
		await run('contest open', code);
		expect((await run('simulate', code, '--players', '4')).err).toContain('chỉ còn 3 chỗ');
	});

	it('says how to start a server where there is none', async () => {
		const { code } = await created({ ...bring, open: true });
		const none = await run('simulate', code, '--players', '1', '--url', 'http://127.0.0.1:9');
		expect(none.code).toBe(1);
		expect(none.err).toContain('npm start');
	});
});
