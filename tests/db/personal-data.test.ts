import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { appeal } from '$lib/server/contest/appeals';
import { createContest, deleteContest } from '$lib/server/contest/contests';
import { foldFrom } from '$lib/server/contest/log';
import { contestMinutes } from '$lib/server/contest/minutes';
import { joinAudience } from '$lib/server/contest/onlookers';
import { cardCode } from '$lib/server/contest/pins';
import { contestResults } from '$lib/server/contest/results';
import { noteAbsences } from '$lib/server/contest/signals';
import { cardSecret, seatsOfTokens, takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { eraseDue, eraseEverybody, erasePerson, erasuresOf } from '$lib/server/people/erasure';
import { findPeople } from '$lib/server/people/find';
import { dueAt, keptData, setKeeping } from '$lib/server/people/keeping';
import { privacyNotice } from '$lib/server/people/notice';
import { personData } from '$lib/server/people/person-data';
import { addContestants, listRoster } from '$lib/server/people/roster';
import { rehearsalOf, startRehearsal } from '$lib/server/rehearsal/rehearsals';
import { operator } from '../helpers/cli';
import { hostActs, preparedContest } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

let by: string;
beforeEach(async () => {
	await db.deleteFrom('contest').execute();
	await db.deleteFrom('staff_user').execute();
	by = await addStaff(db, { username: 'lan' });
});

/** Names that occur nowhere else. */
const her = 'Hoàng Thị Chim Yến';
const other = 'Đặng Văn Sơn Ca';
const watcher = 'Lý Thị Hoạ Mi';
const words = 'Em là Chim Yến, lớp 10A1, em thấy đáp án sai.';

/** Every row of every table there is, as the database writes it. */
async function dump(): Promise<string> {
	const { rows: tables } = await sql<{ name: string }>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
	expect(tables.length).toBeGreaterThan(20);
	const texts = await Promise.all(
		tables.map(({ name }) =>
			sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)
		)
	);
	return texts.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
}

const audience = { joins: true, eliminatedPlay: false, lifeline: false };

/** A contest that was played to its end: she won, appealed, and had somebody who watched. */
async function played() {
	const { id, code } = await preparedContest(database, [{ type: 'short' }, { kind: 'bell' }], { audience });
	const joins = [her, other].map((name) => ({
		by: 'name' as const,
		name,
		unit: '10A1',
		secret: randomUUID()
	}));
	const seats = await takeSeats(db, id, undefined, joins);
	const [onlooker] = await joinAudience(db, id, await foldFrom(db, id), [
		{ by: 'audience', name: watcher, secret: randomUUID() }
	]);
	const act = async (command: Parameters<typeof hostActs>[2]) =>
		expect(await hostActs(database, id, command)).toEqual({ ok: true });
	await act({ type: 'start' });
	await act({ type: 'present', q: 1 });
	await act({ type: 'open' });
	const [floor, along] = [
		new AnswerBatch(database.answers, id, 'answer'),
		new AnswerBatch(database.answers, id, 'along_answer')
	];
	await noteAbsences(db, id, [{ sbd: 1, q: 1, times: 2, ms: 4500 }]);
	const answer = { q: 1, choiceNo: 1, receivedAt: Date.now() };
	await floor.put({ ...answer, player: 1, value: 'A' });
	await floor.put({ ...answer, player: 2, value: 'B' });
	await along.put({ ...answer, player: -1, value: 'B' });
	await act({ type: 'close' });
	await act({ type: 'reveal' });
	expect(await appeal(db, id, await foldFrom(db, id), 1, { turn: 1, text: words })).toEqual({ ok: true });
	await act({ type: 'finish' });
	const token = seats[0]?.ok ? seats[0].token : '';
	return { id, code, token, onlooker };
}

const lastEvent = async (id: number) => {
	const { at } = await db
		.selectFrom('contest_event')
		.select((e) => e.fn.max('at').as('at'))
		.where('contest_id', '=', id)
		.executeTakeFirstOrThrow();
	return new Date(at);
};

