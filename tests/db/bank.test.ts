import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { unsaid, type Question } from '$lib/bank/question';
import type { StaffUser } from '$lib/server/auth';
import { bankRole } from '$lib/server/auth';
import { createBank, deleteBank, listBanks, renameBank } from '$lib/server/bank/banks';
import { listMembers, setMember } from '$lib/server/bank/members';
import { moveQuestions } from '$lib/server/bank/bulk';
import { addQuestion, editQuestion, listQuestions } from '$lib/server/bank/questions';
import { deleteQuestions } from '$lib/server/bank/trash';
import { bankContent, importDrafts, previewImport, proposedPlaces } from '$lib/server/bank/transfer';
import { seed } from '$lib/server/db/seed';
import type { StaffRole } from '$lib/server/db/schema';
import { writeBankJson } from '$lib/server/files/bank-json';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

const sample = readFileSync('src/lib/server/db/sample-bank.json');
const question: Question = {
	type: 'single',
	text: 'Thủ đô của Việt Nam?',
	options: ['Hà Nội', 'Huế'],
	key: 'A',
	...unsaid,
	topic: 'Địa lý',
	level: 'recall'
};

beforeEach(async () => {
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
});

async function user(id: string, role: StaffRole): Promise<StaffUser> {
	await db
		.insertInto('staff_user')
		.values({
			id,
			username: id,
			display_name: id.toUpperCase(),
			role,
			password_hash: null,
			disabled_at: null
		})
		.execute();
	return { id, username: id, displayName: id.toUpperCase(), role };
}

