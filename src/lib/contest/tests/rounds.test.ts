import { describe, expect, it } from 'vitest';
import { awardsOf } from '../awards';
import type { Command } from '../commands';
import { drawPairs, livesLeft } from '../rounds';
import { rankUnits } from '../units';
import { youViews } from '../views/phone';
import { given, type Room } from './given';

describe('[EL2] lives', () => {
	const lives = (room: Room = {}) => given({ ...room, round: { elimination: 'lives', lives: 2 } });

	it('[EL2] out at the n-th miss, and not before', () => {
		const show = lives().play({ right: [1, 2], wrong: [3] });
		expect(show.left).toEqual([1, 2, 3, 4]);
		expect([1, 3, 4].map((sbd) => livesLeft(show.contest, sbd))).toEqual([2, 1, 1]);
		expect(show.play({ right: [1, 3] }).left).toEqual([1, 2, 3]);
	});

	it('[EL2] who is rescued comes back with one life', () => {
		const show = lives()
			.play({ right: [1] })
			.play({ right: [1] })
			.rescue(2);
		expect(livesLeft(show.contest, 2)).toBe(1);
		expect(show.play({ right: [1] }).left).toEqual([1]);
	});

	it('[EL2] [EL5] where all would lose the last one and stay, nobody loses any', () => {
		const show = lives({ contestants: 2 }).play({}).play({});
		expect(show.left).toEqual([1, 2]);
		expect([1, 2].map((sbd) => livesLeft(show.contest, sbd))).toEqual([1, 1]);
	});
});

describe('[EL2] cut', () => {
	const cut = (keep: number, keepIsPercent = false) =>
		given({ questions: { main: 2, tiebreak: 1 }, round: { elimination: 'cut', keep, keepIsPercent } });

	it('[EL2] nobody leaves before the end of the round; then the lowest do, by answers and then by time', () => {
		const show = cut(2).play({ right: [1, 2, 3], after: { 3: 2000 } });
		expect(show.left).toEqual([1, 2, 3, 4]);
		expect(show.refusal({ type: 'cut' })).toBe('cut/not_due');
		show.play({ right: [1, 2, 3] });
		expect(show.next).toEqual({ step: 'cut', round: 1 });
		expect(show.do({ type: 'cut' }).left).toEqual([1, 2]);
		expect(show.contestant(3)).toMatchObject({ status: 'out', outAt: 2, survived: 1, passed: 1 });
	});

	it('[EL2] who is level with the last one kept stays', () => {
		const show = cut(2)
			.play({ right: [1, 2, 3] })
			.play({ right: [1, 2, 3] });
		expect(show.do({ type: 'cut' }).left).toEqual([1, 2, 3]);
	});

	it('[EL2] per cent are rounded up, and to keep more than there are keeps all', () => {
		const played = (percent: number) =>
			cut(percent, true)
				.play({ right: [1] })
				.play({ right: [1, 2] });
		expect(played(26).do({ type: 'cut' }).left).toEqual([1, 2]);
		expect(played(25).do({ type: 'cut' }).left).toEqual([1]);
		expect(
			cut(9)
				.play({ right: [1] })
				.play({})
				.do({ type: 'cut' }).left
		).toEqual([1, 2, 3, 4]);
	});
});

