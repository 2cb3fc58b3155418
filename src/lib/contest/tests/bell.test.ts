import { describe, expect, it } from 'vitest';
import { bellPlayer } from '../course';
import { given, type Room } from './given';

const room = (rest: Room = {}) => given({ questions: { main: 3, tiebreak: 2, bell: 2 }, ...rest });

describe('one is left', () => {
	it('[BE1] she plays the remaining questions alone, then the bell question', () => {
		const show = room().play({ right: [1] });
		expect(show.next).toEqual({ step: 'present', q: 2 });
		show.play({ right: [1] }).play({ right: [1] });
		expect(show.next).toEqual({ step: 'present', q: 6 });
		expect(show.refusal({ type: 'present', q: 7 })).toBe('question/not_next');
	});

	it('[BE1] option: she goes to the bell at once', () => {
		const show = room({ rules: { bell: { atOnce: true, topicChoice: false } } }).play({ right: [1] });
		expect(show.next).toEqual({ step: 'present', q: 6 });
		expect(show.refusal({ type: 'present', q: 2 })).toBe('question/not_next');
	});

	it('[BE1] at once is for the last one left: who was alone from the start plays the questions first', () => {
		const bell = { atOnce: true, topicChoice: false };
		const show = room({ contestants: 1, questions: { main: 2, bell: 1 }, rules: { bell } });
		show.play({ right: [1] }).play({ right: [1] });
		expect(show.next).toEqual({ step: 'present', q: 3 });
	});

	it('[BE1] option: she chooses one of the topics', () => {
		const bell = { atOnce: true, topicChoice: true };
		const show = room({ rules: { bell } }).play({ right: [1] });
		expect(show.next).toEqual({ step: 'chooseTopic', qs: [6, 7] });
		show.play({ right: [1] }, 7);
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.refusal({ type: 'present', q: 6 })).toBe('question/not_next');
	});

	it('[BE1] of one topic there is nothing to choose', () => {
		const rules = { bell: { atOnce: true, topicChoice: true } };
		const show = room({ questions: { main: 3, bell: 1 }, rules }).play({ right: [1] });
		expect(show.next).toEqual({ step: 'present', q: 4 });
	});

	it('[BE1] the bell is for the last one only', () => {
		const show = room({ questions: { main: 1, bell: 1 } });
		expect(show.refusal({ type: 'present', q: 2 })).toBe('question/not_next');
		show.play({ right: [1, 2] });
		expect(show.refusal({ type: 'present', q: 2 })).toBe('question/not_next');
		expect(show.next).toEqual({ step: 'finish' });
	});

	it('[BE1] without a bell question the contest ends with the last main one', () => {
		expect(room({ questions: { main: 1 } }).play({ right: [1] }).next).toEqual({ step: 'finish' });
	});

	it('[BE1] a single contestant plays from the first question to the bell', () => {
		const show = room({ contestants: 1, questions: { main: 2, bell: 1 } });
		show
			.play({ right: [1] })
			.play({ right: [1] })
			.play({ right: [1] });
		expect(show.contest.bellRinger).toBe(1);
	});

	it('[BE1] who is alone and fails is everyone: the rule for that decides', () => {
		const show = room({ rules: { everyoneFails: 'end' } })
			.play({ right: [1] })
			.play();
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.finish()[0]?.sbd).toBe(1);
	});
});

