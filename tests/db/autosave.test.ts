import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { unsaid, type Question } from '$lib/bank/question';
import { savedSince, saveTyped } from '$lib/server/bank/autosave';
import { createBank } from '$lib/server/bank/banks';
import { editQuestion, listQuestions } from '$lib/server/bank/questions';
import { deleteQuestions } from '$lib/server/bank/trash';
import { drawableQuestions } from '$lib/server/contest/questions';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

const id = '5b1f3a52-5d3b-4c59-9a6c-0d6a0b1d8a11';
const question: Question = { ...unsaid, type: 'single', text: '', options: [], key: '' };
const text = (text: string): Question => ({ ...question, text });
let bankId = '';

beforeEach(async () => {
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
	for (const name of ['an', 'binh'])
		await db
			.insertInto('staff_user')
			.values({
				id: name,
				username: name,
				display_name: name.toUpperCase(),
				role: 'organizer',
				password_hash: null,
				disabled_at: null
			})
			.execute();
	bankId = await bank();
});

async function bank(): Promise<string> {
	const made = await createBank(db, { title: 'Ngân hàng', note: '' }, null);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

const save = (version: number, typed: Question, by = 'an') =>
	saveTyped(db, { bankId, id, version }, typed, by);
const rows = async () =>
	(
		await db
			.selectFrom('question_version')
			.select(['version', 'how', 'by', 'content'])
			.orderBy('id')
			.execute()
	).map(({ version, how, by, content }) => `${version ?? '–'} ${how} ${by ?? ''} ${content.text}`);
const later = () =>
	db
		.updateTable('question_version')
		.set({ at: new Date(Date.now() - 11 * 60_000) })
		.execute();

describe('a question that saves itself', () => {
	it('is there with its first word, unfit, and under the id that the editor gave it', async () => {
		expect(await save(0, text('Thủ'))).toEqual({ ok: true, version: 1 });
		expect(await save(1, text('Thủ đô?'))).toEqual({ ok: true, version: 2 });
		expect(await listQuestions(db, bankId)).toMatchObject([{ id, text: 'Thủ đô?', version: 2 }]);
		expect(await db.selectFrom('question').select(['fit', 'created_by']).execute()).toEqual([
			{ fit: false, created_by: 'an' }
		]);
		const an = { id: 'an', username: 'an', displayName: 'AN', role: 'organizer' } as const;
		expect(await drawableQuestions(db, an, bankId, { approvedOnly: false })).toEqual([]);
	});

	it('is one question, also when it is sent twice because the answer was lost', async () => {
		expect(await Promise.all([save(0, text('Một')), save(0, text('Một'))])).toEqual([
			{ ok: true, version: 1 },
			{ ok: true, version: 1 }
		]);
		expect(await save(0, text('Một hai'))).toEqual({ ok: true, version: 2 });
		expect(await save(1, text('Một hai'))).toEqual({ ok: true, version: 2 });
		expect(await listQuestions(db, bankId)).toHaveLength(1);
	});

	it('what says the same is no new version', async () => {
		await save(0, { ...text('Một'), tags: ['a'] });
		expect(await save(1, { ...text(' Một '), tags: ['a, a'] })).toEqual({ ok: true, version: 1 });
		expect(await rows()).toEqual(['1 written an Một']);
	});

	it('an id of another bank, or of a question that was deleted, is gone', async () => {
		await save(0, text('Một'));
		const other = await bank();
		const at = { bankId: other, id, version: 0 };
		expect(await saveTyped(db, at, text('Hai'), 'an')).toEqual({ ok: false, code: 'question/gone' });
		await deleteQuestions(db, bankId, { ids: [id] }, 'an');
		expect(await save(1, text('Ba'))).toEqual({ ok: false, code: 'question/gone' });
	});

	it('what is too long is refused, and nothing is changed', async () => {
		await save(0, text('Một'));
		expect(await save(1, text('x'.repeat(2001)))).toMatchObject({ ok: false, code: 'question/unfit' });
		expect(await listQuestions(db, bankId)).toMatchObject([{ text: 'Một', version: 1 }]);
	});
});

describe('its history', () => {
	it('has one version for what one person wrote in one sitting', async () => {
		await save(0, text('M'));
		await save(1, text('Mộ'));
		await save(2, text('Một'));
		await later();
		await save(3, text('Hai'));
		await save(4, text('Hai!'));
		await save(5, text('Ba'), 'binh');
		expect(await rows()).toEqual(['3 written an Một', '5 written an Hai!', '6 written binh Ba']);
	});

	it('keeps a version that was restored, and one that somebody has said something about', async () => {
		await save(0, text('Một'));
		await editQuestion(db, { bankId, id, version: 1 }, text('Cũ'), 'an', 'restored');
		await save(2, text('Hai'));
		await db
			.insertInto('question_review')
			.values({ question_id: id, version: 3, status: null, by: 'binh' })
			.execute();
		await save(3, text('Ba'));
		expect(await rows()).toEqual([
			'1 written an Một',
			'2 restored an Cũ',
			'3 written an Hai',
			'4 written an Ba'
		]);
	});
});

describe('two editors at once', () => {
	it('the second is told by whom and what; what she wrote is kept beside it, once for a sitting', async () => {
		await save(0, text('Gốc'));
		await later();
		await save(1, text('Của An'));
		const refused = await save(1, text('Của B'), 'binh');
		expect(refused).toMatchObject({
			ok: false,
			code: 'question/changed',
			by: 'AN',
			current: { text: 'Của An', version: 2 }
		});
		await save(1, text('Của Bình'), 'binh');
		expect(await rows()).toEqual(['1 written an Gốc', '2 written an Của An', '– parallel binh Của Bình']);
		expect(await save(2, text('Của Bình'), 'binh')).toEqual({ ok: true, version: 3 });
	});

	it('of two saves at the same moment one wins and both are kept', async () => {
		await save(0, text('Gốc'));
		const both = await Promise.all([save(1, text('Của An')), save(1, text('Của Bình'), 'binh')]);
		expect(both.map((s) => s.ok).sort()).toEqual([false, true]);
		expect((await rows()).join()).toMatch(/Của An.*Của Bình|Của Bình.*Của An/);
	});

	it('an open page is told what was saved since, and by whom', async () => {
		await save(0, text('Gốc'));
		await save(1, text('Mới'), 'binh');
		expect(await savedSince(db, bankId, id, 1)).toMatchObject({ by: 'BINH', current: { text: 'Mới' } });
		expect(await savedSince(db, bankId, id, 2)).toBeNull();
		expect(await savedSince(db, await bank(), id, 1)).toBeNull();
	});
});
