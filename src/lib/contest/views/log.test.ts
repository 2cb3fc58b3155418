import { expect, it } from 'vitest';
import { normalForm } from '$lib/bank/normal';
import { given } from '../tests/given';
import { newContest } from '../state';
import { logLine } from './log';

/** The log as the console gets it. */
const lines = ({ log, states }: ReturnType<typeof given>) =>
	log.map((logged, i) => {
		const after = states[i] ?? newContest;
		return logLine({ ...logged, actor: 'staff:1' }, states[i - 1] ?? newContest, after);
	});
const last = (show: ReturnType<typeof given>, type: string) =>
	lines(show).findLast((line) => line.type === type);
const reveal = (show: ReturnType<typeof given>) => last(show, 'revealed')?.params;
const mixed = () =>
	given({ contestants: 4, rules: { boards: 'mixed' } }).do({ type: 'setBoards', sbds: [1, 2], paper: true });

it('[EL6] the line of a reveal counts paper boards that were marked before it', () => {
	const show = mixed().present().open().timeUp();
	show.do({ type: 'markBoards', q: show.turn.q, wrong: [1] }).reveal({ right: [3], wrong: [4] });
	expect(reveal(show)).toMatchObject({ right: 2, out: 2, left: 2, marking: 0 });
});

it('[CO7] and says when they are still to be marked', () => {
	expect(reveal(mixed().play({ right: [3], wrong: [4] }))).toMatchObject({ out: 0, left: 4, marking: 1 });
});

it('[JU2] a line names its question as the room does, whatever its number within the contest', () => {
	const show = given({ questions: { main: 2, spare: 1, bell: 1 } });
	show.present().open().do({ type: 'void', reason: 'Đọc nhầm' });
	expect(last(show, 'voided')?.question).toEqual({ kind: 'main', ordinal: 1 });
	show.play({ right: [1, 2, 3, 4] });
	expect(last(show, 'revealed')?.question).toEqual({ kind: 'spare', ordinal: 1 });
	show.play({ right: [1] }).play({ right: [1] });
	expect(last(show, 'bellRung')?.question).toBeNull();
	expect(last(show, 'opened')?.question).toEqual({ kind: 'bell', ordinal: 1 });
	const change = { kind: 'void' } as const;
	show.do({
		type: 'correct',
		turn: 2,
		change,
		reason: 'Sai',
		sendOff: false,
		seen: { back: [], off: [] },
		answers: []
	});
	expect(last(show, 'corrected')?.question).toEqual({ kind: 'spare', ordinal: 1 });
});

it('[JU3] what was taken back is named with the question that it belonged to', () => {
	const show = given().present().open().do({ type: 'close', absent: [] });
	show.do({ type: 'undo', seq: show.contest.undo?.seq ?? 0 });
	expect(last(show, 'undone')).toMatchObject({
		question: { kind: 'main', ordinal: 1 },
		params: { step: 'closed' }
	});
});

it('[QU2] a group of answers reads as it was written; in a log that did not keep that, as it may have been', () => {
	const show = given({ every: { type: 'short', options: [], key: 'Hà Nội' } })
		.present()
		.open()
		.timeUp();
	const { q } = show.turn;
	show.do({ type: 'judgeGroup', q, form: normalForm('Ha Noi'), written: 'Ha Noi', right: true });
	expect(last(show, 'groupJudged')?.params).toMatchObject({ written: 'Ha Noi' });
	show.do({ type: 'judgeGroup', q, form: normalForm('Hà Nôi'), right: false });
	expect(last(show, 'groupJudged')?.params).toMatchObject({ written: 'hà nôi' });
});