async function bank(owner: string | null = null, title = 'Ngân hàng'): Promise<string> {
	const made = await createBank(db, { title, note: '' }, owner);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

async function add(bankId: string, text: string): Promise<string> {
	const made = await addQuestion(db, bankId, { ...question, text }, null);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

const texts = async (bankId: string) => (await listQuestions(db, bankId)).map((q) => `${q.number} ${q.text}`);

describe('the types of questions', () => {
	it.each([
		{ type: 'multiple', options: ['a', 'b', 'c'], key: 'AC' },
		{ type: 'ordering', options: ['a', 'b', 'c'], key: 'CAB' },
		{ type: 'number', options: [], key: '-3.14±0.01', accepted: ['1234.5'] },
		{ type: 'short', options: [], key: 'x', accepted: ['y'] },
		{ type: 'true_false', options: ['Đúng', 'Sai'], key: 'B' }
	] as const)('[QU1] $type: kept and read back as it was written', async (parts) => {
		const bankId = await bank();
		const { options, accepted = [], ...rest } = { accepted: [], ...parts };
		const written: Question = { ...question, ...rest, options: [...options], accepted: [...accepted] };
		expect((await addQuestion(db, bankId, written, null)).ok).toBe(true);
		expect(await listQuestions(db, bankId)).toEqual([expect.objectContaining(written)]);
	});

	it('[QU1] a question whose key does not fit its type is kept, and not fit to be played', async () => {
		const bankId = await bank();
		const unfit = await addQuestion(db, bankId, { ...question, type: 'ordering', key: 'A' }, null);
		expect(unfit.ok).toBe(true);
		const row = await db.selectFrom('question').select(['fit', 'findings']).executeTakeFirst();
		expect(row).toEqual({ fit: false, findings: ['no_order'] });
	});
});

describe('the sample bank', () => {
	it('is put into an empty database once, also when two processes start at once', async () => {
		await Promise.all([seed(db), seed(db)]);
		const organizer = await user('an', 'organizer');
		const banks = await listBanks(db, organizer);
		expect(banks.map((b) => [b.title, b.questions])).toEqual([
			['Tìm hiểu Nghị quyết Đại hội XIII của Đảng', 69]
		]);
		const content = await bankContent(db, banks[0]?.id ?? '');
		const written = JSON.parse(writeBankJson(content ?? expect.fail())) as { questions: unknown };
		expect(written.questions).toEqual((JSON.parse(sample.toString()) as { questions: unknown }).questions);
	});

	it('does not come back once somebody works here', async () => {
		await user('an', 'administrator');
		await seed(db);
		expect(await db.selectFrom('bank').selectAll().execute()).toEqual([]);
	});
});

describe('who sees which bank', () => {
	it('the list and bankRole say the same for everybody', async () => {
		const people = [
			await user('admin', 'administrator'),
			await user('an', 'organizer'),
			await user('binh', 'organizer'),
			await user('host', 'host'),
			await user('judge', 'judge')
		];
		const mine = await bank('an', 'Của An');
		await setMember(db, mine, 'host', 'reader');
		const everybodys = await bank(null, 'Của mọi người');
		const roles = await Promise.all(
			people.map(async (person) => {
				const listed = await listBanks(db, person);
				const role = (id: string) => listed.find((b) => b.id === id)?.role ?? null;
				expect(await bankRole(db, person, mine)).toBe(role(mine));
				expect(await bankRole(db, person, everybodys)).toBe(role(everybodys));
				return [person.id, role(mine), role(everybodys)];
			})
		);
		expect(roles).toEqual([
			['admin', 'owner', 'owner'],
			['an', 'owner', 'editor'],
			['binh', null, 'editor'],
			['host', 'reader', null],
			['judge', null, null]
		]);
	});

	it('the last owner stays, also when two owners leave at once', async () => {
		await user('an', 'organizer');
		await user('binh', 'organizer');
		const id = await bank('an');
		expect(await setMember(db, id, 'an', 'reader')).toEqual({ ok: false, code: 'bank/last_owner' });
		expect(await setMember(db, id, 'an', null)).toEqual({ ok: false, code: 'bank/last_owner' });
		await setMember(db, id, 'binh', 'owner');
		const left = await Promise.all([setMember(db, id, 'an', null), setMember(db, id, 'binh', null)]);
		expect(left.filter((r) => r.ok)).toHaveLength(1);
		expect(await listMembers(db, id)).toHaveLength(1);
	});

	it('nobody is added who is not there, nor to a bank that is gone', async () => {
		await user('an', 'organizer');
		const id = await bank('an');
		expect(await setMember(db, id, 'x', 'reader')).toEqual({ ok: false, code: 'person/unknown' });
		await deleteBank(db, id);
		expect(await setMember(db, id, 'an', 'reader')).toEqual({ ok: false, code: 'bank/gone' });
	});
});

describe('titles', () => {
	it('are cleaned, and refused when missing or long', async () => {
		expect(await createBank(db, { title: ' \n', note: '' }, null)).toEqual({
			ok: false,
			code: 'bank/title_missing'
		});
		const id = await bank(null, '  Luật   Thanh niên ');
		expect(await renameBank(db, id, { title: 'x'.repeat(201), note: '' })).toEqual({
			ok: false,
			code: 'bank/title_long'
		});
		expect((await bankContent(db, id))?.title).toBe('Luật Thanh niên');
	});
});

describe('questions', () => {
	it('what is more than a screen can take is not saved; what is, is in NFC', async () => {
		const id = await bank();
		const excess = await addQuestion(db, id, { ...question, topic: 'x'.repeat(201) }, null);
		expect(excess).toMatchObject({
			ok: false,
			code: 'question/unfit',
			problems: [{ code: 'too_long', field: 'topic' }]
		});
		await add(id, 'Thủ đô?'.normalize('NFD'));
		expect(await texts(id)).toEqual(['1 Thủ đô?']);
		expect((await listQuestions(db, id))[0]).toMatchObject({ ...question, text: 'Thủ đô?', version: 1 });
	});

	it('a second editor is told, not overwritten; of two at once one wins', async () => {
		await user('an', 'organizer');
		const bankId = await bank();
		const at = { bankId, id: await add(bankId, 'Cũ?'), version: 1 };
		const [a, b] = await Promise.all([
			editQuestion(db, at, { ...question, text: 'Của An?' }, 'an'),
			editQuestion(db, at, { ...question, text: 'Cũng của An?' }, 'an')
		]);
		expect([a.ok, b.ok].sort()).toEqual([false, true]);
		const saved = (await listQuestions(db, bankId))[0];
		expect(saved?.version).toBe(2);
		expect(a.ok ? b : a).toEqual({ ok: false, code: 'question/changed', current: saved, by: 'AN' });
		expect(await deleteQuestions(db, bankId, { ids: [at.id] }, 'an')).toMatchObject({ n: 1 });
		expect(await editQuestion(db, { ...at, version: 2 }, question, null)).toEqual({
			ok: false,
			code: 'question/gone'
		});
	});

	it('a question of another bank is out of reach', async () => {
		const [mine, other] = [await bank(), await bank()];
		const id = await add(other, 'Khác?');
		const at = { bankId: mine, id, version: 1 };
		expect(await editQuestion(db, at, question, null)).toMatchObject({ code: 'question/gone' });
		expect(await deleteQuestions(db, mine, { ids: [id] }, null)).toMatchObject({ n: 0 });
		const own = await add(mine, 'Của tôi?');
		expect(await moveQuestions(db, mine, [own], id, 'before')).toMatchObject({ code: 'question/gone' });
		await moveQuestions(db, mine, [id], own, 'before');
		expect(await texts(other)).toEqual(['1 Khác?']);
	});

	it('numbers stay without gaps when questions are moved, deleted and added at once', async () => {
		const id = await bank();
		const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => add(id, text)));
		expect((await texts(id)).map((t) => t[0])).toEqual(['1', '2', '3', '4', '5']);
		const all = await listQuestions(db, id);
		await Promise.all([
			moveQuestions(db, id, [all[0]?.id ?? ''], all[3]?.id ?? '', 'behind'),
			moveQuestions(db, id, [all[4]?.id ?? ''], all[1]?.id ?? '', 'before'),
			deleteQuestions(db, id, { ids: [all[2]?.id ?? ''] }, null),
			add(id, 'f')
		]);
		const after = await listQuestions(db, id);
		expect(after.map((q) => q.number)).toEqual([1, 2, 3, 4, 5]);
		expect(new Set(after.map((q) => q.id)).size).toBe(ids.length);
	});

	it('moves before and behind others', async () => {
		const id = await bank();
		for (const text of ['a', 'b', 'c']) await add(id, text);
		const [a = '', b = '', c = ''] = (await listQuestions(db, id)).map((q) => q.id);
		await moveQuestions(db, id, [a], b, 'behind');
		expect(await texts(id)).toEqual(['1 b', '2 a', '3 c']);
		await moveQuestions(db, id, [c, a], b, 'before');
		expect(await texts(id)).toEqual(['1 a', '2 c', '3 b']);
	});
});

