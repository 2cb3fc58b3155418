import { describe, expect, it } from 'vitest';
import type { Command } from '../commands';
import { correctionOf, type Change } from '../corrections';
import type { Answers, Show } from '../show';
import { given } from './given';

/** A played contest that remembers what was recorded for each turn. */
class Desk {
	private readonly answers = new Map<number, ReturnType<Show['recorded']>>();

	constructor(readonly show: Show) {}

	play(answers: Answers = {}): this {
		this.show.present().open().timeUp();
		this.answers.set(this.show.turn.turn, this.show.recorded(answers));
		this.show.reveal(answers);
		return this;
	}

	preview(turn: number, change: Change): { back: number[]; off: number[] } {
		const outcome = correctionOf(this.show.contest, turn, change, this.answers.get(turn) ?? []);
		if (!outcome.ok) throw new Error(outcome.code);
		const { back, off } = outcome.correction;
		return { back, off };
	}

	correct(turn: number, change: Change, sendOff = false): this {
		const answers = this.answers.get(turn) ?? [];
		const seen = this.preview(turn, change);
		this.show.do({ type: 'correct', turn, change, reason: 'Đáp án sai', sendOff, seen, answers });
		return this;
	}

	get left(): number[] {
		return this.show.left;
	}
}

const key = (right: string): Change => ({ kind: 'key', key: right, accepted: [], boardsRight: null });
const struck: Change = { kind: 'void' };
const desk = (room: Parameters<typeof given>[0] = {}) => new Desk(given(room));

