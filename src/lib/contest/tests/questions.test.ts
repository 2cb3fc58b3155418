import { groupOf } from '$lib/bank/judge';
import { describe, expect, it } from 'vitest';
import { questionOf } from '../state';
import { answerGroups, countsOf } from '../verdicts';
import { given, prepared, type Room } from './given';

const short: Room = {
	every: { type: 'short', options: [], key: 'Hòa Bình', accepted: ['tỉnh Hòa Bình'] }
};

describe('[QU2] short answers', () => {
	it('[QU2] the key and the accepted variants are right in every equal form', () => {
		const show = given(short).present().open().timeUp();
		show.reveal({ says: { 1: 'hoà bình', 2: ' “TỈNH HÒA BÌNH”. ', 3: 'Hòa', 4: '…' } });
		expect(show.left).toEqual([1, 2]);
	});

	it('[QU2] nearly right is put before the judges: no reveal before they decide', () => {
		const show = given(short).present().open().timeUp();
		const answers = show.recorded({ says: { 1: 'Hòa Bình', 2: 'hoa binh' } });
		expect(show.refusal({ type: 'reveal', answers, digest: '' })).toBe('question/undecided');
	});

	it.each([
		[true, [1, 2, 3]],
		[false, [1]]
	])('[QU2] judges decide a whole group at once: right is %s', (right, left) => {
		const show = given(short).present().open().timeUp();
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right });
		expect(show.reveal({ says: { 1: 'Hòa Bình', 2: 'hoa binh', 3: 'HOA  BINH.' } }).left).toEqual(left);
	});

	it('[QU2] one decided group leaves another undecided', () => {
		const show = given(short).present().open().timeUp();
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right: true });
		const answers = show.recorded({ says: { 1: 'hoa binh', 2: 'hòa binh' } });
		expect(show.refusal({ type: 'reveal', answers, digest: '' })).toBe('question/undecided');
	});

	it('[QU2] the last decision on a group counts, also against the key', () => {
		const show = given(short).present().open().timeUp();
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right: false });
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right: true });
		show.do({ type: 'judgeGroup', q: 1, form: groupOf('short', 'HòaBình'), right: true });
		expect(show.reveal({ says: { 1: 'hoa binh', 2: 'HòaBình' } }).left).toEqual([1, 2]);
	});

	it('[QU2] a decision holds for its own question only', () => {
		const show = given(short).present().open().timeUp();
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right: true }).reveal({ says: { 1: 'hoa binh' } });
		show.present().open().timeUp();
		const answers = show.recorded({ says: { 1: 'hoa binh' } });
		expect(show.refusal({ type: 'reveal', answers, digest: '' })).toBe('question/undecided');
	});

	it('[QU2] a nearly right answer of somebody who is not judged holds nothing up', () => {
		const show = given(short).play({ says: { 1: 'Hòa Bình', 2: 'Hòa Bình' } });
		expect(show.play({ says: { 1: 'Hòa Bình', 3: 'hoa binh', 77: 'hoa binh' } }).left).toEqual([1]);
	});

	it('[QU2] groups: equal answers together, the largest first, with what became of them', () => {
		const show = given(short).present().open().timeUp();
		const answers = show.recorded({ says: { 1: 'hoa binh', 2: 'Hoa Binh', 3: 'Hòa Bình', 4: 'Huế' } });
		const groups = () =>
			answerGroups(questionOf(show.contest, show.turn.q), show.turn.groups, countsOf(show.turn, answers));
		expect(groups().map((g) => [g.sample, g.count, g.verdict])).toEqual([
			['hoa binh', 2, 'nearly'],
			['Hòa Bình', 1, 'right'],
			['Huế', 1, 'wrong']
		]);
		show.do({ type: 'judgeGroup', q: 1, form: 'hoa binh', right: true });
		expect(groups()[0]).toMatchObject({ sample: 'hoa binh', verdict: 'right' });
	});

	it('[QU2] judges decide after the close and before the reveal, on answers that were typed', () => {
		const judge = { type: 'judgeGroup', q: 1, form: 'hoa binh', right: true } as const;
		const show = given(short).present().open();
		expect(show.refusal(judge)).toBe('question/not_closed');
		show.timeUp();
		expect(show.refusal({ ...judge, form: 'Hoa Binh' })).toBe('group/unknown');
		expect(show.refusal({ ...judge, form: '' })).toBe('group/unknown');
		expect(show.reveal({ says: { 1: 'Hòa Bình' } }).refusal(judge)).toBe('question/not_closed');
	});

	it('[QU2] [JU4] a decision that comes late does not fall on the next question', () => {
		const show = given(short).play({ says: { 1: 'Hòa Bình', 2: 'Hòa Bình' } });
		show.present().open().timeUp();
		expect(show.refusal({ type: 'judgeGroup', q: 1, form: 'hue', right: true })).toBe('group/unknown');
		expect(show.reveal({ says: { 1: 'Hòa Bình', 2: 'Huế' } }).left).toEqual([1]);
	});

	it('[QU2] there is nothing to decide on a choice', () => {
		const show = given().present().open().timeUp();
		expect(show.refusal({ type: 'judgeGroup', q: 1, form: 'b', right: true })).toBe('group/unknown');
	});
});

