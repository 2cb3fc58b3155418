import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { unsaid, type Question } from '$lib/bank/question';
import { createBank } from '$lib/server/bank/banks';
import { addQuestion, editQuestion, listQuestions } from '$lib/server/bank/questions';
import { readImport } from '$lib/server/bank/read-import';
import { readSentDrafts } from '$lib/server/bank/sent-drafts';
import { listStanding, saveTaken, type Taken } from '$lib/server/bank/transfer';
import { deleteQuestions } from '$lib/server/bank/trash';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

beforeEach(async () => {
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('media').execute();
	await db.deleteFrom('staff_user').execute();
	await db
		.insertInto('staff_user')
		.values({
			id: 'an',
			username: 'an',
			display_name: 'An',
			role: 'organizer',
			password_hash: null,
			disabled_at: null
		})
		.execute();
});

const question = (text: string, more: Partial<Question> = {}): Question => ({
	type: 'single',
	text,
	options: ['Hà Nội', 'Huế'],
	key: 'A',
	...unsaid,
	...more
});
const taken = (text: string, more: Partial<Taken> = {}): Taken => {
	return { externalId: '', question: question(text), doubts: [], update: null, ...more };
};

async function bank(): Promise<string> {
	const made = await createBank(db, { title: 'Ngân hàng', note: '' }, null);
	return made.ok ? made.id : expect.fail();
}

/** A question of the bank as an import would be compared with it. */
async function standing(bankId: string, text: string) {
	await addQuestion(db, bankId, question(text, { topic: 'Địa lý' }), null);
	return (await listStanding(db, bankId)).at(-1) ?? expect.fail();
}

const texts = async (bankId: string) =>
	(await listQuestions(db, bankId)).map((q) => `${q.number} ${q.text} ${q.key} v${q.version}`);

function form(file: File, more: Record<string, string | File> = {}): FormData {
	const data = new FormData();
	data.set('file', file);
	for (const [name, value] of Object.entries(more)) data.set(name, value);
	return data;
}

describe('an import is saved as the screen leaves it', () => {
	it('new questions are put behind, others are brought up to date, with what is left to look at', async () => {
		const id = await bank();
		const { id: old, version } = await standing(id, 'Thủ đô?');
		const update = { id: old, version };
		const saved = await saveTaken(
			db,
			{ bankId: id },
			[
				taken('Sông nào?', { doubts: [{ code: 'unknown_level', field: 'level', value: 'khó' }] }),
				taken('', { update, question: question('Thủ đô nước ta?', { key: 'B' }) })
			],
			'an'
		);
		expect(saved).toEqual({ ok: true, bankId: id, added: 1, updated: 1 });
		expect(await texts(id)).toEqual(['1 Thủ đô nước ta? B v2', '2 Sông nào? A v1']);
		const rows = await db
			.selectFrom('question')
			.select(['doubts', 'updated_by'])
			.orderBy('position')
			.execute();
		expect(rows.map((r) => [r.doubts.map((d) => d.code), r.updated_by])).toEqual([
			[[], 'an'],
			[['unknown_level'], 'an']
		]);
		const history = await db
			.selectFrom('question_version')
			.select(['version', 'how'])
			.where('question_id', '=', old)
			.orderBy('id')
			.execute();
		expect(history).toEqual([
			{ version: 1, how: 'written' },
			{ version: 2, how: 'imported' }
		]);
	});

	it('a question that somebody changed meanwhile is not overwritten, and nothing else is saved', async () => {
		const id = await bank();
		const { id: old, version } = await standing(id, 'Thủ đô?');
		await editQuestion(db, { bankId: id, id: old, version }, question('Thủ đô cũ?'), null);
		const all = [taken('Sông nào?'), taken('Thủ đô?', { update: { id: old, version } })];
		expect(await saveTaken(db, { bankId: id }, all, 'an')).toEqual({ ok: false, code: 'import/changed' });
		expect(await texts(id)).toEqual(['1 Thủ đô cũ? A v2']);
	});

	it('one question is not brought up to date twice, nor one of another bank', async () => {
		const [id, other] = [await bank(), await bank()];
		const { id: old, version } = await standing(id, 'Thủ đô?');
		const update = { id: old, version };
		const twice = [taken('Một?', { update }), taken('Hai?', { update })];
		const changed = { ok: false, code: 'import/changed' };
		expect(await saveTaken(db, { bankId: id }, twice, 'an')).toEqual(changed);
		expect(await saveTaken(db, { bankId: other }, [taken('Một?', { update })], 'an')).toEqual(changed);
		const create = { create: { title: 'Mới', note: '' } };
		expect(await saveTaken(db, create, [taken('Một?', { update })], 'an')).toEqual(changed);
		expect(await db.selectFrom('bank').select('title').execute()).toHaveLength(2);
		expect(await texts(id)).toEqual(['1 Thủ đô? A v1']);
	});

	it('one that is not fit keeps all from being saved, whatever the screen says of it', async () => {
		const id = await bank();
		const all = [taken('Một?'), taken('Hai?', { question: question('Hai?', { key: '' }) })];
		expect(await saveTaken(db, { bankId: id }, all, 'an')).toEqual({ ok: false, code: 'import/unfit' });
		expect(await texts(id)).toEqual([]);
	});
});

