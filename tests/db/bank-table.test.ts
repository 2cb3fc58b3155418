import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { everything, wholeTable, type Filter, type TableView } from '$lib/bank/filter';
import { unsaid, type Question } from '$lib/bank/question';
import { createBank, getBank, listBanks } from '$lib/server/bank/banks';
import { changeQuestions, changeSchema, copyTo, moveQuestions, takeTo } from '$lib/server/bank/bulk';
import {
	addQuestion,
	editQuestion,
	listQuestions,
	listTopics,
	openQuestion
} from '$lib/server/bank/questions';
import { chosenSchema, viewSchema } from '$lib/server/bank/selection';
import { tableFacets, tableWindow } from '$lib/server/bank/table';
import { bankContent } from '$lib/server/bank/transfer';
import { bringBack, deleteQuestions, purgeDeleted } from '$lib/server/bank/trash';
import { questionsById } from '$lib/server/contest/questions';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

let bankId: string;
beforeEach(async () => {
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
	bankId = await bank();
});

async function bank(): Promise<string> {
	const made = await createBank(db, { title: 'Ngân hàng', note: '' }, null);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

async function add(parts: Partial<Question>, by: string | null = null): Promise<string> {
	const question: Question = { type: 'short', text: '?', options: [], key: 'x', ...unsaid, ...parts };
	const made = await addQuestion(db, bankId, question, by);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

const shown = async (view: Partial<TableView>) =>
	(await tableWindow(db, bankId, { ...wholeTable, ...view })).rows.map((r) => r.text);
const all = (filter: Partial<Filter> = {}, except: string[] = []) => ({
	filter: { ...everything, ...filter },
	except
});
const texts = async (id = bankId) => (await listQuestions(db, id)).map((q) => q.text).join('');
/** One question for each letter, in their order. */
async function letters(word: string): Promise<string[]> {
	const ids: string[] = [];
	for (const text of word) ids.push(await add({ text }));
	return ids;
}

describe('search', () => {
	it('finds words with diacritics without them, all of them, in any part of the question', async () => {
		await add({ text: 'Đại hội đại biểu toàn quốc', source: 'Văn kiện ĐẠI HỘI XIII' });
		await add({ text: 'Nghị quyết', explanation: 'của Đại hội' });
		await add({ text: 'Khác', tags: ['Đảng'], type: 'single', options: ['Ngày hội', 'Lễ hội'], key: 'A' });
		expect(await shown({ text: 'dai hoi' })).toHaveLength(2);
		expect(await shown({ text: 'ĐẠI HỘI  xiii' })).toEqual(['Đại hội đại biểu toàn quốc']);
		expect(await shown({ text: 'Đại hội'.normalize('NFD') })).toHaveLength(2);
		expect(await shown({ text: 'hoi dang' })).toEqual(['Khác']);
		expect(await shown({ text: 'le hoi' })).toEqual(['Khác']);
		expect(await shown({ text: 'nghi quyet xiii' })).toEqual([]);
	});

	it('signs stand for themselves: % _ \\ and quotes, in lists too', async () => {
		await add({ text: '100% rừng' });
		await add({ text: 'a_b' });
		await add({ text: 'C:\\tệp' });
		await add({ text: 'Ai nói “thế”, "vậy"?' });
		await add({ text: 'Chọn', type: 'single', options: ['"Tiến lên"', 'lùi\\xuống'], key: 'A' });
		await add({ text: 'Ω và Δ' });
		for (const [text, found] of [
			['100%', '100% rừng'],
			['0% r', '100% rừng'],
			['a_b', 'a_b'],
			['\\tep', 'C:\\tệp'],
			['"vậy"', 'Ai nói “thế”, "vậy"?'],
			['"tien', 'Chọn'],
			['lui\\xuong', 'Chọn'],
			['Δ', 'Ω và Δ']
		] as const)
			expect([text, await shown({ text })]).toEqual([text, [found]]);
		expect(await shown({ text: '%' })).toEqual(['100% rừng']);
		expect(await shown({ text: '_' })).toEqual(['a_b']);
	});
});

describe('filters', () => {
	it('each leaves what fits, and - stands for what has none', async () => {
		const an = await addStaff(db, { username: 'an', role: 'organizer' });
		await add({ text: 'a', topic: 'Luật', level: 'recall', tags: ['2025', 'hè'], source: 'Sách' }, an);
		const b = await add({ text: 'b', type: 'number', key: '5', topic: 'Luật' });
		const c = await add({ text: 'c', level: 'application' }, an);
		await db.updateTable('question').set({ status: 'approved' }).where('id', '=', c).execute();
		await db.updateTable('question').set({ findings: '["no_source"]' }).where('id', '=', b).execute();
		await db.updateTable('question').set({ fit: false }).where('id', '=', c).execute();
		const found: [Partial<Filter>, string[]][] = [
			[{ topic: 'Luật' }, ['a', 'b']],
			[{ topic: '-' }, ['c']],
			[{ level: 'application' }, ['c']],
			[{ level: '-' }, ['b']],
			[{ type: 'number' }, ['b']],
			[{ status: 'approved' }, ['c']],
			[{ status: 'draft' }, ['a', 'b']],
			[{ tag: '2025' }, ['a']],
			[{ tag: '-' }, ['b', 'c']],
			[{ author: an }, ['a', 'c']],
			[{ author: '-' }, ['b']],
			[{ check: 'no_source' }, ['b', 'c']],
			[{ check: 'doubtful' }, ['b', 'c']],
			[{ check: 'unfit' }, ['c']],
			[{ topic: 'Luật', author: an }, ['a']],
			[{ deleted: true }, []]
		];
		for (const [filter, expected] of found) expect([filter, await shown(filter)]).toEqual([filter, expected]);
		const rows = (await tableWindow(db, bankId, wholeTable)).rows;
		expect(rows.map((r) => r.check)).toEqual(['', 'doubtful', 'unfit']);
		expect(rows.map((r) => r.findings)).toEqual([[], ['no_source'], []]);
	});

	it('facets count what is there, by name', async () => {
		const an = await addStaff(db, { username: 'an', role: 'organizer' });
		await add({ topic: 'Luật', tags: ['hè', '2025'] }, an);
		await add({ topic: 'Địa lý', tags: ['hè'] });
		const gone = await add({ topic: 'Cũ', tags: ['cũ'] }, an);
		await add({});
		await deleteQuestions(db, bankId, { ids: [gone] }, null);
		expect(await tableFacets(db, bankId)).toEqual({
			at: expect.any(Date),
			all: 3,
			deleted: 1,
			topics: [
				{ name: '', n: 1 },
				{ name: 'Địa lý', n: 1 },
				{ name: 'Luật', n: 1 }
			],
			tags: [
				{ name: '2025', n: 1 },
				{ name: 'hè', n: 2 }
			],
			authors: [{ id: an, name: expect.any(String), n: 1 }]
		});
	});

	it('an address that says nonsense shows everything', () => {
		const params = { level: 'hard', sort: 'id; drop table', direction: 'x', text: 'y', deleted: 'yes' };
		expect(viewSchema.parse(params)).toEqual({ ...wholeTable, text: 'y' });
		expect(viewSchema.parse({ deleted: '1' }).deleted).toBe(true);
	});
});

describe('windows and order', () => {
	it('cover everything once, also where many are equal', async () => {
		await letters('abcdefghij');
		for (const sort of ['level', 'type', 'topic', 'share', 'changed'] as const) {
			const seen: string[] = [];
			for (const from of [0, 4, 8]) {
				const window = await tableWindow(db, bankId, { ...wholeTable, sort, direction: 'down' }, from, 4);
				expect(window.total).toBe(10);
				seen.push(...window.rows.map((r) => r.text));
			}
			expect(seen.sort().join('')).toBe('abcdefghij');
		}
		expect(await tableWindow(db, bankId, wholeTable, 50, 10)).toEqual({ total: 10, from: 50, rows: [] });
	});

	it('sorts by what the words mean, those without a value last', async () => {
		await add({ text: 'Ốc', level: 'high_application', topic: 'b' });
		await add({ text: 'an', level: '', topic: '' });
		await add({ text: 'Đi', level: 'recall', topic: 'Á' });
		expect(await shown({ sort: 'text' })).toEqual(['an', 'Đi', 'Ốc']);
		expect(await shown({ sort: 'level' })).toEqual(['Đi', 'Ốc', 'an']);
		expect(await shown({ sort: 'level', direction: 'down' })).toEqual(['Ốc', 'Đi', 'an']);
		expect(await shown({ sort: 'topic' })).toEqual(['Đi', 'Ốc', 'an']);
	});

	it('the share right is that of all contests together', async () => {
		const id = await add({ text: 'a' });
		await add({ text: 'b' });
		const { id: contest } = await db
			.insertInto('contest')
			.values({
				code: 'ABCDEF',
				title: 'x',
				setup: '{}',
				card_secret: new Uint8Array(),
				created_by: null,
				open_question: null,
				accept_until: null,
				rehearsal_of: null
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const use = {
			question_id: id,
			contest_id: contest,
			played_at: new Date(),
			none: 0,
			counts: '[]',
			discrimination: null
		};
		await db
			.insertInto('question_use')
			.values([
				{ ...use, no: 1, judged: 10, correct: 1 },
				{ ...use, no: 2, judged: 30, correct: 29 }
			])
			.execute();
		const { rows } = await tableWindow(db, bankId, { ...wholeTable, sort: 'share' });
		expect(rows.map((r) => [r.text, r.share])).toEqual([
			['a', 0.75],
			['b', null]
		]);
	});
});

describe('bulk', () => {
	const change = (parts: object) => changeSchema.parse(parts);
	const versions = async () =>
		await db
			.selectFrom('question_version')
			.select(['version', 'how', 'by', 'content'])
			.where('how', '=', 'bulk')
			.execute();

	it('changes what is chosen by its filter, each kept as a version; what has it already stays', async () => {
		const an = await addStaff(db, { username: 'an', role: 'organizer' });
		await add({ text: 'a', topic: 'Luật' });
		const b = await add({ text: 'b', topic: 'Sử' });
		const c = await add({ text: 'c', topic: 'Sử' });
		const done = await changeQuestions(
			db,
			bankId,
			all({ topic: 'Sử' }, [c]),
			change({ part: 'topic', to: ' Luật ' }),
			an
		);
		expect(done).toEqual({ ok: true, n: 1 });
		expect(
			await changeQuestions(db, bankId, { ids: [b] }, change({ part: 'topic', to: 'Luật' }), an)
		).toEqual({ ok: true, n: 0 });
		expect((await listQuestions(db, bankId)).map((q) => [q.topic, q.version])).toEqual([
			['Luật', 1],
			['Luật', 2],
			['Sử', 1]
		]);
		expect(await versions()).toEqual([
			{
				version: 2,
				how: 'bulk',
				by: an,
				content: expect.objectContaining({ text: 'b', topic: 'Luật', tags: [] })
			}
		]);
	});

	it('every part that can be changed at once; only what was reviewed makes a draft again', async () => {
		const id = await add({ text: 'a', tags: ['x'] });
		await db.updateTable('question').set({ status: 'approved' }).execute();
		const status = async () => (await listQuestions(db, bankId))[0]?.status;
		for (const parts of [
			{ part: 'level', to: 'recall' },
			{ part: 'seconds', to: 45 },
			{ part: 'tag', to: 'y' },
			{ part: 'tag', to: 'y' },
			{ part: 'untag', to: 'x' }
		])
			await changeQuestions(db, bankId, { ids: [id] }, change(parts), null);
		expect((await listQuestions(db, bankId))[0]).toMatchObject({
			level: 'recall',
			seconds: 45,
			tags: ['y'],
			version: 5
		});
		expect(await status()).toBe('approved');
		await changeQuestions(db, bankId, { ids: [id] }, change({ part: 'source', to: 'Sách' }), null);
		await changeQuestions(db, bankId, { ids: [id] }, change({ part: 'asOf', to: '7/2025' }), null);
		expect((await listQuestions(db, bankId))[0]).toMatchObject({
			source: 'Sách',
			asOf: '2025-07',
			status: 'draft'
		});
		await changeQuestions(db, bankId, { ids: [id] }, change({ part: 'seconds', to: null }), null);
		expect((await listQuestions(db, bankId))[0]?.seconds).toBeNull();
	});

	it('refuses what no question may have', () => {
		for (const parts of [
			{ part: 'tag', to: ' ' },
			{ part: 'tag', to: 'a, b' },
			{ part: 'asOf', to: '30/2/2025' },
			{ part: 'seconds', to: 1 },
			{ part: 'topic', to: 'x'.repeat(201) },
			{ part: 'text', to: 'x' }
		])
			expect(changeSchema.safeParse(parts).success).toBe(false);
		expect(chosenSchema.safeParse({ ids: [] }).success).toBe(false);
	});

	it('a question with as many tags as there may be stays as it is', async () => {
		const tags = Array.from({ length: 20 }, (_, i) => `t${i}`);
		await add({ tags });
		expect(await changeQuestions(db, bankId, all(), change({ part: 'tag', to: 'y' }), null)).toEqual({
			ok: true,
			n: 0
		});
	});

	it('takes questions to another bank with their history, and copies them as drafts', async () => {
		const other = await bank();
		const [, b = '', c = ''] = await letters('abcd');
		await db.updateTable('question').set({ status: 'approved' }).execute();
		expect(await copyTo(db, bankId, { ids: [c, b] }, other, null)).toEqual({ ok: true, n: 2 });
		expect([await texts(), await texts(other)]).toEqual(['abcd', 'bc']);
		expect(await takeTo(db, bankId, { ids: [b] }, other)).toEqual({ ok: true, n: 1 });
		expect([await texts(), await texts(other)]).toEqual(['acd', 'bcb']);
		expect((await listQuestions(db, bankId)).map((q) => q.number)).toEqual([1, 2, 3]);
		expect((await listQuestions(db, other)).map((q) => [q.number, q.status])).toEqual([
			[1, 'draft'],
			[2, 'draft'],
			[3, 'approved']
		]);
		const kept = await db.selectFrom('question_version').select('question_id').execute();
		expect(kept).toHaveLength(6);
		expect(await takeTo(db, bankId, all(), randomUUID())).toEqual({ ok: false, code: 'bank/gone' });
	});
});

describe('deleted questions', () => {
	const remove = async (...ids: string[]) => {
		const done = await deleteQuestions(db, bankId, { ids }, null);
		return done.ok ? done : expect.fail();
	};

	it('are nowhere but in the bin', async () => {
		const [a = '', b = '', c = ''] = await letters('abc');
		const an = {
			id: await addStaff(db, { username: 'an', role: 'organizer' }),
			username: 'an',
			displayName: '',
			role: 'organizer' as const
		};
		await changeQuestions(db, bankId, { ids: [b] }, { part: 'topic', to: 'Cũ' }, null);
		expect(await remove(b)).toMatchObject({ n: 1 });
		expect(await texts()).toBe('ac');
		expect(await shown({})).toEqual(['a', 'c']);
		expect(await shown({ deleted: true })).toEqual(['b']);
		expect(await listTopics(db, bankId)).toEqual([]);
		expect(await openQuestion(db, bankId, b)).toBeNull();
		expect((await openQuestion(db, bankId, a))?.neighbours).toEqual({ previous: undefined, next: c });
		expect((await bankContent(db, bankId))?.questions).toHaveLength(2);
		expect([...(await questionsById(db, [a, b])).keys()]).toEqual([a]);
		expect((await getBank(db, bankId))?.questions).toBe(2);
		expect((await listBanks(db, an))[0]?.questions).toBe(2);
		expect(
			await editQuestion(
				db,
				{ bankId, id: b, version: 2 },
				{ type: 'short', text: 'b', options: [], key: 'x', ...unsaid },
				null
			)
		).toEqual({ ok: false, code: 'question/gone' });
		expect(await moveQuestions(db, bankId, [a], b, 'before')).toEqual({ ok: false, code: 'question/gone' });
		expect(
			await changeQuestions(db, bankId, { ids: [b] }, { part: 'level', to: 'recall' }, null)
		).toMatchObject({ n: 0 });
		expect((await listQuestions(db, bankId)).map((q) => q.number)).toEqual([1, 2]);
		await add({ text: 'd' });
		expect((await listQuestions(db, bankId)).map((q) => q.number)).toEqual([1, 2, 3]);
	});

	it('come back where they stood, those that went at once by one word', async () => {
		const [a = '', b = '', , d = '', , f = ''] = await letters('abcdef');
		const first = await remove(b, d, f);
		const second = await remove(a);
		expect(await texts()).toBe('ce');
		expect(await bringBack(db, bankId, { deletion: second.deletion })).toEqual({ ok: true, n: 1 });
		expect(await texts()).toBe('ace');
		expect(await bringBack(db, bankId, { deletion: first.deletion })).toEqual({ ok: true, n: 3 });
		expect(await texts()).toBe('abcdef');
		expect(await bringBack(db, bankId, { deletion: first.deletion })).toEqual({ ok: true, n: 0 });
		expect((await listQuestions(db, bankId)).map((q) => q.number)).toEqual([1, 2, 3, 4, 5, 6]);
	});

	it('all that match are deleted by the filter, and brought back from the bin by it', async () => {
		await letters('abab');
		expect(await deleteQuestions(db, bankId, all({ text: 'b' }), null)).toMatchObject({ n: 2 });
		expect(await texts()).toBe('aa');
		expect(await bringBack(db, bankId, all({ deleted: true, text: 'b' }))).toMatchObject({ n: 2 });
		expect(await texts()).toBe('abab');
	});

	it('are purged after thirty days', async () => {
		const [a = '', b = ''] = await letters('abc');
		await remove(a);
		await remove(b);
		await db
			.updateTable('question')
			.set({ deleted_at: new Date(Date.now() - 31 * 86_400_000) })
			.where('id', '=', a)
			.execute();
		await purgeDeleted(db);
		expect(await shown({ deleted: true })).toEqual(['b']);
		expect(await texts()).toBe('c');
	});
});