describe('erasing one person', () => {
	it('leaves her name and her words nowhere, and the record whole; the others stay', async () => {
		const { id } = await played();
		const before = await dump();
		for (const text of [her, other, watcher, words]) expect(before).toContain(text);

		expect(await erasePerson(db, id, 1, 'guardian', by)).toEqual({ ok: true });
		const after = await dump();
		expect(after).not.toContain('Yến');
		for (const text of [other, watcher]) expect(after).toContain(text);
		expect((await verifyContest(db, id)).problems).toEqual([]);
		const results = await contestResults(db, id);
		expect(results?.ranking.map(({ sbd, name }) => [sbd, name])).toEqual([
			[2, other],
			[1, '']
		]);
		const minutes = await contestMinutes(db, id);
		expect(minutes?.appeals).toMatchObject([{ no: 1, sbd: 1 }]);
		expect(minutes?.appealTexts).toEqual({});
		expect(await erasuresOf(db, id)).toEqual([
			{ player: 1, why: 'guardian', by: 'Tên lan', at: expect.any(Date) }
		]);
		expect(await erasePerson(db, id, 1, 'asked', by)).toEqual({ ok: false, code: 'erasure/nobody' });
	});

	it('somebody of the audience likewise', async () => {
		const { id } = await played();
		expect(await erasePerson(db, id, -1, 'asked', null)).toEqual({ ok: true });
		const after = await dump();
		expect(after).not.toContain('Hoạ Mi');
		expect(after).toContain(her);
		expect((await contestResults(db, id))?.audience).toMatchObject({ players: 1, top: [{ name: '' }] });
		expect(await erasePerson(db, id, -2, 'asked', null)).toEqual({ ok: false, code: 'erasure/nobody' });
	});

	it('opens her seat to nobody: not by token, PIN, an empty PIN, card or her first request', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'mixed' });
		const secret = randomUUID();
		const [seat] = await takeSeats(db, id, undefined, [{ by: 'name', name: her, unit: '', secret }]);
		if (!seat?.ok) throw new Error('no seat');
		expect(await erasePerson(db, id, 1, 'asked', by)).toEqual({ ok: true });
		expect(await seatsOfTokens(db, id, [seat.token])).toEqual([null]);
		const card = cardCode(await cardSecret(db, id), 1);
		const refused = { ok: false, code: 'join/wrong_proof' };
		expect(
			await takeSeats(db, id, undefined, [
				{ by: 'pin', sbd: 1, pin: seat.seat.pin },
				{ by: 'pin', sbd: 1, pin: '' },
				{ by: 'card', card }
			])
		).toEqual([refused, refused, refused]);
		// She may come again, as anybody: with a number of her own.
		expect(await takeSeats(db, id, undefined, [{ by: 'name', name: her, unit: '', secret }])).toMatchObject([
			{ ok: true, seat: { sbd: 2 } }
		]);
	});

	it('from a list that nobody has played takes her line, from the rehearsal her name where it is hers', async () => {
		const { id } = await createContest(db, { title: 'Thử', createdBy: by });
		const lines = [her, other].map((name, i) => ({ sbd: i + 1, name, unit: '', pin: null }));
		await addContestants(db, id, lines, 'staff:lan');
		expect(await erasePerson(db, id, 1, 'mistake', by)).toEqual({ ok: true });
		expect((await listRoster(db, id)).map(({ sbd }) => sbd)).toEqual([2]);

		const { id: open } = await preparedContest(database, [{}], { registration: 'mixed' });
		await addContestants(db, open, lines, 'staff:lan');
		const rehearsal = await startRehearsal(db, open, 'staff:lan');
		if (!rehearsal.ok) throw new Error(rehearsal.code);
		await db
			.updateTable('contestant')
			.set({ name: 'Người khác' })
			.where('contest_id', '=', rehearsal.id)
			.where('sbd', '=', 2)
			.execute();
		for (const sbd of [1, 2]) await erasePerson(db, open, sbd, 'asked', by);
		expect((await listRoster(db, rehearsal.id)).map(({ name }) => name)).toEqual(['', 'Người khác']);
		expect(await dump()).not.toContain('Yến');
	});
});

