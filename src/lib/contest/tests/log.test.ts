import { describe, expect, it } from 'vitest';
import type { Command } from '../commands';
import { fold } from '../evolve';
import type { LoggedEvent } from '../events';
import { rank } from '../ranking';
import { given } from './given';

describe('the log', () => {
	it('[JU2] [IN1] folded from the start, or from anywhere in between, it gives the same contest', () => {
		const show = given()
			.play({ right: [1, 2] })
			.rescue(3)
			.play({ right: [1] });
		show.finish();
		expect(fold(show.log)).toEqual(show.contest);
		for (let cut = 0; cut <= show.log.length; cut++)
			expect(fold(show.log.slice(cut), fold(show.log.slice(0, cut)))).toEqual(show.contest);
	});

	it('[JU2] refers to contestants by number: what happens has no names in it', () => {
		const show = given().play({ right: [1] });
		const { judged } = show.last('revealed');
		expect(judged[0]).toEqual([1, 'A', 1000, 1]);
		expect(show.last('registered').contestants[0]).toEqual({ sbd: 1, unit: 'Chi đoàn 1' });
	});

	it("[JU2] a judge's decision carries its reason", () => {
		const show = given().do({ type: 'setStatus', sbd: 2, to: 'disqualified', reason: 'Nhắc bài' });
		expect(show.last('statusSet')).toMatchObject({ sbd: 2, status: 'disqualified', reason: 'Nhắc bài' });
	});

	it('[JU4] what the host does moves the course, people taking seats do not', () => {
		const show = given({ waiting: true });
		const course = show.contest.course;
		show.do({ type: 'register', contestants: [{ sbd: 9, unit: '' }] }).do({ type: 'checkIn', sbds: [9] });
		expect(show.contest.course).toBe(course);
		expect(show.contest.version).toBeGreaterThan(course);
		for (const step of [
			() => show.do({ type: 'start' }),
			() => show.present(),
			() => show.open(),
			() => show.do({ type: 'extend', ms: 1000 }),
			() => show.do({ type: 'callScene', scene: 'floor' }),
			() => show.timeUp(),
			() => show.reveal({ right: [1] }),
			() => show.rescue(2),
			() => show.finish()
		]) {
			step();
			expect(show.contest.course).toBe(show.contest.version);
		}
	});

	it('[IN2] [IN6] a command that comes again is refused, and a refusal changes nothing', () => {
		const show = given();
		const again: Command[] = [
			{ type: 'start' },
			{ type: 'present', q: 1 },
			{ type: 'open' },
			{ type: 'pause' },
			{ type: 'resume' },
			{ type: 'close', absent: [] },
			{ type: 'reveal', answers: [], digest: '' },
			{ type: 'finish' }
		];
		for (const command of again) {
			if (command.type !== 'start') show.do(command);
			const before = structuredClone(show.contest);
			expect(show.refusal(command)).not.toBeNull();
			expect(show.contest).toEqual(before);
		}
	});

	it('[IN5] what an event has settled is not worked out again: rules and lots play no part in folding', () => {
		const show = given().play({ right: [1, 2] });
		const other = show.log.map((logged): LoggedEvent => {
			const { event } = logged;
			if (event.type !== 'revealed') return logged;
			return { ...logged, event: { ...event, out: [1], left: [2, 3, 4] } };
		});
		expect([...fold(other).contestants.values()].map((c) => c.status)).toEqual(['out', 'in', 'in', 'in']);
	});
});

describe('a big contest', () => {
	const seats = 10_000;
	const hall = Array.from({ length: seats }, (_, i) => i + 1);

	/** 10,000 who came one by one; in each question every tenth of those left misses. */
	function played() {
		const show = given({ contestants: 0, waiting: true, questions: { main: 20 }, warmup: 2 });
		const arrivals = hall.flatMap((sbd): LoggedEvent['event'][] => [
			{ type: 'registered', contestants: [{ sbd, unit: `Đơn vị ${sbd % 100}` }] },
			{ type: 'checkedIn', sbds: [sbd] }
		]);
		for (const event of arrivals) show.log.push({ seq: show.log.length + 1, at: show.now, event });
		show.contest = fold(show.log);
		show.do({ type: 'start' });
		for (let q = 1; q <= 20; q++) show.play({ right: show.left.filter((sbd) => sbd % 10 !== q % 10) });
		return show;
	}

	it('[IN1] is folded, judged and ranked like a small one', () => {
		const show = played();
		expect(fold(show.log)).toEqual(show.contest);
		expect(rank(show.contest)).toHaveLength(seats);
	}, 60_000);
});