describe('versions', () => {
	const versions = async () =>
		(
			await db
				.selectFrom('question_version')
				.select(['version', 'how', 'by', 'content'])
				.orderBy('id')
				.execute()
		).map(({ content, ...rest }) => ({ ...rest, content: `${content.text} ${content.topic}` }));

	it('whatever changes a question is kept, with who it was', async () => {
		await user('an', 'organizer');
		const bankId = await bank();
		const id = await add(bankId, 'Cũ?');
		const learnt = await editQuestion(db, { bankId, id, version: 1 }, question, 'an', 'learnt');
		expect(learnt).toEqual({ ok: true, version: 2 });
		expect(await versions()).toEqual([
			{ version: 1, how: 'written', by: null, content: 'Cũ? Địa lý' },
			{ version: 2, how: 'learnt', by: 'an', content: 'Thủ đô của Việt Nam? Địa lý' }
		]);
		const [kept] = await db
			.selectFrom('question_version')
			.select('content')
			.orderBy('id', 'desc')
			.limit(1)
			.execute();
		expect(kept?.content).toEqual(question);
	});

	it('other words make it a draft again; where it is filed does not', async () => {
		const bankId = await bank();
		const id = await add(bankId, 'Cũ?');
		const status = async () => (await listQuestions(db, bankId))[0]?.status;
		await db.updateTable('question').set({ status: 'approved' }).execute();
		const filed = {
			...question,
			text: 'Cũ?',
			topic: 'Khác',
			level: '',
			tags: ['a'],
			seconds: 30,
			note: 'x'
		} as const;
		await editQuestion(db, { bankId, id, version: 1 }, { ...filed, tags: ['a'] }, null);
		expect(await status()).toBe('approved');
		await editQuestion(db, { bankId, id, version: 2 }, { ...filed, tags: ['a'], source: 'Sách' }, null);
		expect(await status()).toBe('draft');
	});
});