describe('erasing everybody', () => {
	it('leaves numbers that still verify, and no name in any table', async () => {
		const { id } = await played();
		expect(await eraseEverybody(db, id, 'over', by)).toEqual({ ok: true });
		const after = await dump();
		for (const text of ['Yến', 'Sơn Ca', 'Hoạ Mi', words]) expect(after).not.toContain(text);
		expect((await verifyContest(db, id)).problems).toEqual([]);
		expect((await contestResults(db, id))?.ranking.map(({ sbd }) => sbd)).toEqual([2, 1]);
		expect(await keptData(db, id)).toMatchObject([{ due: null, erasedAt: expect.any(Date) }]);
		expect(await eraseEverybody(db, id, 'over', by)).toEqual({ ok: false, code: 'erasure/nothing' });
	});

	it('wipes its rehearsal too, and is refused while it runs', async () => {
		const { id } = await preparedContest(database, [{}], { registration: 'mixed' });
		await addContestants(db, id, [{ sbd: 1, name: her, unit: '', pin: null }], 'staff:lan');
		await startRehearsal(db, id, 'staff:lan');
		expect(await eraseEverybody(db, id, 'over', by)).toEqual({ ok: true });
		expect(await rehearsalOf(db, id)).toBeNull();
		expect(await dump()).not.toContain('Yến');

		const running = await preparedContest(database, [{}]);
		await takeSeats(db, running.id, undefined, [{ by: 'name', name: her, unit: '', secret: randomUUID() }]);
		await hostActs(database, running.id, { type: 'start' });
		expect(await eraseEverybody(db, running.id, 'over', by)).toEqual({ ok: false, code: 'erasure/running' });
	});
});

it('a contest that is deleted takes everybody along, its rehearsal and what was erased in it', async () => {
	const { id } = await preparedContest(database, [{}], { registration: 'mixed', audience });
	await addContestants(db, id, [{ sbd: 1, name: her, unit: '', pin: null }], 'staff:lan');
	await joinAudience(db, id, await foldFrom(db, id), [
		{ by: 'audience', name: watcher, secret: randomUUID() }
	]);
	await startRehearsal(db, id, 'staff:lan');
	await erasePerson(db, id, -1, 'asked', by);
	expect(await deleteContest(db, id)).toBe(true);
	const after = await dump();
	for (const name of ['Yến', 'Hoạ Mi']) expect(after).not.toContain(name);
	expect(await db.selectFrom('erasure').select('id').execute()).toEqual([]);
});

describe('a copy of her data', () => {
	it('has who she is, what became of her, every answer with its question and verdict, her appeal and its answer', async () => {
		const { id, code } = await played();
		await hostActs(database, id, { type: 'answerAppeal', no: 1, upheld: false, reason: 'Sách ghi B' });
		expect(await personData(db, id, 1)).toMatchObject({
			contest: { title: 'Thử nghiệm', code },
			number: 1,
			role: 'contestant',
			name: her,
			unit: '10A1',
			rank: 2,
			course: [
				{ because: 'registered', status: 'registered' },
				{ because: 'checkedIn', status: 'checkedIn' },
				{ because: 'started', status: 'in' },
				{ because: 'revealed', status: 'out' }
			],
			answers: [{ question: 'Câu 1?', answer: 'A', verdict: 'wrong', playedAlong: false }],
			appeals: [{ question: 'Câu 1?', text: words, answer: { upheld: false, reason: 'Sách ghi B' } }],
			signals: [{ kind: 'away', question: 'Câu 1?', times: 2, seconds: 4.5 }],
			erased: []
		});
		expect(await personData(db, id, -1)).toMatchObject({
			number: 1,
			role: 'audience',
			name: watcher,
			answers: [{ question: 'Câu 1?', answer: 'B', verdict: 'right', playedAlong: true }]
		});
		for (const nobody of [3, -2]) expect(await personData(db, id, nobody)).toBeNull();
	});

	it('tells afterwards what was erased', async () => {
		const { id } = await played();
		await erasePerson(db, id, 1, 'guardian', by);
		await eraseEverybody(db, id, 'over', by);
		expect(await personData(db, id, 1)).toMatchObject({
			name: '',
			answers: [{ answer: 'A' }],
			appeals: [{ text: null }],
			signals: [],
			erased: [{ why: 'over' }, { why: 'guardian' }]
		});
		expect(await personData(db, id, 2)).toMatchObject({ name: '', erased: [{ why: 'over' }] });
	});
});

it('is found by a part of the name without its signs, or by the number', async () => {
	const { id } = await played();
	expect(await findPeople(db, id, 'chim yen')).toEqual([{ player: 1, name: her, unit: '10A1' }]);
	expect((await findPeople(db, id, '1')).map(({ player }) => player)).toEqual([1, -1]);
	expect(await findPeople(db, id, ' ')).toEqual([]);
	await erasePerson(db, id, 1, 'asked', by);
	expect(await findPeople(db, id, 'yen')).toEqual([]);
});

