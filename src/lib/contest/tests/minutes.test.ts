import { describe, expect, it } from 'vitest';
import { normalForm } from '$lib/bank/normal';
import type { Change } from '../corrections';
import { minutesOf } from '../minutes';
import type { Show } from '../show';
import { given } from './given';

const recorded = (show: Show) => show.log.map((l) => ({ ...l, actor: 'staff:lan' }));
const minutes = (show: Show) => minutesOf(recorded(show));

const keyIsB: Change = { kind: 'key', key: 'B', accepted: [], boardsRight: null };

/** Question 1 sends 3 and 4 off for B; two questions later its key proves to be B. */
function keyProvesWrong(): Show {
	const show = given({ contestants: 5 })
		.play({ right: [1, 2, 5], wrong: [3, 4] })
		.play({ right: [1, 2, 5] })
		.play({ right: [1, 2, 5] });
	const answers = [1, 2, 5]
		.map((sbd) => ({ sbd, value: 'A', receivedAt: 0 }))
		.concat([3, 4].map((sbd) => ({ sbd, value: 'B', receivedAt: 0 })));
	return show.do({
		type: 'correct',
		turn: 1,
		change: keyIsB,
		reason: 'Đáp án in sai',
		sendOff: false,
		seen: { back: [3, 4], off: [1, 2, 5] },
		answers
	});
}