describe('[JU1] another verdict on a played question', () => {
	it('[JU1] another key brings back who had it, two questions later, and sends nobody off without a tick', () => {
		const d = desk().play({ right: [1, 2], wrong: [3, 4] });
		d.play({ right: [1, 2] }).play({ right: [1, 2] });
		expect(d.preview(1, key('B'))).toEqual({ back: [3, 4], off: [1, 2] });
		d.correct(1, key('B'));
		expect(d.left).toEqual([1, 2, 3, 4]);
		expect(d.show.contestant(3)).toMatchObject({ survived: 3, passed: 3, correct: 1 });
		expect(d.show.contestant(1)).toMatchObject({ survived: 3, correct: 2 });
	});

	it('[JU1] with the tick who stayed wrongly leaves, and survived nothing from there on', () => {
		const d = desk().play({ right: [1, 2], wrong: [3, 4] });
		d.play({ right: [1] }).correct(1, key('B'), true);
		expect(d.left).toEqual([3, 4]);
		expect(d.show.contestant(1)).toMatchObject({ status: 'out', outAt: 1, survived: 0, passed: 0 });
	});

	it('[JU1] the history tells how many were left as if it had been so judged', () => {
		const d = desk().play({ right: [1, 2], wrong: [3, 4] });
		d.play({ right: [1, 2] }).correct(1, key('B'));
		expect(d.show.contest.played.map((t) => t.left)).toEqual([4, 4]);
		const strict = desk().play({ right: [1, 2], wrong: [3, 4] });
		strict.play({ right: [1, 2] }).correct(1, key('B'), true);
		expect(strict.show.contest.played.map((t) => t.left)).toEqual([2, 2]);
	});

	it('[JU1] who was rescued since is not sent off, and who has left since by another question stays away', () => {
		const d = desk().play({ right: [1, 2], wrong: [3, 4] });
		d.play({ right: [1] }).show.rescue(2, 3);
		d.play({ right: [1, 2], wrong: [3] });
		expect(d.preview(1, key('B'))).toEqual({ back: [4], off: [1] });
	});

	it('[JU1] who was disqualified since does not come back', () => {
		const d = desk().play({ right: [1, 2], wrong: [3, 4] });
		d.show.setStatus(3, 'disqualified');
		expect(d.preview(1, key('B')).back).toEqual([4]);
	});

	it('[JU1] a question struck out sends nobody off and gives nobody anything', () => {
		const d = desk({ questions: { main: 3, spare: 1 } }).play({ right: [1, 2] });
		d.correct(1, struck);
		expect(d.left).toEqual([1, 2, 3, 4]);
		for (const sbd of [1, 3])
			expect(d.show.contestant(sbd)).toMatchObject({ survived: 0, correct: 0, passed: 0 });
		expect(d.show.next).toEqual({ step: 'present', q: 4 });
	});

	it('[JU1] struck out further back, it is not played again', () => {
		const d = desk({ questions: { main: 3, spare: 1 } })
			.play({ right: [1, 2] })
			.play({ right: [1, 2] });
		d.correct(1, struck);
		expect(d.show.next).toEqual({ step: 'present', q: 3 });
	});

	it('[JU1] is judged by the options under which it was played', () => {
		const d = desk({ rules: { everyoneFails: 'stay' } }).play({ wrong: [1, 2, 3], says: { 4: 'C' } });
		const rules = { ...d.show.rules, everyoneFails: 'end' as const };
		d.show.do({ type: 'changeRules', rules, reason: 'Ban Tổ chức quyết định' });
		expect(d.preview(1, { kind: 'key', key: 'A', accepted: [], boardsRight: null }).off).toEqual([]);
	});

	it('[JU1] who was disqualified while it was open had no part in whether everyone failed', () => {
		const d = desk({ contestants: 3, rules: { everyoneFails: 'stay' } });
		d.show.present().open().setStatus(3, 'disqualified').timeUp();
		const sent = { right: [3], wrong: [1, 2] };
		d.show.reveal(sent);
		expect(d.left).toEqual([1, 2]);
		const outcome = correctionOf(d.show.contest, 1, key('A'), d.show.recorded(sent));
		expect(outcome).toMatchObject({ ok: true, correction: { back: [], off: [], everyoneFailed: 'stay' } });
	});

	it('[JU1] [EL2] lives: who would have had one left at the question at which she left comes back', () => {
		const d = desk({ round: { elimination: 'lives', lives: 2 } }).play({ right: [1, 2], wrong: [3] });
		d.play({ right: [1, 2] });
		expect(d.left).toEqual([1, 2]);
		d.correct(1, key('B'));
		expect(d.left).toEqual([1, 2, 3]);
		expect(d.show.contestant(3).inRound.misses).toBe(1);
	});

	it('[JU1] [EL2] lives: who is sent off leaves at the question that took her last one', () => {
		const d = desk({ round: { elimination: 'lives', lives: 2 } }).play({ right: [1, 2, 3, 4] });
		d.play({ right: [1] }).correct(1, key('B'), true);
		expect(d.left).toEqual([1]);
		expect(d.show.contestant(2)).toMatchObject({ outAt: 2, survived: 1 });
	});

	it('[JU1] [EL2] a cut is drawn anew, at its own turn', () => {
		const round = { elimination: 'cut' as const, keep: 2, keepIsPercent: false };
		const d = desk({ questions: { main: 2, tiebreak: 1 }, round });
		d.play({ right: [1, 2], wrong: [3, 4] }).play({ right: [1, 2, 3], after: { 3: 500 } });
		d.show.do({ type: 'cut' });
		expect(d.left).toEqual([1, 2]);
		d.correct(1, key('B'), true);
		// 3 has two right answers now; 1, 2 and 4 are level with the last one kept.
		expect(d.left).toEqual([1, 2, 3, 4]);
		expect(d.show.contestant(3)).toMatchObject({ status: 'in', survived: 2, correct: 2 });
		expect(d.show.last('corrected').back).toEqual([3, 4]);
	});

	it('[JU1] [RE4] a rescue question: whom the host left out by hand stays out', () => {
		const d = desk({ questions: { main: 3, rescue: 1 } }).play({ right: [1] });
		d.show.present(4).open().timeUp();
		const sent: Answers = { right: [2, 3], wrong: [4] };
		const answers = d.show.recorded(sent);
		d.show.reveal(sent);
		const confirm = { trigger: 'host', choice: 'question', seed: '', byHand: true } as const;
		d.show.do({ type: 'rescue', ...confirm, sbds: [2] });
		const outcome = correctionOf(d.show.contest, 2, { ...key('A'), key: 'B' } as Change, answers);
		expect(outcome).toMatchObject({ ok: true, correction: { back: [4], off: [2] } });
	});

	it('[JU1] [BE2] after the end nobody comes or goes, and the bell and the ranking are counted anew', () => {
		const d = desk({
			contestants: 2,
			questions: { main: 1, bell: 1 },
			awards: [{ name: 'Giải Nhất', count: 1 }]
		});
		d.play({ right: [1] }).play({ wrong: [1] });
		d.show.finish();
		expect(d.show.contest.bellRinger).toBeNull();
		d.correct(2, key('B')).correct(1, key('B'));
		expect(d.show.contest.bellRinger).toBe(1);
		expect(d.left).toEqual([1]);
		expect(d.show.contest.ranking?.[0]).toMatchObject({ sbd: 1, correct: 1, survived: 2 });
		expect([...d.show.contest.awards]).toEqual([[1, 0]]);
	});
});