describe('[QU3] kinds of use', () => {
	it('[QU3] the main questions come in order, the other kinds only where the rules want them', () => {
		const show = given({ questions: { main: 2, spare: 1, rescue: 1, tiebreak: 1, bell: 1 } });
		for (const q of [2, 3, 5, 6]) expect(show.refusal({ type: 'present', q })).toBe('question/not_next');
		expect(show.refusal({ type: 'present', q: 4 })).toBe('rescue/nobody');
		expect(show.refusal({ type: 'present', q: 7 })).toBe('question/unknown');
		expect(show.next).toEqual({ step: 'present', q: 1 });
		show.play({ right: [1, 2] });
		expect(show.refusal({ type: 'present', q: 1 })).toBe('question/played');
		expect(show.next).toEqual({ step: 'present', q: 2 });
	});

	it('[QU3] a contest has at least one main question', () => {
		const show = given({ waiting: true });
		const without = prepared({ questions: { bell: 1 } });
		expect(show.refusal({ type: 'prepare', prepared: without })).toBe('contest/no_questions');
	});
});

describe('[QU4] the copy', () => {
	it('[QU4] the contest plays what it was prepared with; once it runs nothing replaces it', () => {
		const show = given({ waiting: true });
		show.do({ type: 'prepare', prepared: prepared({ every: { text: 'Bản mới?' } }) });
		show.do({ type: 'start' });
		expect(questionOf(show.contest, 1).text).toBe('Bản mới?');
		expect(show.refusal({ type: 'prepare', prepared: prepared({}) })).toBe('contest/already_running');
	});
});

describe('[PH11] something came between the contestants and the question', () => {
	const note = { type: 'noteInterruption', q: 1, phones: 3, unavailableMs: 0, clockMs: 0 } as const;

	it('is noted while the question is open, paused or closed, and not before or after', () => {
		const show = given({});
		expect(show.refusal(note)).toBe('question/not_open');
		show.present();
		expect(show.refusal(note)).toBe('question/not_open');
		show.open();
		expect(show.refusal({ ...note, q: 2 })).toBe('question/not_open');
		show.do(note);
		show.do({ type: 'pause' }).do(note).do({ type: 'resume' }).timeUp().do(note).reveal();
		expect(show.refusal(note)).toBe('question/not_open');
	});

	it('stands until there is more time, or the host goes on; two are one with the most of both', () => {
		const show = given({})
			.present()
			.open()
			.do(note)
			.do({ ...note, phones: 1, unavailableMs: 4000, clockMs: 0 });
		expect(show.turn.interrupted).toEqual({ phones: 3, unavailableMs: 4000, clockMs: 0 });
		expect(show.do({ type: 'extend', ms: 5000 }).turn.interrupted).toBeNull();
		expect(show.refusal({ type: 'passInterruption', q: 1 })).toBe('question/not_open');
		show.do(note).timeUp();
		expect(show.turn.interrupted).toEqual({ phones: 3, unavailableMs: 0, clockMs: 0 });
		expect(show.do({ type: 'reopen', ms: 5000 }).turn.interrupted).toBeNull();
		show.do(note);
		expect(show.refusal({ type: 'passInterruption', q: 2 })).toBe('question/not_open');
		expect(show.do({ type: 'passInterruption', q: 1 }).turn.interrupted).toBeNull();
	});

	it('moves neither the course of the show nor what can be taken back', () => {
		const show = given({}).present().open();
		const { course, undo } = show.contest;
		show.do(note).do({ type: 'passInterruption', q: 1 });
		expect(show.contest.course).toBe(course);
		expect(show.contest.undo?.seq).toBe(undo?.seq);
	});
});