describe('the minutes', () => {
	it('[JU1] [EL6] a key that proved wrong: the question as it was judged, and the decision with both keys and who came back', () => {
		const { course, decisions } = minutes(keyProvesWrong());
		const [first] = course.filter((e) => e.type === 'question');
		expect(first).toMatchObject({
			question: { kind: 'main', ordinal: 1 },
			round: 'Chinh phục',
			keyText: 'Phương án A',
			judged: 5,
			right: 3,
			out: [3, 4],
			left: 3
		});
		expect(decisions).toMatchObject([
			{
				type: 'corrected',
				actor: 'staff:lan',
				question: { kind: 'main', ordinal: 1 },
				before: 'Phương án A',
				after: 'Phương án B',
				nowRight: 2,
				nowWrong: 3,
				back: [3, 4],
				off: [],
				reason: 'Đáp án in sai'
			}
		]);
	});

	it('[BE2] the bell question belongs to no round', () => {
		const show = given({ questions: { main: 1, bell: 1 } })
			.play({ right: [1] })
			.play({ right: [1] });
		const questions = minutes(show).course.filter((e) => e.type === 'question');
		expect(questions.map((e) => [e.question.kind, e.round])).toEqual([
			['main', 'Chinh phục'],
			['bell', null]
		]);
	});

	it('[QU2] a group of answers reads as it was written, in a log that did not keep that too', () => {
		const show = given({ every: { type: 'short', options: [], key: 'Hà Nội' } })
			.present()
			.open()
			.timeUp();
		const { q } = show.turn;
		const form = normalForm('Con đường cách mạng');
		show.do({ type: 'judgeGroup', q, form, written: 'Con Đường cách mạng', right: true });
		show.do({ type: 'judgeGroup', q, form, right: false });
		expect(minutes(show).decisions).toMatchObject([
			{ written: 'Con Đường cách mạng', right: true },
			{ written: 'con đường cách mạng', right: false }
		]);
	});

	it('[RE3] a rescue says where lots decided, unless the host made the list herself', () => {
		const show = given().play({ right: [1] });
		const rescue = {
			type: 'rescue',
			trigger: 'host',
			choice: 'recent',
			seed: 'hạt giống',
			quota: 1
		} as const;
		show.do({ ...rescue, sbds: [3], byHand: false }).do({ ...rescue, sbds: [4], byHand: true });
		expect(minutes(show).course.slice(-2)).toMatchObject([
			{ type: 'rescued', lots: [{ among: [2, 3, 4], taken: 1 }] },
			{ type: 'rescued', lots: [] }
		]);
	});

	it('[JU3] a step that was taken back stays in the minutes, marked, with the undo after it', () => {
		const show = given().play({ right: [1], wrong: [2, 3, 4] });
		show.rescue(2, 3).do({ type: 'undo', seq: show.contest.version });
		const { course } = minutes(show);
		expect(course.slice(-2)).toMatchObject([
			{ type: 'rescued', sbds: [2, 3], undone: true },
			{ type: 'undone', what: 'rescued', question: null }
		]);
	});

	it('[JU3] an end that was taken back is not the end', () => {
		const show = given().play({ right: [1] });
		show.finish();
		expect(minutes(show).finishedAt).toBe(show.now);
		show.do({ type: 'undo', seq: show.contest.version });
		expect(minutes(show).finishedAt).toBeNull();
	});

	it('[JU1] [JU3] a question taken out, and put back: the decision is marked as taken back', () => {
		const show = given({ questions: { main: 3, spare: 1 } })
			.present()
			.open();
		show.do({ type: 'void', reason: 'Đọc nhầm câu' });
		expect(minutes(show).decisions).toMatchObject([
			{ type: 'voided', question: { kind: 'main', ordinal: 1 }, reason: 'Đọc nhầm câu', undone: false }
		]);
		expect(minutes(show).course.at(-1)).toMatchObject({ type: 'voided', text: 'Câu hỏi?' });
		show.do({ type: 'undo', seq: show.contest.version });
		const after = minutes(show);
		expect(after.decisions).toMatchObject([{ type: 'voided', undone: true }]);
		expect(after.course.at(-1)).toMatchObject({
			type: 'undone',
			what: 'voided',
			question: { kind: 'main', ordinal: 1 }
		});
	});

	it('[RE3] a rescue with all that its draw rests on', () => {
		const show = given()
			.play({ right: [1], wrong: [2, 3, 4] })
			.rescue(4);
		expect(minutes(show).course.at(-1)).toMatchObject({
			type: 'rescued',
			sbds: [4],
			choice: 'hand',
			seed: 'seed',
			byHand: true,
			undone: false
		});
	});

	it('[CO7] [JU3] boards that were marked wrongly and again: one question stands, the other is marked as taken back', () => {
		const show = given({ contestants: 3, rules: { boards: 'paper' } });
		show.present().open().timeUp().reveal();
		show.do({ type: 'markBoards', q: 1, wrong: [1, 2] });
		show.do({ type: 'undo', seq: show.contest.version });
		show.do({ type: 'markBoards', q: 1, wrong: [2] });
		const { course } = minutes(show);
		expect(course.filter((e) => e.type === 'question')).toMatchObject([
			{ out: [1, 2], undone: true },
			{ out: [2], undone: false }
		]);
	});

	it('[JU5] an appeal and what the judges answered', () => {
		const show = given().play({ right: [1], wrong: [2, 3, 4] });
		show.do({ type: 'appeal', sbd: 2, turn: 1, digest: 'abc' });
		expect(minutes(show).appeals).toMatchObject([{ no: 1, sbd: 2, digest: 'abc', answer: null }]);
		show.do({ type: 'answerAppeal', no: 1, upheld: false, reason: 'Đáp án đúng theo sách' });
		expect(minutes(show).appeals).toMatchObject([
			{
				question: { kind: 'main', ordinal: 1 },
				answer: { upheld: false, reason: 'Đáp án đúng theo sách', actor: 'staff:lan' }
			}
		]);
	});

	it('[BE5] an award that the judges changed, from what to what', () => {
		const awards = [
			{ name: 'Nhất', count: 1 },
			{ name: 'Nhì', count: 1 }
		];
		const show = given({ awards }).play({ right: [1], wrong: [2, 3, 4] });
		show.finish();
		show.do({ type: 'setAward', sbd: 1, award: 1, reason: 'Vi phạm thể lệ' });
		expect(minutes(show).decisions).toMatchObject([
			{ type: 'awardSet', sbd: 1, before: 'Nhất', after: 'Nhì', reason: 'Vi phạm thể lệ' }
		]);
	});

	it('[CO3] who came, who did not, and who waited in vain', () => {
		const show = given({ contestants: 3, waiting: true });
		show.do({
			type: 'register',
			contestants: [
				{ sbd: 7, unit: '' },
				{ sbd: 8, unit: '', reserve: true }
			]
		});
		show.do({ type: 'start' }).setStatus(2, 'disqualified').setStatus(7, 'withdrawn');
		expect(minutes(show)).toMatchObject({ came: [1, 2, 3], missing: [7], reserves: [8] });
	});
});