it('operators print and erase by command', async () => {
	const { id, code } = await played();
	const run = operator(database);
	expect((await run('contest person', code, '1')).json).toMatchObject({ name: her, number: 1 });
	expect((await run('contest person', code, '9')).code).toBe(2);
	expect((await run('contest erase', code, '--sbd', '1', '--why', 'vui')).code).toBe(2);
	expect((await run('contest erase', code, '--sbd', 'x')).code).toBe(2);
	expect(await dump()).toContain(her);
	expect(await run('contest erase', code, '--sbd', '1', '--why', 'guardian')).toMatchObject({
		code: 0,
		err: ''
	});
	expect(await dump()).not.toContain('Yến');
	expect((await run('contest erase', code, '--sbd', '1')).code).toBe(2);
	expect((await run('contest erase', code)).code).toBe(0);
	expect(await dump()).not.toContain('Sơn Ca');
	expect(await erasuresOf(db, id)).toMatchObject([
		{ player: null, why: 'over', by: null },
		{ player: 1, why: 'guardian', by: null }
	]);
});

it('the notice says who, for how long, and when; that of a rehearsal is that of its contest', async () => {
	const { id, code } = await preparedContest(database, [{}], { registration: 'mixed', signals: true });
	await addContestants(db, id, [{ sbd: 1, name: her, unit: '', pin: null }], 'staff:lan');
	await setKeeping(db, id, { keepDays: 30, contact: 'Cô Lan, 0900 000 000' });
	const rehearsal = await startRehearsal(db, id, 'staff:lan');
	if (!rehearsal.ok) throw new Error(rehearsal.code);
	const [kept] = await keptData(db, id);
	const notice = {
		keepDays: 30,
		contact: 'Cô Lan, 0900 000 000',
		title: 'Thử nghiệm',
		signals: true,
		due: kept?.due
	};
	expect(await privacyNotice(db, code)).toMatchObject({ ...notice, code });
	expect(await privacyNotice(db, rehearsal.code)).toMatchObject({ ...notice, code: rehearsal.code });
	expect(await privacyNotice(db, '000000')).toBeNull();
});

describe('by itself', () => {
	it('erases N days after the last event, not a moment before; a change of N counts at once', async () => {
		const { id, code } = await played();
		const last = await lastEvent(id);
		const due = dueAt(last, 90);
		expect(await keptData(db, id)).toMatchObject([{ due, keepDays: 90, erasedAt: null }]);
		const before = new Date(due.getTime() - 1);
		expect(await eraseDue(db, before)).toEqual([]);
		expect(await dump()).toContain(her);

		await setKeeping(db, id, { keepDays: 91, contact: '' });
		expect(await eraseDue(db, due)).toEqual([]);
		await setKeeping(db, id, { keepDays: 89, contact: '' });
		expect(await eraseDue(db, before)).toEqual([code]);
		expect(await dump()).not.toContain('Yến');
		expect(await erasuresOf(db, id)).toMatchObject([{ player: null, why: 'due', by: null }]);
		expect(await eraseDue(db, before)).toEqual([]);
	});

	it('one that was left in the middle by its last event, one that was never played by its last change', async () => {
		const running = await preparedContest(database, [{}]);
		await takeSeats(db, running.id, undefined, [{ by: 'name', name: her, unit: '', secret: randomUUID() }]);
		await hostActs(database, running.id, { type: 'start' });
		const draft = await createContest(db, { title: 'Thử', createdBy: by });
		await addContestants(db, draft.id, [{ sbd: 1, name: other, unit: '', pin: null }], 'staff:lan');
		const { updated_at } = await db
			.selectFrom('contest')
			.select('updated_at')
			.where('id', '=', draft.id)
			.executeTakeFirstOrThrow();
		expect(await keptData(db)).toMatchObject([
			{ id: running.id, due: dueAt(await lastEvent(running.id), 90) },
			{ id: draft.id, due: dueAt(updated_at, 90) }
		]);
		const later = new Date(Date.now() + 91 * 86_400_000);
		expect(await eraseDue(db, later)).toEqual([running.code, draft.code]);
		const after = await dump();
		for (const name of ['Yến', 'Sơn Ca']) expect(after).not.toContain(name);
	});

	it('is done once, however many processes look at the same time', async () => {
		const { id, code } = await played();
		const later = new Date(Date.now() + 91 * 86_400_000);
		const done = await Promise.all([1, 2, 3].map(() => eraseDue(db, later)));
		expect(done.flat()).toEqual([code]);
		expect(await erasuresOf(db, id)).toHaveLength(1);
	});
});
