import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Level, ReviewStatus } from '$lib/bank/question';
import type { StaffUser } from '$lib/server/auth';
import { contestDraft, createContest } from '$lib/server/contest/contests';
import { editDraft } from '$lib/server/contest/draft';
import { drawPool, takeable, type Drawer } from '$lib/server/contest/draw-pool';
import { draftFindings } from '$lib/server/contest/findings';
import { addQuestions } from '$lib/server/contest/plan';
import { prepareContest } from '$lib/server/contest/prepare';
import { drawableQuestions, shownQuestions } from '$lib/server/contest/questions';
import type { ContestPhase, StaffRole } from '$lib/server/db/schema';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

beforeEach(async () => {
	await db.deleteFrom('contest').execute();
	await db.deleteFrom('bank').execute();
	await db.deleteFrom('staff_user').execute();
});

async function user(username: string, role: StaffRole = 'organizer'): Promise<StaffUser> {
	return { id: await addStaff(db, { username, role }), username, displayName: username, role };
}

interface Made {
	id: string;
	level?: Level;
	status?: ReviewStatus;
	deleted?: boolean;
	unfit?: boolean;
	tags?: string[];
}

async function bank(owner: string, questions: Made[]): Promise<string> {
	const id = randomUUID();
	await db.insertInto('bank').values({ id, title: 'Ngân hàng', created_by: owner }).execute();
	await db.insertInto('bank_role').values({ bank_id: id, user_id: owner, role: 'owner' }).execute();
	for (const [i, made] of questions.entries()) {
		await db
			.insertInto('question')
			.values({
				id: made.id,
				bank_id: id,
				position: i + 1,
				external_id: null,
				type: 'single',
				text: `Câu ${made.id}?`,
				options: JSON.stringify(['Một', 'Hai']),
				key: made.unfit ? '' : 'A',
				accepted: '[]',
				topic: 'Luật',
				level: made.level ?? '',
				tags: JSON.stringify(made.tags ?? []),
				status: made.status ?? 'draft',
				fit: !made.unfit,
				updated_by: null
			})
			.execute();
		if (made.deleted)
			await db.updateTable('question').set({ deleted_at: new Date() }).where('id', '=', made.id).execute();
	}
	return id;
}

/** A contest whose plan has these questions. */
async function contest(planned: string[] = [], phase: ContestPhase = 'draft'): Promise<number> {
	const { id } = await createContest(db, { title: 'Hội thi', createdBy: null });
	await editDraft(db, id, (setup) => addQuestions(setup, planned, { kind: 'main', round: 0 }));
	await db.updateTable('contest').set({ phase }).where('id', '=', id).execute();
	return id;
}

async function drawer(who: StaffUser, contestId: number): Promise<Drawer> {
	const draft = await contestDraft(db, contestId);
	if (!draft) throw new Error('no draft');
	return { user: who, contestId, setup: draft.setup };
}

const approved = (id: number) => editDraft(db, id, (setup) => ({ ...setup, approvedOnly: true }));
const used = (question: string, contestId: number, at: string, judged: number, correct: number) =>
	db
		.insertInto('question_use')
		.values({
			question_id: question,
			contest_id: contestId,
			no: 1,
			played_at: new Date(at),
			judged,
			correct,
			none: 0,
			counts: '[]',
			discrimination: null
		})
		.execute();