describe('[EL2] pairs', () => {
	const pairs = (contestants: number, bothRight = false) => {
		const show = given({ contestants, round: { elimination: 'pairs', bothRight } });
		expect(show.next).toEqual({ step: 'pair', round: 1 });
		show.do({ type: 'pair', seed: 'hạt giống' });
		return { show, drawn: show.last('paired').pairs };
	};

	it('[EL2] are drawn with a seed, everybody once; of an odd number three are together', () => {
		const { show, drawn } = pairs(7);
		expect(drawn.map((p) => p.length).sort()).toEqual([2, 2, 3]);
		expect(drawn.flat().sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(drawPairs(show.contest, 'hạt giống')).toEqual(drawn);
		expect(show.refusal({ type: 'pair', seed: 'x' })).toBe('pairs/not_due');
	});

	it.each([false, true])('[EL2] stay or leave together; both must be right: %s', (both) => {
		const { show, drawn } = pairs(4, both);
		const [one = [], other = []] = drawn;
		show.play({ right: [...one.slice(0, 1), ...other] });
		expect(show.left).toEqual([...(both ? [] : one), ...other].sort());
	});

	it('[EL2] without her partner one plays alone', () => {
		const { show, drawn } = pairs(4);
		const [[gone = 0, alone = 0] = [], other = []] = drawn;
		show.setStatus(gone, 'withdrawn').play({ right: other });
		expect(show.left).not.toContain(alone);
	});
});

describe('who comes late, and who waits', () => {
	it('[CO4] option: until main question k closes', () => {
		const show = given({ rules: { lateJoin: 'until_question', lateUntil: 2 } });
		show.do({ type: 'register', contestants: [8, 9].map((sbd) => ({ sbd, unit: '' })) });
		show
			.play({ right: [1, 2] })
			.present()
			.open()
			.do({ type: 'checkIn', sbds: [8] });
		expect(show.left).toEqual([1, 2, 8]);
		expect(show.timeUp().refusal({ type: 'checkIn', sbds: [9] })).toBe('join/too_late');
		expect(show.reveal({ right: [1] }).left).toEqual([1, 8]);
	});

	it("[CO3] a reserve waits off the floor and enters by the host's act only", () => {
		const show = given({ waiting: true });
		show.do({ type: 'register', contestants: [{ sbd: 9, unit: '', reserve: true }] });
		expect(show.refusal({ type: 'checkIn', sbds: [9] })).toBe('seat/unknown');
		show.do({ type: 'start' });
		expect(show.left).toEqual([1, 2, 3, 4]);
		expect(show.setStatus(9, 'admitted').left).toEqual([1, 2, 3, 4, 9]);
		expect(show.contest.startedWith).toBe(5);
	});
});

describe('the audience, appeals, awards, units', () => {
	it('[RE6] the last one asks the audience once, and not on the bell question', () => {
		const rules = { audience: { joins: true, eliminatedPlay: true, lifeline: true } };
		const show = given({ contestants: 2, questions: { main: 3, bell: 1 }, rules });
		const ask: Command = { type: 'askAudience', said: [['A', 7]] };
		expect(show.present().open().refusal(ask)).toBe('lifeline/not_now');
		show
			.timeUp()
			.reveal({ right: [1] })
			.present()
			.open()
			.do(ask);
		expect(show.contest.lifeline).toEqual({ q: 2, said: [['A', 7]] });
		expect(show.refusal(ask)).toBe('lifeline/used');
		const other = given({ contestants: 1, questions: { main: 1, bell: 1 }, rules });
		expect(
			other
				.play({ right: [1] })
				.present()
				.open()
				.refusal(ask)
		).toBe('lifeline/not_now');
	});

	it('[QU3] a question to the audience is played in between and judges nobody', () => {
		const show = given({ questions: { main: 2, audience: 1 } }).play({ right: [1, 2] });
		show.play({ right: [1], wrong: [2] }, 3);
		expect(show.left).toEqual([1, 2]);
		expect(show.last('revealed').judged).toEqual([]);
		expect(show.next).toEqual({ step: 'present', q: 2 });
	});

	it('[JU5] a contestant appeals once against a question that judged her, and the record holds the answer', () => {
		const show = given().play({ right: [1] });
		const appeal = { type: 'appeal', sbd: 2, turn: 1, digest: 'x' } as const;
		expect(show.refusal({ ...appeal, sbd: 9 })).toBe('appeal/not_now');
		show.do(appeal);
		expect(show.refusal(appeal)).toBe('appeal/twice');
		show.do({ type: 'answerAppeal', no: 1, upheld: true, reason: 'Đáp án có hai cách viết' });
		expect(show.contest.appeals).toEqual([
			{ no: 1, sbd: 2, turn: 1, answer: { upheld: true, reason: 'Đáp án có hai cách viết' } }
		]);
		expect(show.refusal({ type: 'answerAppeal', no: 2, upheld: true, reason: 'Không có' })).toBe(
			'appeal/unknown'
		);
		// She reads it at the question as long as that is shown, and afterwards wherever she is.
		const told = () => youViews(show.contest)(2);
		expect(told()?.appeal?.state).toBe('upheld');
		expect(told()?.answered).toBeNull();
		show.present();
		expect(told()?.answered).toEqual({ ordinal: 1, upheld: true, reason: 'Đáp án có hai cách viết' });
		expect(youViews(show.contest)(1)?.answered).toBeNull();
	});

	it('[BE5] awards are filled from the ranking; who is level shares; a judge may change one', () => {
		const awards = [
			{ name: 'Nhất', count: 1 },
			{ name: 'Nhì', count: 1 }
		];
		const show = given({ questions: { main: 1 }, awards }).play({ right: [1] });
		show.finish();
		expect(awardsOf(show.contest, show.contest.ranking ?? [])).toEqual([
			[1, 0],
			[2, 1],
			[3, 1],
			[4, 1]
		]);
		show.do({ type: 'setAward', sbd: 4, award: null, reason: 'Bỏ về sớm' });
		expect(show.contest.awards.has(4)).toBe(false);
		expect(show.refusal({ type: 'setAward', sbd: 4, award: 2, reason: 'Không có' })).toBe('award/unknown');
		show.do({ type: 'setAward', sbd: 3, award: 0, reason: 'Câu trả lời hay nhất' });
		// What the judges have given and taken outlasts a new ranking; who is disqualified has nothing.
		show.setStatus(1, 'disqualified');
		expect([...show.contest.awards].sort()).toEqual([
			[2, 0],
			[3, 0]
		]);
		show.setStatus(3, 'disqualified');
		expect([...show.contest.awards]).toEqual([[2, 0]]);
	});

	it('[BE5] units by survivors, then by questions survived; per head by option', () => {
		const unit = (sbd: number) => (sbd <= 3 ? 'A' : sbd <= 4 ? 'B' : '');
		const ranked = (unitsPerHead: boolean) => {
			const show = given({ contestants: 5, unit, rules: { unitsPerHead } });
			show.play({ right: [1, 4, 5] }).play({ right: [1, 4] });
			return rankUnits(show.contest).map((u) => [u.unit, u.rank, u.survivors, u.passed]);
		};
		expect(ranked(false)).toEqual([
			['A', 1, 1, 2],
			['B', 1, 1, 2]
		]);
		expect(ranked(true)).toEqual([
			['B', 1, 1, 2],
			['A', 2, 1, 2]
		]);
	});

	it('[BE5] a unit is one however its people have typed it', () => {
		const written = ['Chi đoàn 12A1', 'chi đoàn  12A1 ', 'CHI ĐOÀN 12A1'.normalize('NFD'), '12A2'];
		const show = given({ unit: (sbd) => written[sbd - 1] ?? '' }).play({ right: [1, 2, 3] });
		expect(rankUnits(show.contest).map((u) => [u.unit, u.contestants])).toEqual([
			['Chi đoàn 12A1', 3],
			['12A2', 1]
		]);
	});
});
