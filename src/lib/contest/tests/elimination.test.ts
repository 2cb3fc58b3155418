import { describe, expect, it } from 'vitest';
import { rescueOf } from '../show';
import { given } from './given';

describe('who leaves the floor', () => {
	it('[EL1] whoever was not in when the question opened is not judged, whatever was sent', () => {
		const show = given({ contestants: 5 })
			.play({ right: [1, 2, 3, 4] })
			.setStatus(4, 'disqualified');
		show.play({ right: [1, 4, 5, 99], wrong: [2] });
		expect(show.last('revealed').judged.map(([sbd]) => sbd)).toEqual([1, 2, 3]);
		expect(show.left).toEqual([1]);
	});

	it('[EL1] who is reinstated while the question is open is not judged by it', () => {
		const show = given()
			.play({ right: [1, 2, 3] })
			.present()
			.open()
			.setStatus(4, 'reinstated');
		show.timeUp().reveal({ right: [1], wrong: [4] });
		expect(show.left).toEqual([1, 4]);
		expect(show.play({ right: [1] }).left).toEqual([1]);
	});

	it('[EL1] disqualified between opening and reveal: judged for the record, with no effect', () => {
		const show = given().present().open().setStatus(1, 'disqualified').timeUp();
		show.reveal({ right: [1, 2], wrong: [3, 4] });
		expect(show.last('revealed').judged).toHaveLength(4);
		expect(show.contestant(1)).toMatchObject({ status: 'disqualified', correct: 0, survived: 0 });
		expect(show.last('revealed')).toMatchObject({ out: [3, 4], left: [2] });
	});

	it('[EL1] disqualified while open, and wrong, she does not leave a second time', () => {
		const show = given()
			.present()
			.open()
			.setStatus(4, 'disqualified')
			.timeUp()
			.reveal({ right: [1, 2, 3] });
		expect(show.last('revealed').out).toEqual([]);
		expect(show.contestant(4).status).toBe('disqualified');
	});

	it('[EL2] knock-out: wrong is out', () => {
		const show = given().play({ right: [1, 3], wrong: [2, 4] });
		expect(show.left).toEqual([1, 3]);
		expect(show.contestant(2)).toMatchObject({ status: 'out', outAt: 1, survived: 0, correct: 0 });
		expect(show.contestant(1)).toMatchObject({
			status: 'in',
			outAt: null,
			survived: 1,
			correct: 1,
			timeMs: 1000
		});
	});

	it('[EL2] warm-up: nobody leaves, but what is right counts; then the knock-out begins', () => {
		const show = given({ warmup: 2 })
			.play({ right: [1] })
			.play({ wrong: [1, 2, 3, 4] });
		expect(show.left).toEqual([1, 2, 3, 4]);
		expect(show.last('revealed').everyoneFailed).toBeNull();
		expect([1, 2].map((sbd) => show.contestant(sbd).correct)).toEqual([1, 0]);
		expect(show.contestant(2).survived).toBe(2);
		expect(show.play({ right: [2] }).left).toEqual([2]);
	});

	it('[EL3] no answer counts as wrong', () => {
		const show = given().play({ right: [1, 2], wrong: [3] });
		expect(show.left).toEqual([1, 2]);
		expect(show.last('revealed').judged[3]).toEqual([4, null, null, 0]);
	});

	it('[EL4] verdicts are applied at the reveal, not before', () => {
		const show = given().present().open();
		const before = show.contest.contestants;
		show.timeUp();
		expect(show.contest.contestants).toBe(before);
		expect(show.turn.judged.size).toBe(0);
		expect(show.reveal({ right: [1] }).left).toEqual([1]);
	});

	it('[EL6] the log says who was judged, what each answered, who left, who is left', () => {
		const show = given({ contestants: 3 }).play({ right: [3], wrong: [1], after: { 3: 1234 } });
		expect(show.last('revealed')).toEqual({
			type: 'revealed',
			q: 1,
			judged: [
				[1, 'B', 1000, 0],
				[2, null, null, 0],
				[3, 'A', 1234, 1]
			],
			out: [1, 2],
			left: [3],
			everyoneFailed: null,
			returning: null,
			digest: 'digest'
		});
	});
});

