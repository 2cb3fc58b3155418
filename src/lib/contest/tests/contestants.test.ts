import { describe, expect, it } from 'vitest';
import { lateJoinAllowed } from '../late';
import { Show } from '../show';
import { given, type Room } from './given';

const arrive = (sbd: number) => ({ type: 'register' as const, contestants: [{ sbd, unit: 'Chi đoàn 2' }] });
const checkIn = (...sbds: number[]) => ({ type: 'checkIn' as const, sbds });

describe('who is in the contest', () => {
	it('[CO1] a contestant number is given once, and belongs to a unit', () => {
		const show = given({ contestants: 2, waiting: true });
		expect(show.refusal(arrive(2))).toBe('seat/taken');
		const twice = [
			{ sbd: 3, unit: '' },
			{ sbd: 3, unit: '' }
		];
		expect(show.refusal({ type: 'register', contestants: twice })).toBe('seat/taken');
		expect(show.do(arrive(3)).contestant(3)).toMatchObject({ sbd: 3, unit: 'Chi đoàn 2' });
	});

	it('[CO2] no more seats than the floor has', () => {
		const show = given({ contestants: 2, waiting: true, rules: { capacity: 3 } });
		const two = [3, 4].map((sbd) => ({ sbd, unit: '' }));
		expect(show.refusal({ type: 'register', contestants: two })).toBe('seat/full');
		expect(show.do(arrive(3)).refusal(arrive(4))).toBe('seat/full');
	});

	it('[CO3] registered, checked in, on the floor, out, and back', () => {
		const show = given({ contestants: 3, waiting: true }).do(arrive(4));
		expect(show.contestant(4).status).toBe('registered');
		expect(show.do(checkIn(4)).contestant(4).status).toBe('checkedIn');
		expect(show.do({ type: 'start' }).contestant(4).status).toBe('in');
		expect(show.play({ right: [1, 2, 3] }).contestant(4)).toMatchObject({ status: 'out', rescuedAt: null });
		expect(show.rescue(4).contestant(4)).toMatchObject({ status: 'in', rescuedAt: 1 });
	});

	it('[CO3] a seat is checked in once, and only one that there is', () => {
		const show = given({ contestants: 1, waiting: true }).do(arrive(2));
		expect(show.refusal(checkIn(1))).toBe('seat/unknown');
		expect(show.refusal(checkIn(2, 9))).toBe('seat/unknown');
		expect(show.refusal(checkIn(2, 2))).toBe('seat/unknown');
	});

	it.each(['disqualified', 'withdrawn'] as const)('[CO3] %s is final until it is reversed', (to) => {
		const show = given()
			.play({ right: [1, 2, 3] })
			.setStatus(1, to)
			.setStatus(4, to);
		expect(show.left).toEqual([2, 3]);
		expect(show.refusal({ type: 'setStatus', sbd: 1, to: 'withdrawn', reason: 'x' })).toBe(
			'status/impossible'
		);
		expect(show.setStatus(1, 'reinstated').left).toEqual([1, 2, 3]);
	});

	it('[CO3] who is on the floor cannot be reinstated, and who is not there cannot be anything', () => {
		const show = given();
		const set = (sbd: number) => show.refusal({ type: 'setStatus', sbd, to: 'reinstated', reason: 'Nhầm' });
		expect(set(1)).toBe('status/impossible');
		expect(set(99)).toBe('seat/unknown');
	});

	it('[CO3] a disqualification before the start is reversed to the roll call, not to the floor', () => {
		const show = given({ waiting: true }).setStatus(1, 'disqualified');
		expect(show.setStatus(1, 'reinstated').contestant(1).status).toBe('checkedIn');
	});

	it('[CO4] those who are checked in at the start are on the floor, the others are not', () => {
		const show = given({ contestants: 2, waiting: true }).do(arrive(3)).do({ type: 'start' });
		expect(show.left).toEqual([1, 2]);
		expect(show.contest.startedWith).toBe(2);
		expect(show.contestant(3).status).toBe('registered');
	});

	it('[CO4] nobody checked in, no start', () => {
		expect(given({ contestants: 0, waiting: true }).refusal({ type: 'start' })).toBe(
			'contest/nobody_checked_in'
		);
	});

	it('[CO6] a seat that has changed its phone is not seated again', () => {
		const show = given({ contestants: 1 });
		expect(show.refusal(checkIn(1))).toBe('seat/unknown');
		expect(show.refusal(arrive(1))).toBe('seat/taken');
	});
});

describe('late join', () => {
	const late = (lateJoin: 'never' | 'first_close', room: Room = {}) =>
		given({ ...room, waiting: true, rules: { lateJoin } })
			.do(arrive(9))
			.do({ type: 'start' });

	it('[CO4] is off by default', () => {
		const show = late('never');
		expect(lateJoinAllowed(show.contest)).toBe(false);
		expect(show.refusal(checkIn(9))).toBe('join/too_late');
	});

	it('[CO4] until the first question closes: while it is read and while it is open', () => {
		expect(late('first_close').do(checkIn(9)).left).toContain(9);
		expect(late('first_close').present().do(checkIn(9)).left).toContain(9);
		const open = late('first_close').present().open();
		expect(lateJoinAllowed(open.contest)).toBe(true);
		expect(open.do(checkIn(9)).contest.startedWith).toBe(5);
		expect(late('first_close').present().open().do({ type: 'pause' }).do(checkIn(9)).left).toContain(9);
	});

	it('[CO4] not once it has closed, nor later', () => {
		const closed = late('first_close').present().open().timeUp();
		expect(closed.refusal(checkIn(9))).toBe('join/too_late');
		const revealed = closed.reveal({ right: [1, 2, 3, 4] });
		expect(revealed.refusal(checkIn(9))).toBe('join/too_late');
		expect(revealed.present().refusal(checkIn(9))).toBe('join/too_late');
	});

	it('[EL1] who comes while the first question is open is not judged by it', () => {
		const show = late('first_close').present().open().do(checkIn(9));
		show.timeUp().reveal({ right: [1], wrong: [9] });
		expect(show.last('revealed').judged.map(([sbd]) => sbd)).toEqual([1, 2, 3, 4]);
		expect(show.left).toEqual([1, 9]);
	});

	it('[EL1] who comes while it is still read out is judged by it', () => {
		const show = late('first_close')
			.present()
			.do(checkIn(9))
			.open()
			.timeUp()
			.reveal({ right: [1] });
		expect(show.left).toEqual([1]);
	});
});

describe('before the contest is prepared', () => {
	it('[CO4] it takes nobody, and does not start', () => {
		const show = new Show();
		expect(show.next).toEqual({ step: 'prepare' });
		expect(show.refusal(arrive(1))).toBe('contest/not_prepared');
		expect(show.refusal(checkIn(1))).toBe('contest/not_prepared');
		expect(show.refusal({ type: 'start' })).toBe('contest/not_prepared');
		expect(show.refusal({ type: 'callScene', scene: 'join' })).toBe('contest/not_prepared');
		expect(show.refusal({ type: 'present', q: 1 })).toBe('contest/not_running');
	});
});
