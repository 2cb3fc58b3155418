import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { everything } from '$lib/bank/filter';
import { unsaid, type Question } from '$lib/bank/question';
import type { StaffUser } from '$lib/server/auth';
import { createBank } from '$lib/server/bank/banks';
import { checkOverview, markNotSame, questionsFound, similarQuestions } from '$lib/server/bank/checks';
import { listVersions, restoreVersion, versionContent } from '$lib/server/bank/history';
import { setMember } from '$lib/server/bank/members';
import { addQuestion, editQuestion, listQuestions } from '$lib/server/bank/questions';
import { recheckQuestions } from '$lib/server/bank/recheck';
import { insertQuestions } from '$lib/server/bank/repository';
import { approveClean, countClean, listReviews, review, reviewChosen } from '$lib/server/bank/review';
import { queueStop, reviewProgress } from '$lib/server/bank/review-queue';
import { tableFacets } from '$lib/server/bank/table';
import { freshDatabase } from '../helpers/postgres';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

const question: Question = {
	type: 'single',
	text: 'Thủ đô của Việt Nam?',
	options: ['Hà Nội', 'Huế'],
	key: 'A',
	...unsaid
};

let an: StaffUser;
let binh: StaffUser;
let bankId: string;

beforeEach(async () => {
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
	[an, binh] = [await user('an'), await user('binh')];
	bankId = await bank(an);
});

async function user(id: string): Promise<StaffUser> {
	const [username, display_name, role] = [id, id.toUpperCase(), 'organizer'] as const;
	const account = { id, username, display_name, role, password_hash: null, disabled_at: null };
	await db.insertInto('staff_user').values(account).execute();
	return { id, username, displayName: display_name, role };
}

