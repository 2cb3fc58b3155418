import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Rules } from '$lib/contest/rules';
import type { StaffUser } from '$lib/server/auth';
import { contestRole } from '$lib/server/auth';
import { act } from '$lib/server/contest/act';
import { changeRules, rulesInPlay } from '$lib/server/contest/change-rules';
import { contestDraft, createContest, deleteContest, listContests } from '$lib/server/contest/contests';
import { editDraft } from '$lib/server/contest/draft';
import { draftMarks, editPart } from '$lib/server/contest/draft-parts';
import { draftFindings } from '$lib/server/contest/findings';
import { listContestMembers, setContestMember } from '$lib/server/contest/members';
import { addQuestions } from '$lib/server/contest/plan';
import { changedSincePrepared, prepareContest } from '$lib/server/contest/prepare';
import { drawableQuestions } from '$lib/server/contest/questions';
import { contestResults } from '$lib/server/contest/results';
import { takeSeats } from '$lib/server/contest/seats';
import type { StaffRole } from '$lib/server/db/schema';
import { hostActs, preparedContest } from '../helpers/live';
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

const newContest = async (createdBy: string | null = null) =>
	(await createContest(db, { title: 'Cuộc thi', createdBy })).id;

/** A bank with questions, those marked `bad` without a key. */
async function bank(owner: string | null, questions: { id: string; bad?: boolean }[]): Promise<string> {
	const id = randomUUID();
	await db.insertInto('bank').values({ id, title: 'Ngân hàng', created_by: owner }).execute();
	if (owner)
		await db.insertInto('bank_role').values({ bank_id: id, user_id: owner, role: 'owner' }).execute();
	await db
		.insertInto('question')
		.values(
			questions.map((q, position) => ({
				id: q.id,
				bank_id: id,
				position,
				external_id: null,
				type: 'single' as const,
				text: `Câu ${q.id}?`,
				options: JSON.stringify(['Một', 'Hai']),
				key: q.bad ? '' : 'A',
				accepted: '[]',
				topic: q.id,
				updated_by: null
			}))
		)
		.execute();
	return id;
}

const main = { kind: 'main', round: 0 } as const;
const setupOf = async (id: number) => {
	const draft = await contestDraft(db, id);
	if (!draft) throw new Error('no draft');
	return draft.setup;
};