describe('what the screen sends', () => {
	const target = { bankId: 'x' };

	it('is cleaned; whose text stood where in the file is forgotten', () => {
		const doubts = [
			{ code: 'same_in_file', field: 'text', value: '3' },
			{ code: 'unknown_level', field: 'level', value: 'khó' }
		];
		const sent = readSentDrafts({ target, taken: [{ ...taken('  Một?\u0000'), doubts }] });
		expect(sent?.taken[0]?.question.text).toBe('Một?');
		expect(sent?.taken[0]?.doubts.map((d) => d.code)).toEqual(['unknown_level']);
	});

	it('is refused with a doubt that has to be mended first, and with what no screen sends', () => {
		const doubts = [{ code: 'keys_contradict', field: 'key' }];
		expect(readSentDrafts({ target, taken: [{ ...taken('Một?'), doubts }] })).toBeNull();
		expect(readSentDrafts({ target, taken: [{ ...taken('Một?'), question: { text: 'Một?' } }] })).toBeNull();
		expect(readSentDrafts(null)).toBeNull();
	});
});

describe('what is read for the screen', () => {
	const json = (...questions: object[]) =>
		new File([JSON.stringify({ title: 'Tệp', questions })], 'Tệp.json');
	const raw = (text: string, more: object = {}) => {
		return { text, type: 'multiple_choice', options: ['Hà Nội', 'Huế'], answer: 'A', ...more };
	};

	it('names what stands in the bank, also where it says something else there', async () => {
		const id = await bank();
		await standing(id, 'Thủ đô?');
		await standing(id, 'Sông nào dài nhất Việt Nam?');
		const read = await readImport(
			db,
			form(json(raw('Mới?'), raw('THỦ ĐÔ', { answer: 'B' }), raw('Sông nào dài nhất Việt Nam?'))),
			await listStanding(db, id),
			'an'
		);
		if (!read.ok) expect.fail(read.code);
		expect(read.standing.map(([index, s]) => [index, s.number])).toEqual([
			[1, 1],
			[2, 2]
		]);
	});

	it('what lies in the bin does not stand in the bank, and is not brought up to date there', async () => {
		const id = await bank();
		const { id: old, version } = await standing(id, 'Thủ đô?');
		await deleteQuestions(db, id, { ids: [old] }, null);
		const read = await readImport(db, form(json(raw('Thủ đô?'))), await listStanding(db, id), 'an');
		expect(read).toMatchObject({ ok: true, standing: [], drafts: [{ doubts: [] }] });
		const update = [taken('Thủ đô?', { update: { id: old, version } })];
		expect(await saveTaken(db, { bankId: id }, update, 'an')).toEqual({ ok: false, code: 'import/changed' });
	});

	it('a list of keys comes along as text or as a file', async () => {
		const text = ['Câu 1: Thủ đô?', 'A. Huế', 'B. Hà Nội', 'Câu 2: Cố đô?', 'A. Huế', 'B. Hà Nội'].join('\n');
		const file = () => new File([text], 'Đề.txt');
		const both: Record<string, string | File>[] = [
			{ keys: '1.B 2.A' },
			{ keysFile: new File(['1.B\n2.A'], 'Đáp án.txt') }
		];
		for (const keys of both) {
			const read = await readImport(db, form(file(), keys), [], 'an');
			if (!read.ok) expect.fail(read.code);
			expect(read.drafts.map((d) => d.question.key)).toEqual(['B', 'A']);
		}
	});

	it('pasted lines are read like a file; what no box sends is refused', async () => {
		const data = new FormData();
		const run = { bold: false, italic: false, underline: false, strike: false, colour: '', highlight: false };
		const line = (text: string, underline = false) => ({
			line: {
				...{ place: 1, label: '', depth: -1, continues: false, heading: false },
				runs: [{ ...run, text, underline, script: '', object: null, picture: null }]
			}
		});
		const lines = [
			line('Câu 1: Thủ đô?'),
			line('A. Huế'),
			line('B. Hà Nội', true),
			line('C. Vinh'),
			line('D. Đà Lạt')
		];
		data.set('pasted', JSON.stringify(lines));
		const read = await readImport(db, data, [], 'an');
		if (!read.ok) expect.fail(read.code);
		expect(read.drafts.map((d) => [d.question.text, d.question.key])).toEqual([['Thủ đô?', 'B']]);
		data.set('pasted', '[{"line":{}}]');
		expect(await readImport(db, data, [], 'an')).toEqual({ ok: false, code: 'form/invalid' });
	});
});
