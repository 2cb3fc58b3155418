import { randomUUID } from 'node:crypto';
import { normalForm } from '$lib/bank/normal';
import { withStatus } from '$lib/contest/state';
import type { Change, HostCommand } from '$lib/protocol/host';
import { appeal } from '$lib/server/contest/appeals';
import { changeRules } from '$lib/server/contest/change-rules';
import { hostCommand, previewCorrection, previewRescue } from '$lib/server/contest/command';
import { foldFrom } from '$lib/server/contest/log';
import { cardSecret, takeSeats } from '$lib/server/contest/seats';
import type { Database } from '$lib/server/db/client';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { nobodyAbsent, preparedContest } from './live';
import { addStaff } from './staff';

/** A contest that has ended and in whose record is every act by which staff depart from what the rules come to by themselves (JU1). */
export async function judgedContest(
	database: Database
): Promise<{ id: number; code: string; actor: string }> {
	const { db } = database;
	const { id, code } = await preparedContest(
		database,
		[{ type: 'short', key: 'Cách mạng' }, {}, {}, {}, { kind: 'spare' }],
		{ boards: 'mixed', disconnected: 'judges' }
	);
	const actor = `staff:${await addStaff(db, { username: `lan-${id}` })}`;
	const state = () => foldFrom(db, id);
	const acts = async (command: HostCommand, absent: number[] = []) => {
		const known = await state();
		const request = { id: randomUUID(), expectedVersion: known.course, command };
		const around = { ...nobodyAbsent, absent: () => Promise.resolve(absent) };
		const outcome = await hostCommand(db, id, known, request, actor, around);
		if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.code}`);
	};
	const ask = async (q: number, answers: Record<number, string>, absent: number[] = []) => {
		await acts({ type: 'present', q });
		await acts({ type: 'open' });
		const batch = new AnswerBatch(database.answers, id, 'answer');
		for (const [sbd, value] of Object.entries(answers))
			await batch.put({ q, player: Number(sbd), value, choiceNo: 1, receivedAt: Date.now() });
		await acts({ type: 'close' }, absent);
	};
	const correct = async (turn: number, change: Change, reason: string) => {
		const preview = await previewCorrection(db, id, await state(), { turn, change });
		if (!preview.ok) throw new Error(preview.code);
		const { back, off } = preview;
		await acts({ type: 'correct', turn, change, reason, sendOff: false, seen: { back, off } });
	};

	const names = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hà'];
	const joins = names.map((name) => ({ by: 'name' as const, name, unit: '', secret: name.padEnd(32, '-') }));
	await takeSeats(db, id, undefined, joins);
	await acts({ type: 'setBoards', sbds: [6], paper: true });
	await acts({ type: 'start' });
	await acts({ type: 'setStatus', sbd: 5, to: 'withdrawn', reason: 'Bị ốm' });

	await ask(1, { 1: 'cach mang', 2: 'Cách mạng', 3: 'Khởi nghĩa' }, [4]);
	await acts({ type: 'judgeGroup', q: 1, form: normalForm('cach mang'), right: true });
	await acts({ type: 'judgeAbsent', q: 1, sbds: [4], stay: true });
	await acts({ type: 'markBoards', q: 1, wrong: [] });
	await acts({ type: 'reveal' });
	await appeal(db, id, await state(), 3, { turn: 1, text: 'Hai từ này cùng nghĩa' });
	const ofRescue = { choice: 'random', quota: 1, percent: false } as const;
	const more = (rules: Parameters<Parameters<typeof changeRules>[2]>[0]) => ({
		...rules,
		rescue: { ...rules.rescue, limit: 3 }
	});
	await changeRules(db, id, more, 'Thêm một lần cứu trợ', actor);

	await acts({ type: 'present', q: 2 });
	await acts({ type: 'void', reason: 'Đọc nhầm' });
	await ask(5, { 1: 'B', 2: 'B', 4: 'C' });
	await acts({ type: 'reveal' });
	await acts({ type: 'markBoards', q: 5, wrong: [6] });
	const drawn = previewRescue(await state(), await cardSecret(db, id), ofRescue);
	await acts({ type: 'rescue', trigger: 'host', byHand: false, ...ofRescue, ...drawn });
	const form = normalForm('Khởi nghĩa');
	await correct(1, { kind: 'group', form, right: true }, 'Cùng nghĩa');
	await acts({ type: 'answerAppeal', no: 1, upheld: true, reason: 'Đúng như em nói' });
	const sbds = withStatus(await state(), 'out').map((c) => c.sbd);
	await acts({ type: 'rescue', trigger: 'host', choice: 'hand', sbds, seed: 'x', byHand: true });

	await ask(3, { 1: 'B', 2: 'C' });
	await acts({ type: 'markBoards', q: 3, wrong: [] });
	await acts({ type: 'reveal' });
	await acts({ type: 'finish' });
	await acts({ type: 'setAward', sbd: 2, award: 0, reason: 'Cùng về nhất' });
	return { id, code, actor };
}