describe('the bell question', () => {
	const atBell = (rest: Room = {}) => room({ questions: { main: 1, bell: 2 }, ...rest }).play({ right: [1] });

	it('[BE2] right: the bell rings', () => {
		const show = atBell().present();
		expect(bellPlayer(show.contest)).toBe(1);
		show.open().timeUp();
		expect(show.contest.bellRinger).toBeNull();
		show.reveal({ right: [1] });
		expect(show.last('bellRung').sbd).toBe(1);
		expect(show.contest.bellRinger).toBe(1);
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.finish()[0]).toMatchObject({ sbd: 1, rank: 1, survived: 2 });
	});

	it('[BE2] wrong: she stays on the floor as the best player, and no bell rings', () => {
		const show = atBell().play({ wrong: [1] });
		expect(show.contest.bellRinger).toBeNull();
		expect(show.log.some((l) => l.event.type === 'bellRung')).toBe(false);
		expect(show.left).toEqual([1]);
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.finish()[0]).toMatchObject({ sbd: 1, rank: 1, survived: 1 });
	});

	it('[BE2] the best player comes first, even if she was rescued and others got further before', () => {
		const show = given({ questions: { main: 2, bell: 1 }, rules: { everyoneFails: 'rescue' } });
		show
			.play({ right: [1, 2, 3] })
			.play()
			.rescue(4)
			.play();
		expect(show.finish().map((r) => [r.sbd, r.rank])).toEqual([
			[4, 1],
			[1, 2],
			[2, 2],
			[3, 2]
		]);
	});

	it('[BE2] who is disqualified before the reveal rings no bell', () => {
		const show = atBell()
			.present()
			.open()
			.setStatus(1, 'disqualified')
			.timeUp()
			.reveal({ right: [1] });
		expect(show.contest.bellRinger).toBeNull();
		expect(show.finish().map((r) => r.sbd)).toEqual([2, 3, 4]);
	});

	it('[BE2] who is reinstated after the bell question takes no place from the best player', () => {
		const show = given({ contestants: 4, questions: { main: 1, bell: 1 } })
			.play({ right: [4] })
			.play();
		expect(show.setStatus(1, 'reinstated').finish()[0]?.sbd).toBe(4);
	});
});

describe('several are left after the last main question', () => {
	const several = (stays: 'all_right' | 'fastest', left: 'ranking' | 'share' = 'ranking') =>
		room({
			contestants: 5,
			questions: { main: 1, tiebreak: 2, bell: 1 },
			rules: { ties: { stays, left } }
		}).play({ right: [1, 2, 3, 4] });

	it('[BE3] tie-break questions until one is left, then the bell', () => {
		const show = several('all_right');
		expect(show.next).toEqual({ step: 'present', q: 2 });
		expect(show.play({ right: [1, 2] }).left).toEqual([1, 2]);
		expect(show.next).toEqual({ step: 'present', q: 3 });
		expect(show.play({ right: [1] }).next).toEqual({ step: 'present', q: 4 });
	});

	it('[BE3] all right stay, and with nobody right nobody leaves', () => {
		expect(several('all_right').play({ right: [1, 3], wrong: [2] }).left).toEqual([1, 3]);
		expect(several('all_right').play({ wrong: [1, 2] }).left).toEqual([1, 2, 3, 4]);
	});

	it('[BE3] the fastest right one stays, by the time of the server', () => {
		const after = { 1: 500, 2: 2000, 3: 1999 };
		expect(several('fastest').play({ wrong: [1], right: [2, 3], after }).left).toEqual([3]);
		expect(several('fastest').play({ wrong: [1, 2, 3, 4] }).left).toEqual([1, 2, 3, 4]);
	});

	it('[BE3] equally fast to the millisecond: both stay', () => {
		const after = { 1: 2000, 2: 700, 3: 700 };
		expect(several('fastest').play({ right: [1, 2, 3], after }).left).toEqual([2, 3]);
	});

	it('[BE3] used up: the ranking decides', () => {
		const show = several('all_right');
		show.play({ right: [1, 2], after: { 1: 3000 } }).play({ right: [1, 2] });
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.finish().map((r) => [r.sbd, r.rank])).toEqual([
			[2, 1],
			[1, 2],
			[3, 3],
			[4, 3],
			[5, 5]
		]);
	});

	it('[BE3] used up, by option: the rank is shared', () => {
		const show = several('all_right', 'share');
		show.play({ right: [1, 2], after: { 1: 3000 } }).play({ right: [1, 2] });
		expect(show.finish().map((r) => [r.sbd, r.rank])).toEqual([
			[1, 1],
			[2, 1],
			[3, 3],
			[4, 3],
			[5, 5]
		]);
	});
});