describe('what may be drawn', () => {
	it('is fit, not deleted, not in the contest yet, and of a bank that the user may see', async () => {
		const [owner, stranger] = [await user('an'), await user('binh')];
		const own = await bank(owner.id, [
			{ id: 'a', level: 'recall', tags: ['Đoàn'] },
			{ id: 'b' },
			{ id: 'deleted', deleted: true },
			{ id: 'unfit', unfit: true }
		]);
		const id = await contest(['b']);
		const pool = await drawPool(db, await drawer(owner, id), [own, 'none']);
		expect(pool).toEqual([
			{
				id: 'a',
				topic: 'Luật',
				level: 'recall',
				tags: ['Đoàn'],
				approved: false,
				lastUsed: null,
				share: null,
				elsewhere: false
			}
		]);
		expect(await drawPool(db, await drawer(stranger, id), [own])).toEqual([]);
		expect(await takeable(db, await drawer(owner, id), ['b', 'gone', 'a', 'deleted', 'unfit'])).toEqual([
			'a'
		]);
		expect(await takeable(db, await drawer(stranger, id), ['a'])).toEqual([]);
	});

	it('says when a question was used last, how many knew it, and whether another contest wants it', async () => {
		const owner = await user('an');
		const own = await bank(owner.id, [{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
		const [first, second] = [await contest(['a'], 'finished'), await contest(['a'], 'finished')];
		await used('a', first, '2026-03-26', 40, 10);
		await used('a', second, '2026-09-02', 10, 5);
		await contest(['b']);
		const rehearsal = await contest(['c']);
		await db.updateTable('contest').set({ rehearsal_of: first }).where('id', '=', rehearsal).execute();
		const id = await contest();
		const pool = await drawPool(db, await drawer(owner, id), [own]);
		expect(pool).toMatchObject([
			{ id: 'a', lastUsed: new Date('2026-09-02').getTime(), share: 0.3, elsewhere: false },
			{ id: 'b', lastUsed: null, share: null, elsewhere: true },
			{ id: 'c', elsewhere: false }
		]);
		const shown = await shownQuestions(db, ['a', 'b', 'gone']);
		expect([...shown.keys()].toSorted()).toEqual(['a', 'b']);
		expect(shown.get('a')).toMatchObject({ share: 0.3, lastUsed: new Date('2026-09-02'), answer: 'Một' });
	});
});

describe('a contest that takes approved questions only', () => {
	it('is offered no others', async () => {
		const owner = await user('an');
		const own = await bank(owner.id, [
			{ id: 'a' },
			{ id: 'b', status: 'reviewed' },
			{ id: 'c', status: 'approved' }
		]);
		const id = await contest();
		await approved(id);
		const who = await drawer(owner, id);
		expect((await drawPool(db, who, [own])).map((q) => q.id)).toEqual(['c']);
		expect((await drawableQuestions(db, owner, own, who.setup))?.map((q) => q.id)).toEqual(['c']);
		expect(await takeable(db, who, ['a', 'b', 'c'])).toEqual(['c']);
	});

	it('finds those that are not, and does not open with them', async () => {
		const owner = await user('an');
		const own = await bank(owner.id, [
			{ id: 'a' },
			{ id: 'b', status: 'reviewed' },
			{ id: 'c', status: 'approved' }
		]);
		const id = await contest(['a', 'b', 'c']);
		expect(await prepareContest(db, id, 'test')).toEqual({ ok: true });
		await approved(id);
		const draft = await contestDraft(db, id);
		const found = draft && (await draftFindings(db, draft));
		expect(found?.findings).toContainEqual({
			weight: 'stop',
			part: 'questions',
			code: 'question_not_approved',
			n: 2,
			name: ''
		});
		expect(found?.unapproved.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
			{ id: 'a', bankId: own, text: 'Câu a?' },
			{ id: 'b', bankId: own, text: 'Câu b?' }
		]);
		expect(await prepareContest(db, id, 'test')).toEqual({
			ok: false,
			code: 'contest/question_not_approved',
			n: 2
		});
		await db.updateTable('question').set({ status: 'approved' }).execute();
		expect(await prepareContest(db, id, 'test')).toEqual({ ok: true });
	});

	it('is what an older draft is not', async () => {
		const id = await contest();
		await db
			.updateTable('contest')
			.set((e) => ({
				setup: e.fn<string>('jsonb_set', [e.ref('setup'), e.val('{approvedOnly}'), e.val('null')])
			}))
			.where('id', '=', id)
			.execute();
		expect((await contestDraft(db, id))?.setup.approvedOnly).toBe(false);
	});
});