describe('[JU3] one step back', () => {
	it('[JU3] a rescue is taken back, and who came in between stays', () => {
		const show = given()
			.play({ right: [1] })
			.rescue(2, 3);
		show.do({ type: 'undo', seq: show.contest.undo?.seq ?? 0 });
		expect(show.left).toEqual([1]);
		expect(show.contest.rescues).toEqual([]);
		expect(show.refusal({ type: 'undo', seq: show.log.length })).toBe('undo/nothing');
	});

	it('[JU3] what the judges decide about people after a step that moved people makes it stay', () => {
		const show = given()
			.play({ right: [1] })
			.rescue(2, 3)
			.setStatus(2, 'eliminated');
		expect(show.contest.undo).toBeNull();
	});

	it('[JU3] a close, or a void, taken back leaves the clock standing with the rest of the time', () => {
		const ends: Command[] = [
			{ type: 'close', absent: [] },
			{ type: 'void', reason: 'Đọc nhầm' }
		];
		for (const end of ends) {
			const show = given().present().open().wait(5000).do(end).wait(60_000);
			show.do({ type: 'undo', seq: show.contest.undo?.seq ?? 0 });
			expect(show.turn).toMatchObject({ stage: 'paused', leftMs: 10_000 });
		}
	});

	it('[JU3] [PH7] one that was made when the time was up: the question closes by itself, and can be opened again', () => {
		const show = given({ rules: { disconnected: 'judges' } })
			.present()
			.open();
		show.wait(15_500).do({ type: 'void', reason: 'Đọc nhầm' }).wait(60_000);
		show.do({ type: 'undo', seq: show.contest.undo?.seq ?? 0 });
		expect(show.refusal({ type: 'resume' })).toBe('question/not_paused');
		show.do({ type: 'deadline', absent: [3] });
		expect(show.next).toEqual({ step: 'reveal' });
		expect([...show.turn.absent]).toEqual([[3, null]]);
		show.do({ type: 'reopen', ms: 10_000 });
		expect(show.turn).toMatchObject({ stage: 'open', closesAt: show.now + 10_000 });
	});

	it('[JU3] an opening and a reveal are not taken back', () => {
		const show = given().present().open();
		expect(show.contest.undo).toBeNull();
		expect(show.timeUp().reveal({ right: [1] }).contest.undo).toBeNull();
	});
});

describe('what else follows', () => {
	it('[RE5] [BE2] after the bell question neither a question to the audience nor time brings a rescue or loses the player', () => {
		const show = given({ contestants: 2, questions: { main: 1, bell: 1, audience: 1 } });
		show
			.play({ right: [1] })
			.play({ wrong: [1] })
			.play({}, 3);
		expect(
			show.refusal({ type: 'rescue', trigger: 'host', choice: 'hand', sbds: [2], seed: '', byHand: true })
		).toBe('rescue/after_bell');
		expect(show.finish()[0]).toMatchObject({ sbd: 1, rank: 1 });
	});

	it('[EL3] [BE3] whom the judges excuse stays in a tie-break as well', () => {
		const show = given({
			contestants: 2,
			questions: { main: 1, tiebreak: 1 },
			rules: { disconnected: 'judges' }
		});
		show.play({ right: [1, 2] });
		show.absent = [2];
		show.present().open().timeUp();
		expect(show.refusal({ type: 'reveal', answers: [], digest: '' })).toBe('question/undecided');
		show.do({ type: 'judgeAbsent', q: 2, sbds: [2], stay: true }).reveal({ right: [1] });
		expect(show.left).toEqual([1, 2]);
	});

	it('[CO7] boards whose holders have all been sent off meanwhile hold nothing up', () => {
		const show = given({ contestants: 2, rules: { boards: 'mixed' }, waiting: true });
		show.do({ type: 'setBoards', sbds: [2], paper: true }).do({ type: 'start' });
		show
			.present()
			.open()
			.timeUp()
			.reveal({ right: [1] });
		expect(show.next).toEqual({ step: 'markBoards' });
		show.setStatus(2, 'disqualified').do({ type: 'markBoards', q: 1, wrong: [] });
		expect(show.turn.stage).toBe('revealed');
	});

	it('[JU4] a correction that changes whom the cut would send off makes the host look again', () => {
		const round = { elimination: 'cut' as const, keep: 1, keepIsPercent: false };
		const d = desk({ contestants: 2, questions: { main: 1, tiebreak: 1 }, round }).play({
			right: [1],
			wrong: [2]
		});
		const seen = d.show.contest.course;
		d.correct(1, key('B'));
		expect(d.show.next).toEqual({ step: 'cut', round: 1 });
		expect(d.show.contest.course).toBeGreaterThan(seen);
	});
});