describe('the draft', () => {
	it('keeps what two people change in it at the same moment', async () => {
		const id = await newContest();
		const edits = Array.from({ length: 20 }, (_, i) =>
			editDraft(db, id, (setup) => ({ ...setup, units: [...setup.units, `Đơn vị ${i}`] }))
		);
		await Promise.all([...edits, editDraft(db, id, (setup) => ({ ...setup, organizer: 'Đoàn' }), 'Tên mới')]);
		const draft = await contestDraft(db, id);
		expect(draft?.setup.units).toHaveLength(20);
		expect(draft?.setup.organizer).toBe('Đoàn');
		expect(draft?.title).toBe('Tên mới');
	});

	it('is left alone when the change is refused, or goes beyond the limits', async () => {
		const id = await newContest();
		const before = await setupOf(id);
		const refused = { ok: false, code: 'setup/last_round' } as const;
		expect(await editDraft<'setup/last_round'>(db, id, () => refused, 'x')).toEqual(refused);
		const units = Array.from({ length: 2001 }, (_, i) => `Đơn vị ${i}`);
		expect(await editDraft(db, id, (setup) => ({ ...setup, units }))).toEqual({
			ok: false,
			code: 'setup/too_much'
		});
		expect(await setupOf(id)).toEqual(before);
		expect((await contestDraft(db, id))?.title).toBe('Cuộc thi');
		expect(await editDraft(db, 0, (setup) => setup)).toEqual({ ok: false, code: 'contest/unknown' });
	});

	it('keeps what somebody else has changed in a part since the form for it was made', async () => {
		const id = await newContest();
		const marks = async () => {
			const draft = await contestDraft(db, id);
			if (!draft) throw new Error('no draft');
			return draftMarks(draft);
		};
		const made = await marks();
		const rules = (seen: string, change: Partial<Rules>) =>
			editPart(db, id, 'rules', seen, (setup) => ({ ...setup, rules: { ...setup.rules, ...change } }));
		expect(await rules(made.rules, { capacity: 7 })).toEqual({ ok: true });
		const now = (await marks()).rules;
		expect(await rules(made.rules, { readingSeconds: 9 })).toEqual({
			ok: false,
			code: 'setup/changed',
			over: now
		});
		expect((await setupOf(id)).rules).toMatchObject({ capacity: 7, readingSeconds: 0 });
		// The other parts are as they were, and so is whoever saves what is there already.
		expect(await editPart(db, id, 'awards', made.awards, (setup) => ({ ...setup, awards: [] }))).toEqual({
			ok: true
		});
		expect(await rules(made.rules, { capacity: 7 })).toEqual({ ok: true });
		expect(await rules(now, { readingSeconds: 9 })).toEqual({ ok: true });

		const title = (seen: string, to: string) => editPart(db, id, 'general', seen, (setup) => setup, to);
		expect(await title(made.general, 'Một')).toEqual({ ok: true });
		expect(await title(made.general, 'Hai')).toMatchObject({ ok: false, code: 'setup/changed' });
		expect((await contestDraft(db, id))?.title).toBe('Một');
	});

	it('is closed from the start of the contest on, and the contest can’t be deleted any more', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'mixed' });
		expect((await editDraft(db, id, (setup) => setup)).ok).toBe(true);
		await db.updateTable('contest').set({ phase: 'running' }).where('id', '=', id).execute();
		expect(await editDraft(db, id, (setup) => setup)).toEqual({ ok: false, code: 'contest/started' });
		expect(await deleteContest(db, id)).toBe(false);
		await db.updateTable('contest').set({ phase: 'lobby' }).where('id', '=', id).execute();
		expect(await deleteContest(db, id)).toBe(true);
		expect(await deleteContest(db, id)).toBe(false);
	});

	it('rules of a running contest change between two questions only, with the reason in the log', async () => {
		const { id } = await preparedContest(database, [{}, {}], { registration: 'mixed', readingSeconds: 0 });
		const change = async (readingSeconds: number) =>
			await changeRules(
				db,
				id,
				(rules) => ({ ...rules, readingSeconds, registration: 'open', boards: 'paper', signals: true }),
				'Loa hỏng',
				'staff:lan'
			);
		expect(await change(9)).toEqual({ ok: false, code: 'contest/not_running' });
		await takeSeats(db, id, undefined, [{ by: 'name', name: 'An', unit: '', secret: 'x'.repeat(32) }]);
		await hostActs(database, id, { type: 'start' });
		expect(await change(9)).toEqual({ ok: true });
		expect(await rulesInPlay(db, id)).toMatchObject({
			readingSeconds: 9,
			registration: 'mixed',
			boards: 'phones',
			signals: false
		});
		const last = await db
			.selectFrom('contest_event')
			.select(['type', 'actor', 'data'])
			.where('contest_id', '=', id)
			.orderBy('seq', 'desc')
			.executeTakeFirst();
		expect(last).toMatchObject({ type: 'rulesChanged', actor: 'staff:lan', data: { reason: 'Loa hỏng' } });
		await hostActs(database, id, { type: 'present', q: 1 });
		expect(await change(3)).toEqual({ ok: false, code: 'question/unfinished' });
		expect((await rulesInPlay(db, id))?.readingSeconds).toBe(9);
	});

	it('[QU4] tells when the waiting room does not have the latest, be it of the draft or of a question', async () => {
		const { id } = await preparedContest(database, [{}, { kind: 'bell' }]);
		const behind = async () => {
			const draft = await contestDraft(db, id);
			return draft && (await changedSincePrepared(db, draft));
		};
		expect(await behind()).toBe(false);
		await editDraft(db, id, (setup) => ({ ...setup, rules: { ...setup.rules, readingSeconds: 9 } }));
		expect(await behind()).toBe(true);
		expect((await prepareContest(db, id, 'test')).ok).toBe(true);
		expect(await behind()).toBe(false);
		await db.updateTable('question').set({ text: 'Sửa lại?' }).execute();
		expect(await behind()).toBe(true);
		await db.deleteFrom('question').execute();
		expect(await behind()).toBe(true);
	});
});

