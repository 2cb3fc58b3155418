import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { normalForm } from '$lib/bank/normal';
import type { HostCommand } from '$lib/protocol/host';
import { appeal } from '$lib/server/contest/appeals';
import { hostCommand, previewCorrection } from '$lib/server/contest/command';
import { foldFrom } from '$lib/server/contest/log';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestResults } from '$lib/server/contest/results';
import { takeSeats } from '$lib/server/contest/seats';
import { verifyContest } from '$lib/server/contest/verify';
import { createContest } from '$lib/server/contest/contests';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { nobodyAbsent, preparedContest, type TestQuestion } from '../helpers/live';
import { freshDatabase } from '../helpers/postgres';
import { addStaff } from '../helpers/staff';

const database = await freshDatabase();
const { db } = database;
afterAll(database.drop);

/** A contest of four, and somebody who leads and judges it. */
async function show(
	questions: TestQuestion[] = [{}, {}, {}, {}, { kind: 'spare' }],
	names = ['An', 'Bình', 'Chi', 'Dũng']
) {
	const { id } = await preparedContest(database, questions);
	const actor = `staff:${await addStaff(db, { username: `lan-${id}` })}`;
	const joins = names.map((name) => ({ by: 'name' as const, name, unit: '', secret: name.padEnd(32, '-') }));
	await takeSeats(db, id, undefined, joins);
	const state = () => foldFrom(db, id);
	const acts = async (command: HostCommand) => {
		const known = await state();
		const request = { id: randomUUID(), expectedVersion: known.course, command };
		const outcome = await hostCommand(db, id, known, request, actor, nobodyAbsent);
		if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.code}`);
	};
	const ask = async (q: number, answers: Record<number, string>) => {
		await acts({ type: 'present', q });
		await acts({ type: 'open' });
		const batch = new AnswerBatch(database.answers, id, 'answer');
		for (const [sbd, value] of Object.entries(answers))
			await batch.put({ q, player: Number(sbd), value, choiceNo: 1, receivedAt: Date.now() });
		await acts({ type: 'close' });
	};
	const play = async (q: number, answers: Record<number, string>) => {
		await ask(q, answers);
		await acts({ type: 'reveal' });
	};
	return { id, actor, state, acts, ask, play };
}

it('[JU1] [JU2] [JU3] a key that proves wrong two questions later, an undo, a void and a rescue: the minutes say so, by name', async () => {
	const { id, actor, state, acts, play } = await show();
	await acts({ type: 'start' });
	await play(1, { 1: 'B', 2: 'B', 3: 'C', 4: 'A' });
	await play(2, { 1: 'B', 2: 'B' });
	await play(3, { 1: 'B', 2: 'C' });
	const known = await state();
	const appealed = await appeal(db, id, known, 3, { turn: 1, text: 'Sách giáo khoa ghi là C' });
	expect(appealed).toEqual({ ok: true });
	const change = { kind: 'key' as const, key: 'C', accepted: [], boardsRight: null };
	const preview = await previewCorrection(db, id, await state(), { turn: 1, change });
	if (!preview.ok) throw new Error(preview.code);
	const { back, off } = preview;
	const reason = 'Đáp án in sai';
	await acts({ type: 'correct', turn: 1, change, reason, sendOff: false, seen: { back, off } });
	await acts({ type: 'answerAppeal', no: 1, upheld: true, reason: 'Đúng như em nói' });
	await acts({
		type: 'rescue',
		trigger: 'host',
		choice: 'hand',
		sbds: [4],
		seed: 'hạt giống',
		byHand: true
	});
	await acts({ type: 'undo', seq: (await state()).undo?.seq ?? 0 });
	await acts({ type: 'present', q: 4 });
	await acts({ type: 'void', reason: 'Đọc nhầm câu' });

	const minutes = await contestMinutes(db, id);
	expect(minutes).toMatchObject({ title: 'Thử nghiệm', came: [1, 2, 3, 4], finishedAt: null, results: null });
	expect(minutes?.actors[actor]).toBe(`Tên lan-${id}`);
	expect(minutes?.people.map((p) => p.name)).toEqual(['An', 'Bình', 'Chi', 'Dũng']);
	expect(minutes?.course.filter((e) => e.type === 'question').map((e) => e.out)).toEqual([[3, 4], [], [2]]);
	expect(minutes?.course.slice(-3)).toMatchObject([
		{ type: 'rescued', sbds: [4], undone: true },
		{ type: 'undone', what: 'rescued' },
		{ type: 'voided', question: { kind: 'main', ordinal: 4 } }
	]);
	expect(minutes?.decisions).toMatchObject([
		{ type: 'corrected', actor, before: 'Hai', after: 'Ba', back: [3], off: [], reason },
		{ type: 'voided', reason: 'Đọc nhầm câu' }
	]);
	expect(minutes?.appeals).toMatchObject([{ no: 1, sbd: 3, answer: { upheld: true, actor } }]);
	expect(minutes?.appealTexts).toEqual({ 1: 'Sách giáo khoa ghi là C' });
	const { head, fullHead, sealed, problems } = await verifyContest(db, id);
	expect(problems).toEqual([]);
	expect(minutes?.record).toEqual({ head, events: sealed, full: fullHead });
	expect(fullHead.startsWith(head.replaceAll(' ', ''))).toBe(true);
});

it('[PH11] more time, during a question and after it was closed, is in the minutes', async () => {
	const { id, acts } = await show();
	await acts({ type: 'start' });
	await acts({ type: 'present', q: 1 });
	await acts({ type: 'open' });
	await acts({ type: 'extend', ms: 15_000 });
	await acts({ type: 'close' });
	await acts({ type: 'reopen', ms: 10_000 });
	const question = { kind: 'main', ordinal: 1 };
	expect((await contestMinutes(db, id))?.course.slice(1)).toMatchObject([
		{ type: 'extended', question, ms: 15_000 },
		{ type: 'reopened', question, ms: 10_000 }
	]);
});

it('[QU2] [JU1] a group of answers is recorded as it was written most, before the reveal and after it', async () => {
	const { id, acts, ask } = await show([{ type: 'short', key: 'Cách mạng' }, {}]);
	await acts({ type: 'start' });
	await ask(1, { 1: 'cach mang', 2: 'Đường Cách mệnh', 3: 'Đường cách mệnh', 4: 'Đường cách mệnh' });
	await acts({ type: 'judgeGroup', q: 1, form: normalForm('cach mang'), right: true });
	await acts({ type: 'reveal' });
	const change = { kind: 'group' as const, form: normalForm('Đường cách mệnh'), right: true };
	const seen = { back: [2, 3, 4], off: [] };
	await acts({ type: 'correct', turn: 1, change, reason: 'Cùng nghĩa', sendOff: false, seen });
	expect((await contestMinutes(db, id))?.decisions).toMatchObject([
		{ type: 'groupJudged', written: 'cach mang' },
		{ type: 'corrected', change: { written: 'Đường cách mệnh' } }
	]);
	expect((await verifyContest(db, id)).problems).toEqual([]);
});

it('[BE5] the results give numbers of each question, with what the judges struck out', async () => {
	const { id, acts, play } = await show();
	await acts({ type: 'start' });
	await play(1, { 1: 'B', 2: 'B', 3: 'C' });
	await play(2, { 1: 'B', 2: 'B' });
	const seen = { back: [3, 4], off: [] };
	await acts({ type: 'correct', turn: 1, change: { kind: 'void' }, reason: 'Bị lộ', sendOff: false, seen });
	expect(await contestResults(db, id)).toBeNull();
	await acts({ type: 'finish' });
	const results = await contestResults(db, id);
	expect(results?.questions).toMatchObject([
		{ turn: 1, judged: 4, right: 0, out: [], corrected: 'void' },
		{ turn: 2, judged: 2, right: 2, out: [], left: 4, corrected: null }
	]);
	expect(results?.audience).toEqual({ players: 0, top: [] });
	expect(results).toMatchObject((await contestMinutes(db, id))?.results ?? {});
	expect((await contestMinutes(db, id))?.results?.ranking).toHaveLength(4);
});

it('a contest whose waiting room has not been opened has no minutes', async () => {
	const { id } = await createContest(db, { title: 'Nháp', createdBy: null });
	expect(await contestMinutes(db, id)).toBeNull();
});