describe('[EL5] everyone left fails the same question', () => {
	const all = (everyoneFails: 'stay' | 'void' | 'rescue' | 'end', spare = 0, limit = 2) =>
		given({ questions: { main: 3, spare, bell: 1 }, rules: { everyoneFails, rescue: { limit } } }).play({
			right: [1, 2, 3]
		});

	it('[EL5] stay: nobody leaves, and they have survived it', () => {
		const show = all('stay').play({ wrong: [1, 2] });
		expect(show.left).toEqual([1, 2, 3]);
		expect(show.last('revealed')).toMatchObject({ out: [], everyoneFailed: 'stay', left: [1, 2, 3] });
		expect(show.contestant(1).survived).toBe(2);
		expect(show.next).toEqual({ step: 'present', q: 3 });
	});

	it('[EL5] void: the spare is played in its place, under the same number', () => {
		const show = all('void', 1).play();
		expect(show.left).toEqual([1, 2, 3]);
		expect(show.contestant(1).survived).toBe(1);
		expect(show.contest.played.at(-1)?.voided).toBe(true);
		expect(show.next).toEqual({ step: 'present', q: 4 });
		expect(show.play({ right: [1, 2] }).left).toEqual([1, 2]);
		expect(show.turn.ordinal).toBe(2);
		expect(show.next).toEqual({ step: 'present', q: 3 });
		expect(show.present().turn.ordinal).toBe(3);
	});

	it('[EL5] void: a spare can be voided too, as long as there is another', () => {
		const show = all('void', 2).play().play();
		expect(show.next).toEqual({ step: 'present', q: 5 });
		show.play();
		expect(show.left).toEqual([1, 2, 3]);
		expect(show.contest.played.map((t) => t.voided)).toEqual([false, true, true, false]);
	});

	it('[EL5] void without a spare left: nobody leaves, the contest goes on', () => {
		const show = all('void').play();
		expect(show.left).toEqual([1, 2, 3]);
		expect(show.next).toEqual({ step: 'present', q: 3 });
		expect(show.present().turn.ordinal).toBe(3);
	});

	it('[EL5] void: the spare is played even when a rescue question comes in between', () => {
		const show = given({
			questions: { main: 3, spare: 1, rescue: 1 },
			rules: { everyoneFails: 'void' }
		});
		show.play({ right: [1, 2] }).play();
		show.play({ right: [3] }, 5).do({ ...rescueOf([3]), choice: 'question' });
		expect(show.next).toEqual({ step: 'present', q: 4 });
	});

	it('[EL5] void in a spare: it plays under the rule of the round it stands in for', () => {
		const show = given({ questions: { main: 2, spare: 1 }, warmup: 1, rules: { everyoneFails: 'void' } });
		show.play().play();
		expect(show.play({ right: [1] }).left).toEqual([1]);
	});

	it('[EL5] rescue: all leave, and a rescue follows', () => {
		const show = all('rescue').play();
		expect(show.left).toEqual([]);
		expect(show.last('revealed')).toMatchObject({ out: [1, 2, 3], everyoneFailed: 'rescue' });
		expect(show.next).toEqual({ step: 'rescue', trigger: 'floor_empty' });
		expect(show.rescue(1, 4).next).toEqual({ step: 'present', q: 3 });
	});

	it('[EL5] rescue without one left: the contest is at its end', () => {
		const show = all('rescue', 0, 0).play();
		expect(show.left).toEqual([]);
		expect(show.next).toEqual({ step: 'finish' });
	});

	it('[EL5] end: the contest ends without a bell, and without a rescue', () => {
		const show = all('end').play();
		expect(show.next).toEqual({ step: 'finish' });
		expect(show.refusal(rescueOf([1]))).toBe('rescue/nobody');
		expect(show.refusal({ type: 'present', q: 3 })).toBe('question/not_next');
		expect(show.finish()[0]?.rank).toBe(1);
		expect(show.contest.bellRinger).toBeNull();
	});

	it('[EL5] end is the end: who is reinstated afterwards is ranked, but plays no further', () => {
		expect(all('end').play().setStatus(1, 'reinstated').next).toEqual({ step: 'finish' });
	});

	it('[EL5] somebody disqualified does not save the others by having been right', () => {
		const show = all('stay')
			.present()
			.open()
			.setStatus(1, 'disqualified')
			.timeUp()
			.reveal({ right: [1] });
		expect(show.last('revealed').everyoneFailed).toBe('stay');
		expect(show.left).toEqual([2, 3]);
	});

	it('[EL5] nobody left to judge is not everyone failing', () => {
		const show = all('end').present().open();
		for (const sbd of [1, 2, 3]) show.setStatus(sbd, 'withdrawn');
		show.timeUp().reveal();
		expect(show.last('revealed')).toMatchObject({ everyoneFailed: null, out: [], left: [] });
	});

	it('[EL5] a single contestant is everyone', () => {
		const one = (everyoneFails: 'stay' | 'end') => given({ contestants: 1, rules: { everyoneFails } });
		expect(one('stay').play().left).toEqual([1]);
		expect(one('end').play().left).toEqual([]);
	});
});