describe('questions from banks', () => {
	it('draws from a bank only for those who may see it, and only what is fit', async () => {
		const [owner, other, admin] = [await user('an'), await user('binh'), await user('chi', 'administrator')];
		const id = await bank(owner.id, [{ id: 'a' }, { id: 'b', bad: true }]);
		const any = { approvedOnly: false };
		const drawn = async (who: StaffUser) =>
			(await drawableQuestions(db, who, id, any))?.map((q) => q.id) ?? null;
		expect(await drawn(owner)).toEqual(['a']);
		expect(await drawn(admin)).toEqual(['a']);
		expect(await drawn(other)).toBeNull();
		expect(await drawableQuestions(db, owner, 'none', any)).toBeNull();
	});

	it('finds questions that are gone or not fit, and a roster that is too long', async () => {
		await bank(null, [{ id: 'a' }, { id: 'b', bad: true }]);
		const id = await newContest();
		await editDraft(db, id, (setup) => addQuestions(setup, ['a', 'b', 'gone'], main));
		await editDraft(db, id, (setup) => ({ ...setup, rules: { ...setup.rules, capacity: 1 } }));
		const people = [1, 2, 3].map((sbd) => ({
			contest_id: id,
			sbd,
			name: 'A',
			pin: '0000',
			token_hash: null
		}));
		await db.insertInto('contestant').values(people).execute();
		const draft = await contestDraft(db, id);
		const found = draft && (await draftFindings(db, draft));
		expect(found?.contestants).toBe(3);
		expect(found?.findings.flatMap((f) => (f.weight === 'stop' ? [[f.code, f.n]] : []))).toEqual([
			['question_gone', 1],
			['question_unfit', 1],
			['over_capacity', 2]
		]);
	});
});

describe('who may do what in a contest', () => {
	it('shows a contest to those with a role in it, and all to administrators', async () => {
		const [owner, guest, stranger] = [await user('an'), await user('binh', 'judge'), await user('chi')];
		const admin = await user('dung', 'administrator');
		const id = await newContest(owner.id);
		await setContestMember(db, id, guest.id, 'judge');
		const seen = async (who: StaffUser) => (await listContests(db, who)).map((c) => c.role);
		expect([await seen(owner), await seen(guest), await seen(stranger), await seen(admin)]).toEqual([
			['manager'],
			['judge'],
			[],
			['manager']
		]);
		expect(await contestRole(db, stranger, id)).toBeNull();
	});

	it('keeps a manager, however two take the role from each other', async () => {
		const [a, b] = [await user('an'), await user('binh')];
		const id = await newContest(a.id);
		expect(await setContestMember(db, id, a.id, null)).toEqual({ ok: false, code: 'contest/last_manager' });
		expect(await setContestMember(db, id, a.id, 'host')).toEqual({ ok: false, code: 'contest/last_manager' });
		expect(await setContestMember(db, id, 'nobody', 'host')).toEqual({ ok: false, code: 'person/unknown' });
		await setContestMember(db, id, b.id, 'manager');
		const both = await Promise.all([
			setContestMember(db, id, a.id, 'judge'),
			setContestMember(db, id, b.id, 'judge')
		]);
		expect(both.filter((done) => done.ok)).toHaveLength(1);
		const roles = (await listContestMembers(db, id)).map((member) => member.role);
		expect(roles.toSorted()).toEqual(['judge', 'manager']);
	});
});

describe('results', () => {
	it('[BE4] [EL6] are there after the end, with names and the line of each question', async () => {
		const { id } = await preparedContest(database, [{ text: 'Câu duy nhất?' }], { registration: 'mixed' });
		const people = ['An', 'Bình'].map((name, i) => ({
			contest_id: id,
			sbd: i + 1,
			name,
			unit: '10A1',
			pin: '0000',
			token_hash: null
		}));
		await db.insertInto('contestant').values(people).execute();
		await prepareContest(db, id, 'test');
		await act(db, id, undefined, async (acting) => acting.do({ type: 'checkIn', sbds: [1, 2] }, 'test'));
		for (const type of ['start', 'open', 'close', 'reveal', 'finish'] as const) {
			if (type === 'open') expect((await hostActs(database, id, { type: 'present', q: 1 })).ok).toBe(true);
			if (type === 'close')
				await db
					.insertInto('answer')
					.values({ contest_id: id, question: 1, sbd: 2, value: 'B', choice_no: 1, received_at: Date.now() })
					.execute();
			expect(await contestResults(db, id)).toBeNull();
			expect((await hostActs(database, id, { type })).ok).toBe(true);
		}
		const results = await contestResults(db, id);
		expect(results?.ranking).toMatchObject([
			{ rank: 1, sbd: 2, name: 'Bình', unit: '10A1', correct: 1 },
			{ rank: 2, sbd: 1, name: 'An', correct: 0 }
		]);
		expect(results?.questions).toMatchObject([{ text: 'Câu duy nhất?', judged: 2, right: 1, left: 1 }]);
		expect(results?.bellRinger).toBeNull();
		expect(results?.startedWith).toBe(2);
	});
});