describe('import', () => {
	const json = (...questions: object[]) =>
		new TextEncoder().encode(JSON.stringify({ title: 'Tệp', questions }));
	const fit = (text: string) => ({ text, type: 'short_answer', answer: 'x' });

	async function preview(bankId: string | null, bytes: Uint8Array) {
		const there = bankId === null ? [] : await listQuestions(db, bankId);
		const read = await previewImport(bytes, 'x.json', there);
		if (!read.ok) throw new Error(read.code);
		return read;
	}

	it('the preview names what is bad or there already, and saves nothing', async () => {
		const id = await bank();
		await add(id, 'Có rồi?');
		const file = await preview(id, json(fit('Mới?'), fit('CÓ  RỒI'), { text: 'Thiếu?' }, fit('mới')));
		expect(file.drafts.map((d) => d.doubts)).toEqual([
			[],
			[{ code: 'same_in_bank', field: 'text', value: '1' }],
			[{ code: 'no_key', field: 'key' }],
			[{ code: 'same_in_file', field: 'text', value: '1' }]
		]);
		expect(proposedPlaces(file)).toEqual([1]);
		expect(await texts(id)).toEqual(['1 Có rồi?']);
	});

	it('saves what was chosen, behind what is there', async () => {
		const id = await bank();
		await add(id, 'Có rồi?');
		const file = await preview(id, json(fit('Một?'), fit('Hai?'), fit('Có rồi?')));
		expect(await importDrafts(db, { bankId: id }, file, [1, 3], null)).toEqual({
			ok: true,
			bankId: id,
			added: 2,
			updated: 0
		});
		expect(await texts(id)).toEqual(['1 Có rồi?', '2 Một?', '3 Có rồi?']);
	});

	it('a bad one among the chosen, or one that is not in the file: nothing is saved, and no bank is made', async () => {
		const file = await preview(null, json(fit('Một?'), { text: 'Thiếu?' }));
		for (const places of [
			[1, 2],
			[1, 7]
		])
			expect(await importDrafts(db, { create: file }, file, places, null)).toEqual({
				ok: false,
				code: 'import/unfit'
			});
		expect(await importDrafts(db, { create: file }, file, [], null)).toEqual({
			ok: false,
			code: 'import/nothing'
		});
		expect(await importDrafts(db, { create: { title: '', note: '' } }, file, [1], null)).toEqual({
			ok: false,
			code: 'bank/title_missing'
		});
		expect(await db.selectFrom('bank').selectAll().execute()).toEqual([]);
	});

	it('5,000 questions go in at once', async () => {
		const file = await preview(null, json(...Array.from({ length: 5000 }, (_, i) => fit(`Câu ${i}?`))));
		const saved = await importDrafts(db, { create: file }, file, proposedPlaces(file), null);
		expect(saved).toMatchObject({ ok: true, added: 5000 });
	});

	it('a bank that was deleted meanwhile takes nothing', async () => {
		const id = await bank();
		const file = await preview(id, json(fit('Một?')));
		await deleteBank(db, id);
		expect(await importDrafts(db, { bankId: id }, file, [1], null)).toEqual({ ok: false, code: 'bank/gone' });
	});
});