async function bank(owner: StaffUser, title = 'Ngân hàng'): Promise<string> {
	const made = await createBank(db, { title, note: '' }, owner.id);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

async function add(part: Partial<Question> = {}, to = bankId): Promise<string> {
	const made = await addQuestion(db, to, { ...question, ...part }, an.id);
	if (!made.ok) throw new Error(made.code);
	return made.id;
}

const unfit = (id: string) =>
	db
		.updateTable('question')
		.set({ key: '', fit: false, findings: '["no_key"]' })
		.where('id', '=', id)
		.execute();
const statuses = async () => (await listQuestions(db, bankId)).map((q) => q.status);

describe('review', () => {
	it('one or many: who, what, when, and in which version', async () => {
		const ids = [await add(), await add({ text: 'Hai?' })];
		const seen = ids.map((id) => ({ id, version: 1 }));
		expect(await review(db, bankId, seen, { status: 'reviewed', remark: '' }, binh.id)).toEqual({
			ok: true,
			done: 2,
			unfit: 0,
			changed: 0
		});
		await review(db, bankId, seen.slice(0, 1), { status: 'approved', remark: ' Tốt. ' }, an.id);
		expect(await statuses()).toEqual(['approved', 'reviewed']);
		expect(await listReviews(db, ids[0] ?? '')).toMatchObject([
			{ status: 'approved', remark: 'Tốt.', by: 'AN', version: 1, own: true },
			{ status: 'reviewed', remark: '', by: 'BINH', version: 1, own: false }
		]);
	});

	it('what is not fit, was changed since, or is of another bank is left and counted', async () => {
		const [bad, changed, other] = [await add(), await add(), await add({}, await bank(an))];
		await unfit(bad);
		await editQuestion(db, { bankId, id: changed, version: 1 }, { ...question, text: 'Mới?' }, an.id);
		const seen = [bad, changed, other].map((id) => ({ id, version: 1 }));
		const judged = await review(db, bankId, seen, { status: 'approved', remark: '' }, an.id);
		expect(judged).toEqual({ ok: true, done: 0, unfit: 1, changed: 2 });
		expect(await statuses()).toEqual(['draft', 'draft']);
		const back = await review(
			db,
			bankId,
			seen.slice(0, 1),
			{ status: 'draft', remark: 'Thiếu đáp án' },
			an.id
		);
		expect(back).toMatchObject({ done: 1 });
	});

	it('all that a filter shows, but what is not fit or was changed after they were seen', async () => {
		const [good, bad, changed] = [await add({ topic: 'Luật' }), await add({ topic: 'Luật' }), await add()];
		await unfit(bad);
		const { at } = await tableFacets(db, bankId);
		await editQuestion(
			db,
			{ bankId, id: changed, version: 1 },
			{ ...question, text: 'Mới?', topic: 'Luật' },
			an.id
		);
		const chosen = { filter: { ...everything, topic: 'Luật' }, except: [] };
		expect(await reviewChosen(db, bankId, chosen, at, 'approved', binh.id)).toEqual({
			ok: true,
			done: 1,
			unfit: 1,
			changed: 1
		});
		expect(await statuses()).toEqual(['approved', 'draft', 'draft']);
		expect(await listReviews(db, good)).toMatchObject([{ status: 'approved', by: 'BINH', own: false }]);
	});

	it('a remark changes nothing, and has to say something', async () => {
		const seen = [{ id: await add(), version: 1 }];
		await review(db, bankId, seen, { status: 'reviewed', remark: '' }, an.id);
		expect(await review(db, bankId, seen, { status: null, remark: ' ' }, an.id)).toMatchObject({
			code: 'review/empty'
		});
		expect(await review(db, bankId, seen, { status: null, remark: 'x'.repeat(1001) }, an.id)).toMatchObject({
			code: 'review/remark_long'
		});
		await review(db, bankId, seen, { status: null, remark: 'Xem lại nguồn' }, an.id);
		expect(await statuses()).toEqual(['reviewed']);
	});

	it('other words make it a draft again', async () => {
		const id = await add();
		await review(db, bankId, [{ id, version: 1 }], { status: 'approved', remark: '' }, binh.id);
		await editQuestion(db, { bankId, id, version: 1 }, { ...question, topic: 'Địa lý' }, an.id);
		expect(await statuses()).toEqual(['approved']);
		await editQuestion(db, { bankId, id, version: 2 }, { ...question, text: 'Thủ đô nước ta?' }, an.id);
		expect(await statuses()).toEqual(['draft']);
	});

	it('all that have no findings are approved at once, as many as were agreed to', async () => {
		const ids = [
			await add(),
			await add({ text: 'Hai?' }),
			await add({ text: 'Năm 1945 có gì?' }),
			await add()
		];
		await unfit(ids[3] ?? '');
		expect(await countClean(db, bankId)).toBe(2);
		expect(await approveClean(db, bankId, 3, an.id)).toEqual({ ok: false, code: 'review/other_number' });
		expect(await approveClean(db, bankId, 2, an.id)).toMatchObject({ ok: true, done: 2 });
		expect(await statuses()).toEqual(['approved', 'approved', 'draft', 'draft']);
		expect(await reviewProgress(db, bankId)).toEqual({ draft: 2, reviewed: 0, approved: 2, clean: 0 });
	});

	it('what the file left open is settled by who reviews, not by who sends it back', async () => {
		const id = await add();
		await db
			.updateTable('question')
			.set({ doubts: JSON.stringify([{ code: 'several_keys', field: 'key' }]) })
			.execute();
		const seen = [{ id, version: 1 }];
		await review(db, bankId, seen, { status: 'draft', remark: 'Hỏi lại' }, an.id);
		expect((await queueStop(db, bankId, 'findings', null))?.doubts).toHaveLength(1);
		await review(db, bankId, seen, { status: 'reviewed', remark: '' }, an.id);
		expect(await queueStop(db, bankId, 'findings', null)).toBeNull();
	});
});

describe('the queue of what is to be reviewed', () => {
	it('goes through the bank in its order, around the end, and leaves out what is approved', async () => {
		const ids = [await add(), await add(), await add()];
		const [first = '', second = '', third = ''] = ids;
		await review(db, bankId, [{ id: second, version: 1 }], { status: 'approved', remark: '' }, an.id);
		const stop = await queueStop(db, bankId, 'open', null);
		expect(stop).toMatchObject({
			question: { id: first, fit: true },
			at: 1,
			of: 2,
			previous: third,
			next: third
		});
		expect(await queueStop(db, bankId, 'open', third)).toMatchObject({ at: 2, previous: first, next: first });
		expect(await queueStop(db, bankId, 'open', second)).toMatchObject({
			at: 0,
			previous: first,
			next: third
		});
		expect(await queueStop(db, bankId, 'all', second)).toMatchObject({ at: 2, of: 3 });
		await approveClean(db, bankId, 2, an.id);
		expect(await queueStop(db, bankId, 'open', null)).toBeNull();
	});
});

describe('findings', () => {
	it('are kept with the question, counted by kind, and listed', async () => {
		await add();
		const told = await add({ text: 'Luật Thanh niên 2020 có mấy điều?' });
		await add({ text: 'Năm 1945 có gì?' });
		const overview = await checkOverview(db, bankId);
		expect(overview.kinds).toEqual([{ code: 'no_source', n: 2 }]);
		expect(await questionsFound(db, bankId, 'no_source', { from: 0, most: 1 })).toMatchObject([{ id: told }]);
		const doubts = [{ code: 'number_repeated' as const, field: 'text' as const, value: '16' }];
		await db
			.updateTable('question')
			.set({ doubts: JSON.stringify(doubts) })
			.where('id', '=', told)
			.execute();
		expect(await questionsFound(db, bankId, 'doubts', { from: 0, most: 5 })).toMatchObject([
			{ id: told, doubts }
		]);
	});

	it('of questions that older rules have looked at are found anew, once', async () => {
		const id = await add({ text: 'Năm 1945 có gì?' });
		await db.updateTable('question').set({ checked: 0, findings: '[]', fit: true }).execute();
		expect(await recheckQuestions(db)).toBe(1);
		expect(await recheckQuestions(db)).toBe(0);
		const row = await db
			.selectFrom('question')
			.select(['findings', 'fit'])
			.where('id', '=', id)
			.executeTakeFirst();
		expect(row).toEqual({ findings: ['no_source'], fit: true });
	});

	it('about the bank as a whole', async () => {
		for (let i = 0; i < 10; i += 1) await add();
		expect((await checkOverview(db, bankId)).bank).toMatchObject([
			{ code: 'letter_often', letter: 'A', n: 10 }
		]);
	});
});

describe('near-duplicates', () => {
	const text = 'Tỷ lệ che phủ rừng của tỉnh Kon Tum đạt bao nhiêu phần trăm?';

	it('inside the bank and across those that one may read', async () => {
		const hidden = await bank(binh, 'Của Bình');
		const one = await add({ text });
		const twin = await add({ text: text.toUpperCase() });
		const third = await add({ text }, hidden);
		const pairs = async () =>
			(await similarQuestions(db, an, bankId)).pairs.map((p) => [p.kind, p.one.id, p.other.id]);
		expect(await pairs()).toEqual([['same', one, twin]]);
		await setMember(db, hidden, an.id, 'reader');
		expect(await pairs()).toEqual([
			['same', one, twin],
			['same', one, third],
			['same', twin, third]
		]);
		expect((await similarQuestions(db, an, bankId)).pairs[1]?.other).toMatchObject({
			bankTitle: 'Của Bình',
			mayEdit: false
		});
	});

	it('somebody says that two are not the same: they are shown no more', async () => {
		const [one, other] = [await add({ text }), await add({ text })];
		const foreign = await bank(binh);
		expect(await markNotSame(db, foreign, { one, other }, binh.id)).toMatchObject({ code: 'question/gone' });
		expect(await markNotSame(db, bankId, { one: other, other: one }, an.id)).toEqual({ ok: true });
		expect(await markNotSame(db, bankId, { one, other }, an.id)).toEqual({ ok: true });
		expect(await similarQuestions(db, an, bankId)).toEqual({
			pairs: [],
			counts: { same: 0, other_answer: 0, alike: 0 }
		});
	});

	it('in 10,000 questions; other work is done meanwhile', async () => {
		const texts = Array.from({ length: 5000 }, () => `Ai tìm ra ${randomUUID().replaceAll('-', ' ')}?`);
		const all = [...texts, ...texts].map((t) => ({ externalId: '', question: { ...question, text: t } }));
		await db.transaction().execute((tx) => insertQuestions(tx, bankId, all, 'imported', an.id));
		let others = 0;
		const other = setInterval(() => (others += 1), 1);
		const found = await similarQuestions(db, an, bankId);
		clearInterval(other);
		expect(found.counts.same).toBe(5000);
		expect(found.pairs).toHaveLength(50);
		expect(others).toBeGreaterThan(10);
	});
});

describe('history', () => {
	it('every version with who made it and how; an earlier one can be restored as a new one', async () => {
		const id = await add();
		await editQuestion(db, { bankId, id, version: 1 }, { ...question, text: 'Mới?', key: 'B' }, binh.id);
		await review(db, bankId, [{ id, version: 2 }], { status: 'approved', remark: '' }, an.id);
		const [, first] = await listVersions(db, id);
		expect(first).toMatchObject({ version: 1, how: 'written', by: 'AN' });
		const restored = await restoreVersion(db, { bankId, id, version: 2 }, first?.id ?? 0, binh.id);
		expect(restored).toEqual({ ok: true, version: 3 });
		expect(await listQuestions(db, bankId)).toMatchObject([{ ...question, version: 3, status: 'draft' }]);
		expect(await listVersions(db, id)).toMatchObject([
			{ version: 3, how: 'restored', by: 'BINH' },
			{ version: 2, how: 'written', by: 'BINH' },
			{ version: 1, how: 'written', by: 'AN' }
		]);
	});

	it('is not restored over what somebody saved meanwhile, nor from another question', async () => {
		const [id, other] = [await add(), await add({ text: 'Khác?' })];
		await editQuestion(db, { bankId, id, version: 1 }, { ...question, text: 'Mới?' }, binh.id);
		const [, first] = await listVersions(db, id);
		const late = await restoreVersion(db, { bankId, id, version: 1 }, first?.id ?? 0, an.id);
		expect(late).toMatchObject({ code: 'question/changed', by: 'BINH' });
		expect(await versionContent(db, other, first?.id ?? 0)).toBeUndefined();
	});

	it('what an older version could not say yet is unsaid', async () => {
		const id = await add();
		await db
			.updateTable('question_version')
			.set({ content: sql`content - 'tags' - 'media'` })
			.execute();
		const [only] = await listVersions(db, id);
		expect(await versionContent(db, id, only?.id ?? 0)).toEqual(question);
	});
});
