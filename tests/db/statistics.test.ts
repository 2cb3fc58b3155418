import { afterAll, describe, expect, it } from 'vitest';
import type { StaffUser } from '$lib/server/auth';
import { act } from '$lib/server/contest/act';
import { readAnswers } from '$lib/server/contest/answers';
import { contestDraft, saveDraft } from '$lib/server/contest/contests';
import { addQuestions } from '$lib/server/contest/plan';
import { keepMissedUse, keepQuestionUse } from '$lib/server/contest/question-use';
import { prepareContest } from '$lib/server/contest/prepare';
import { whereUsed } from '$lib/server/contest/where-used';
import { hostActs, liveServer, preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

const people = Array.from({ length: 12 }, (_, i) => i + 1);

/** A contest of two questions, key B, with twelve on the floor: nobody leaves. */
async function contest(): Promise<number> {
	const { id } = await preparedContest(
		database,
		[{}, {}],
		{ registration: 'mixed' },
		{ elimination: 'warmup' }
	);
	const rows = people.map((sbd) => ({
		contest_id: id,
		sbd,
		name: `Bạn ${sbd}`,
		pin: '0000',
		token_hash: null
	}));
	await db.insertInto('contestant').values(rows).execute();
	await prepareContest(db, id, 'test');
	await act(db, id, undefined, async (acting) => acting.do({ type: 'checkIn', sbds: people }, 'test'));
	await hostActs(database, id, { type: 'start' });
	return id;
}

/** Plays a question: who says what. */
async function play(id: number, q: number, says: (sbd: number) => string | null): Promise<void> {
	await hostActs(database, id, { type: 'present', q });
	await hostActs(database, id, { type: 'open' });
	const answers = people.flatMap((sbd) => {
		const value = says(sbd);
		return value === null ? [] : [{ sbd, value }];
	});
	await db
		.insertInto('answer')
		.values(
			answers.map((a) => ({ contest_id: id, question: q, choice_no: 1, received_at: Date.now(), ...a }))
		)
		.execute();
	await hostActs(database, id, { type: 'close' });
	await hostActs(database, id, { type: 'reveal' });
}

/** The first six know both; 7 and 8 say A, and A and nothing; 9 to 12 say C. */
async function played(): Promise<number> {
	const id = await contest();
	await play(id, 1, (sbd) => (sbd <= 6 ? 'B' : sbd <= 8 ? 'A' : 'C'));
	await play(id, 2, (sbd) => (sbd <= 6 ? 'B' : sbd <= 7 ? 'A' : sbd === 8 ? null : 'C'));
	return id;
}

const finish = (id: number) => hostActs(database, id, { type: 'finish' });
const uses = (contestId: number) =>
	db
		.selectFrom('question_use')
		.select(['no', 'judged', 'correct', 'none', 'counts', 'discrimination'])
		.where('contest_id', '=', contestId)
		.orderBy('no')
		.execute();

async function correctTo(id: number, key: string): Promise<void> {
	const answers = await readAnswers(db, id, 1);
	const change = { kind: 'key' as const, key, accepted: [], boardsRight: null };
	const done = await act(db, id, undefined, async (acting) =>
		acting.do(
			{
				type: 'correct',
				turn: 1,
				change,
				reason: 'Đáp án sai',
				sendOff: false,
				seen: { back: [], off: [] },
				answers
			},
			'test'
		)
	);
	expect(done).toMatchObject({ ok: true, value: { ok: true } });
}

describe('how questions proved', () => {
	it('is written when the contest has ended, however often, and not before', async () => {
		const id = await played();
		await keepQuestionUse(db, id);
		expect(await uses(id)).toEqual([]);
		await finish(id);
		await Promise.all([keepQuestionUse(db, id), keepQuestionUse(db, id)]);
		await keepQuestionUse(db, id);
		const rows = await uses(id);
		expect(rows).toMatchObject([
			{ no: 1, judged: 12, correct: 6, none: 0, counts: [2, 6, 4] },
			{ no: 2, judged: 12, correct: 6, none: 1, counts: [1, 6, 4] }
		]);
		for (const { discrimination } of rows) expect(discrimination).toBeCloseTo(1);
	});

	it('[JU1] is written anew when the judges correct a verdict after the end', async () => {
		const id = await played();
		await finish(id);
		await keepQuestionUse(db, id);
		await correctTo(id, 'C');
		await keepMissedUse(db);
		expect((await uses(id))[0]).toMatchObject({ no: 1, correct: 4, counts: [2, 6, 4] });
		expect((await uses(id))[0]?.discrimination).toBeLessThan(0);
	});

	it('is caught up for contests that ended before, but not for rehearsals', async () => {
		const [id, rehearsal] = [await played(), await played()];
		await finish(id);
		await finish(rehearsal);
		await db.updateTable('contest').set({ rehearsal_of: id }).where('id', '=', rehearsal).execute();
		await keepMissedUse(db);
		expect(await uses(id)).toHaveLength(2);
		expect(await uses(rehearsal)).toEqual([]);
		await keepQuestionUse(db, rehearsal);
		expect(await uses(rehearsal)).toEqual([]);
	});

	it('passes over questions that no bank has any more', async () => {
		const id = await played();
		await finish(id);
		const log = await db
			.selectFrom('contest_event')
			.select('data')
			.where('contest_id', '=', id)
			.where('type', '=', 'prepared')
			.orderBy('seq', 'desc')
			.executeTakeFirstOrThrow();
		const [first] = (log.data as { prepared: { questions: { bankId: string }[] } }).prepared.questions;
		await db
			.deleteFrom('question')
			.where('id', '=', first?.bankId ?? '')
			.execute();
		await keepQuestionUse(db, id);
		expect((await uses(id)).map((row) => row.no)).toEqual([2]);
	});

	it('is written by the running server, when a contest ends in it and when it is corrected', async () => {
		const id = await played();
		const server = await liveServer(database);
		try {
			await server.live.contestChanged(id);
			await finish(id);
			await expect.poll(async () => (await uses(id)).map((row) => row.correct)).toEqual([6, 6]);
			await correctTo(id, 'A');
			await expect.poll(async () => (await uses(id)).map((row) => row.correct)).toEqual([2, 6]);
		} finally {
			await server.stop();
		}
	});
});

describe('where a question is used', () => {
	it('tells what came of it to everybody, and which contest will play it to those of that contest', async () => {
		const [finished, coming] = [await played(), await contest()];
		await finish(finished);
		await keepQuestionUse(db, finished);
		const [{ question_id: questionId } = { question_id: '' }] = await db
			.selectFrom('question_use')
			.select('question_id')
			.where('contest_id', '=', finished)
			.where('no', '=', 1)
			.execute();
		await editPlan(coming, questionId);
		const [stranger, judge] = [await user('an'), await user('binh')];
		for (const id of [finished, coming])
			await db
				.insertInto('contest_role')
				.values({ contest_id: id, user_id: judge.id, role: 'judge' })
				.execute();
		const seen = { contestId: finished, judged: 12, right: 6, none: 0, counts: [2, 6, 4] };
		expect(await whereUsed(db, stranger, questionId)).toMatchObject({
			used: [{ ...seen, mayOpen: false }],
			planned: []
		});
		expect(await whereUsed(db, judge, questionId)).toMatchObject({
			used: [{ ...seen, mayOpen: true }],
			planned: [{ id: coming }]
		});
		const admin: StaffUser = { ...stranger, role: 'administrator' };
		expect((await whereUsed(db, admin, questionId)).planned).toMatchObject([{ id: coming }]);
	});
});

async function user(username: string): Promise<StaffUser> {
	const id = await addStaff(db, { username });
	return { id, username, displayName: username, role: 'organizer' };
}

/** Wants one more question. */
async function editPlan(id: number, questionId: string): Promise<void> {
	const draft = await contestDraft(db, id);
	if (!draft) throw new Error('no draft');
	await saveDraft(db, id, { setup: addQuestions(draft.setup, [questionId], { kind: 'main', round: 0 }) });
}
