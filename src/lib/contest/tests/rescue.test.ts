import { describe, expect, it } from 'vitest';
import { chooseRescued, dueRescues, lotsOf, quotaHeads, rescuable, rescueBarred } from '../rescue';
import type { RescueChoice } from '../rules';
import { rescueOf, type Show } from '../show';
import { given, type Room } from './given';

const due = (show: Show) => dueRescues(show.contest)[0] ?? null;
const choose = (show: Show, choice: RescueChoice, count: number, seed = 'hạt giống') =>
	chooseRescued(show.contest, choice, { quota: count, percent: false }, seed);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('[RE1] triggers', () => {
	const room = (rescue: NonNullable<Room['rules']>['rescue'], rest: Room = {}) =>
		given({
			contestants: 10,
			questions: { main: 6, spare: 2, rescue: 2 },
			...rest,
			rules: { ...rest.rules, rescue }
		});

	it('[RE1] by the host, between any two questions', () => {
		const show = room({}).play({ right: [1, 2] });
		expect(due(show)).toBeNull();
		expect(show.next).toEqual({ step: 'present', q: 2 });
		expect(show.rescue(9).left).toEqual([1, 2, 9]);
	});

	it('[RE1] not while a question is on the floor', () => {
		const show = room({})
			.play({ right: [1, 2] })
			.present();
		expect(show.refusal(rescueOf([9]))).toBe('question/unfinished');
		expect(show.open().refusal(rescueOf([9]))).toBe('question/unfinished');
		expect(show.timeUp().refusal(rescueOf([9]))).toBe('question/unfinished');
		expect(show.refusal({ type: 'declineRescue', trigger: 'host' })).toBe('question/unfinished');
	});

	it('[RE1] after question k', () => {
		const show = room({ afterQuestions: [2, 4] }).play({ right: upTo(8) });
		expect(due(show)).toBeNull();
		show.play({ right: upTo(6) });
		expect(show.next).toEqual({ step: 'rescue', trigger: 'after_question' });
		show.do({ ...rescueOf([9]), trigger: 'after_question' });
		expect(due(show)).toBeNull();
		show.play({ right: upTo(6) });
		expect(due(show)).toBeNull();
		expect(due(show.play({ right: upTo(6) }))).toBe('after_question');
	});

	it('[RE1] one rescue answers every trigger that proposes it, and so does declining', () => {
		const both = { afterQuestions: [1], atMost: 5 };
		const held = room(both).play({ right: upTo(5) });
		expect(dueRescues(held.contest)).toEqual(['after_question', 'at_most']);
		held.do({ ...rescueOf([9]), trigger: 'after_question' });
		expect(due(held)).toBeNull();
		const byHost = room(both)
			.play({ right: upTo(5) })
			.rescue(9);
		expect(due(byHost)).toBeNull();
		const declined = room(both).play({ right: upTo(5) });
		declined.do({ type: 'declineRescue', trigger: 'after_question' });
		expect(due(declined)).toBeNull();
	});

	it('[RE1] [JU4] a reason that no longer holds is refused', () => {
		const show = room({ atMost: 3 }).play({ right: upTo(5) });
		expect(show.refusal({ ...rescueOf([9]), trigger: 'at_most' })).toBe('rescue/not_due');
		expect(show.refusal({ type: 'declineRescue', trigger: 'at_most' })).toBe('rescue/not_due');
		expect(show.refusal({ ...rescueOf([9]), choice: 'question' })).toBe('rescue/not_due');
	});

	it('[RE1] after question k: a spare counts as the question that it replaces', () => {
		const show = room({ afterQuestions: [2] }, { rules: { everyoneFails: 'void' } });
		show.play({ right: upTo(8) }).play();
		expect(due(show)).toBeNull();
		expect(due(show.play({ right: upTo(6) }))).toBe('after_question');
	});

	it('[RE1] after question k, and not after a tie-break that follows it', () => {
		const show = room({ afterQuestions: [1] }, { questions: { main: 1, tiebreak: 2 } });
		expect(due(show.play({ right: upTo(10) }))).toBeNull();
		expect(due(show.play({ right: upTo(8) }))).toBeNull();
	});

	it('[RE1] when at most N are left', () => {
		const show = room({ atMost: 3 });
		expect(due(show.play({ right: upTo(4) }))).toBeNull();
		expect(due(show.play({ right: upTo(3) }))).toBe('at_most');
	});

	it('[RE1] when at most P % of those who started are left', () => {
		const show = room({ atMostPercent: 30 });
		expect(due(show.play({ right: upTo(4) }))).toBeNull();
		expect(due(show.play({ right: upTo(3) }))).toBe('at_most_percent');
	});

	it('[RE1] when the floor is empty, each time', () => {
		const show = room({ floorEmpty: true }, { rules: { everyoneFails: 'rescue' } }).play();
		expect(due(show)).toBe('floor_empty');
		show.do({ ...rescueOf([1]), trigger: 'floor_empty' });
		expect(due(show)).toBeNull();
		expect(due(show.play())).toBe('floor_empty');
	});

	it('[RE1] the floor is still empty when a rescue has brought nobody back', () => {
		const show = room({}, { rules: { everyoneFails: 'rescue' } })
			.play()
			.play({}, 9);
		show.do({ ...rescueOf([]), trigger: 'floor_empty', choice: 'question' });
		expect(show.next).toEqual({ step: 'rescue', trigger: 'floor_empty' });
	});

	it('[RE1] without anybody to bring back nothing is proposed', () => {
		expect(due(room({ atMost: 20, afterQuestions: [1] }).play({ right: upTo(10) }))).toBeNull();
	});

	it('[RE1] a trigger fires once; to decline is to be asked no more', () => {
		const show = room({ atMost: 5 }).play({ right: upTo(5) });
		show.do({ type: 'declineRescue', trigger: 'at_most' });
		expect(show.next).toEqual({ step: 'present', q: 2 });
		expect(due(show.play({ right: upTo(3) }))).toBeNull();
	});

	it('[RE1] presenting the next question declines, and the log says so', () => {
		const show = room({ atMost: 5 })
			.play({ right: upTo(5) })
			.present(2);
		expect(show.last('presented')).toEqual({ type: 'presented', q: 2, declined: 'at_most' });
		expect(
			due(
				show
					.open()
					.timeUp()
					.reveal({ right: upTo(3) })
			)
		).toBeNull();
	});
});

describe('[RE2] how many', () => {
	it.each([
		[70, 30, 21],
		[7, 30, 3],
		[10, 25, 3],
		[3, 1, 1],
		[100, 29, 29],
		[9, 100, 9],
		[9, 0, 0],
		[0, 50, 0]
	])('[RE2] of %i eliminated %i per cent are %i, rounded up', (eliminated, percent, heads) => {
		expect(quotaHeads(eliminated, percent, true)).toBe(heads);
	});

	it('[RE2] a quota in heads, never more than there are', () => {
		expect(quotaHeads(40, 25, false)).toBe(25);
		expect(quotaHeads(12, 25, false)).toBe(12);
	});

	it('[RE2] all', () => {
		const show = given({ rules: { rescue: { size: 'all' } } }).play({ right: [2] });
		const everybody = rescuable(show.contest).map((c) => c.sbd);
		expect(everybody).toEqual([1, 3, 4]);
		expect(show.rescue(...everybody).left).toEqual([1, 2, 3, 4]);
	});

	const byQuestion = (fastest: number | null = null) =>
		given({
			contestants: 6,
			questions: { main: 3, rescue: 2 },
			rules: { rescue: { size: 'question', fastest } }
		}).play({ right: [1] });

	it('[RE2] question: the eliminated answer, and nobody else', () => {
		const show = byQuestion().present(4).open();
		expect([...show.turn.roster]).toEqual([2, 3, 4, 5, 6]);
		show.timeUp().reveal({ right: [1, 2, 4], wrong: [3] });
		expect(show.last('revealed').judged.map(([sbd]) => sbd)).toEqual([2, 3, 4, 5, 6]);
		expect(show.contestant(1)).toMatchObject({ status: 'in', survived: 1, correct: 1 });
	});

	it('[RE2] question: all who are right return, once the host has confirmed', () => {
		const show = byQuestion().play({ right: [2, 4], wrong: [3] }, 4);
		expect(show.contest.returning).toEqual([2, 4]);
		expect(show.last('revealed')).toMatchObject({ out: [], left: [1], returning: [2, 4] });
		expect(show.left).toEqual([1]);
		expect(show.next).toEqual({ step: 'confirmReturn' });
		show.do({ ...rescueOf([2, 4]), choice: 'question', byHand: false });
		expect(show.left).toEqual([1, 2, 4]);
		expect(show.next).toEqual({ step: 'present', q: 2 });
		expect(show.contestant(2)).toMatchObject({ correct: 0, survived: 0, rescuedAt: 2 });
	});

	it('[RE2] question: only the fastest N of them', () => {
		const after = { 2: 3000, 3: 1000, 4: 2000, 5: 500 };
		const show = byQuestion(2).play({ right: [2, 3, 4], wrong: [5], after }, 4);
		expect(show.contest.returning).toEqual([3, 4]);
	});

	it('[RE2] question: nobody was right, nobody returns, and the rescue is used', () => {
		const show = byQuestion().play({ wrong: [2, 3] }, 4);
		expect(show.contest.returning).toEqual([]);
		expect(show.next).toEqual({ step: 'confirmReturn' });
		show.do({ ...rescueOf([]), choice: 'question' });
		expect(show.left).toEqual([1]);
		expect(show.contest.rescues).toHaveLength(1);
		expect(show.next).toEqual({ step: 'present', q: 2 });
	});

	it('[RE2] nothing else is played before the host has confirmed', () => {
		const show = byQuestion().play({ right: [2] }, 4);
		expect(show.refusal({ type: 'present', q: 2 })).toBe('question/not_next');
		expect(show.refusal({ type: 'present', q: 5 })).toBe('question/not_next');
	});
});

describe('[RE3] who', () => {
	/** Out: 7, 8 at question 1; 5, 6 at 2; 3, 4 at 3. On the floor: 1, 2. In the warm-up before it 8 was right as well. */
	const show = given({
		contestants: 8,
		warmup: 1,
		questions: { main: 6 },
		unit: (sbd) => (sbd > 5 ? 'B' : 'A')
	});
	show
		.play({ right: [3, 4, 5, 8] })
		.play({ right: upTo(6) })
		.play({ right: upTo(4) })
		.play({ right: [1, 2] });

	it('[RE3] most recently eliminated first; ties drawn', () => {
		expect(choose(show, 'recent', 2).sort()).toEqual([3, 4]);
		expect(choose(show, 'recent', 4).slice(2).sort()).toEqual([5, 6]);
		const third = new Set(upTo(50).map((seed) => choose(show, 'recent', 3, `${seed}`)[2]));
		expect([...third].sort()).toEqual([5, 6]);
	});

	it('[RE3] most correct answers first; ties drawn', () => {
		expect(choose(show, 'most_correct', 2).sort()).toEqual([3, 4]);
		expect(choose(show, 'most_correct', 6).at(-1)).toBe(7);
		const fourth = upTo(50).map((seed) => choose(show, 'most_correct', 4, `${seed}`)[3]);
		expect([...new Set(fourth)].sort()).toEqual([6, 8]);
	});

	it('[RE3] at random: anybody who is out', () => {
		const drawn = new Set(upTo(100).flatMap((seed) => choose(show, 'random', 2, `${seed}`)));
		expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7, 8]);
	});

	it('[RE3] by unit: the quota is that of each unit', () => {
		for (const seed of upTo(30)) {
			const units = choose(show, 'per_unit', 2, `${seed}`).map((sbd) => show.contestant(sbd).unit);
			expect(units.sort()).toEqual(['A', 'A', 'B', 'B']);
		}
	});

	it('[RE3] by unit: of a small unit all come back, and the others are not held back', () => {
		const uneven = given({ contestants: 7, unit: (sbd) => (sbd === 7 ? 'B' : 'A') }).play({ right: [1] });
		const chosen = choose(uneven, 'per_unit', 4);
		expect(chosen).toHaveLength(5);
		expect(chosen).toContain(7);
	});

	it('[RE3] it is said where lots decide, and among whom: those who are level at the line', () => {
		const show = given({ contestants: 6 })
			.play({ right: [1, 2, 3] })
			.play({ right: [1] });
		const lots = (choice: RescueChoice, quota: number) =>
			lotsOf(show.contest, choice, { quota, percent: false });
		expect(lots('recent', 1)).toEqual([{ among: [2, 3], taken: 1 }]);
		expect(lots('recent', 2)).toEqual([]);
		expect(lots('recent', 4)).toEqual([{ among: [4, 5, 6], taken: 2 }]);
		expect(lots('most_correct', 3)).toEqual([{ among: [4, 5, 6], taken: 1 }]);
		expect(lots('random', 2)).toEqual([{ among: [2, 3, 4, 5, 6], taken: 2 }]);
		expect(lots('random', 5)).toEqual([]);
		expect(lots('per_unit', 0)).toEqual([]);
		expect(lots('hand', 2)).toEqual([]);
	});

	it('[RE3] by hand nobody is proposed', () => {
		expect(choose(show, 'hand', 3)).toEqual([]);
	});

	it.each(['recent', 'most_correct', 'random', 'per_unit'] as const)(
		'[RE3] %s: the same seed draws the same, another seed another; never more than there are',
		(choice) => {
			expect(choose(show, choice, 3, 'x')).toEqual(choose(show, choice, 3, 'x'));
			const draws = new Set(upTo(30).map((seed) => choose(show, choice, 3, `${seed}`).join()));
			expect(draws.size).toBeGreaterThan(1);
			expect(choose(show, choice, 99).sort()).toEqual([3, 4, 5, 6, 7, 8]);
		}
	);

	it('[RE3] the seed is in the log', () => {
		const other = given().play({ right: [1] });
		other.do({ type: 'rescue', trigger: 'host', choice: 'random', sbds: [3, 2], seed: '42', byHand: false });
		expect(other.last('rescued')).toEqual({
			type: 'rescued',
			trigger: 'host',
			choice: 'random',
			sbds: [2, 3],
			seed: '42',
			byHand: false
		});
		expect(other.contest.rescues).toEqual([
			{ afterTurn: 1, trigger: 'host', choice: 'random', sbds: [2, 3], seed: '42', byHand: false }
		]);
	});
});

describe('[RE4] preview and confirmation', () => {
	it('[RE4] a preview changes nothing', () => {
		const show = given().play({ right: [1] });
		const before = structuredClone(show.contest);
		choose(show, 'recent', 2);
		expect(show.contest).toEqual(before);
	});

	it('[RE4] the host changes the list by hand: others than were right may return', () => {
		const show = given({ questions: { main: 3, rescue: 1 } })
			.play({ right: [1] })
			.play({ right: [2] }, 4);
		show.do({ ...rescueOf([3]), choice: 'question' });
		expect(show.left).toEqual([1, 3]);
		expect(show.last('rescued').byHand).toBe(true);
	});

	it('[RE4] only the eliminated, each once, and at least one', () => {
		const show = given().play({ right: [1] });
		expect(show.refusal(rescueOf([1]))).toBe('rescue/not_eliminated');
		expect(show.refusal(rescueOf([99]))).toBe('rescue/not_eliminated');
		expect(show.refusal(rescueOf([2, 2]))).toBe('rescue/not_eliminated');
		expect(show.refusal(rescueOf([]))).toBe('rescue/nobody');
	});

	it.each(['disqualified', 'withdrawn'] as const)('[RE4] the %s are never rescued', (to) => {
		const show = given()
			.play({ right: [1] })
			.setStatus(2, to);
		expect(show.refusal(rescueOf([2, 3]))).toBe('rescue/not_eliminated');
		for (const choice of ['recent', 'most_correct', 'random', 'per_unit'] as const)
			expect(choose(show, choice, 9).sort()).toEqual([3, 4]);
	});

	it('[RE4] disqualified during the rescue question: she does not return, and takes nobody a place', () => {
		const show = given({ questions: { main: 3, rescue: 1 }, rules: { rescue: { fastest: 1 } } });
		show
			.play({ right: [1] })
			.present(4)
			.open()
			.setStatus(2, 'disqualified');
		show.timeUp().reveal({ right: [2, 3], after: { 2: 500 } });
		expect(show.contest.returning).toEqual([3]);
	});

	it('[RE4] disqualified before the confirmation: she does not return', () => {
		const show = given({ questions: { main: 3, rescue: 1 } })
			.play({ right: [1] })
			.play({ right: [2, 3] }, 4);
		expect(show.setStatus(2, 'disqualified').contest.returning).toEqual([3]);
	});
});

describe('[RE5] limits', () => {
	it('[RE5] at most m rescues', () => {
		const show = given({ rules: { rescue: { limit: 2, atMost: 3 } } }).play({ right: [1] });
		show.rescue(2).rescue(3);
		expect(show.refusal(rescueOf([4]))).toBe('rescue/none_left');
		expect(due(show)).toBeNull();
	});

	it('[RE5] a rescue question counts, and is not presented beyond the limit', () => {
		const show = given({ questions: { main: 3, rescue: 2 }, rules: { rescue: { limit: 1 } } }).play({
			right: [1]
		});
		show.play({ right: [2] }, 4);
		expect(show.do({ ...rescueOf([2]), choice: 'question' }).contest.rescues).toHaveLength(1);
		expect(show.refusal({ type: 'present', q: 5 })).toBe('rescue/none_left');
	});

	it('[RE5] a limit of 0: no rescue at all', () => {
		const show = given({ rules: { rescue: { limit: 0 } } }).play({ right: [1] });
		expect(show.refusal(rescueOf([2]))).toBe('rescue/none_left');
	});

	it('[RE5] none once the bell question has been presented', () => {
		const show = given({ questions: { main: 1, rescue: 1, bell: 1 } }).play({ right: [1] });
		expect(rescueBarred(show.contest)).toBeNull();
		show.present(3);
		expect(rescueBarred(show.contest)).toBe('rescue/after_bell');
		show.open().timeUp().reveal();
		expect(show.refusal(rescueOf([2]))).toBe('rescue/after_bell');
		expect(show.refusal({ type: 'present', q: 2 })).toBe('rescue/after_bell');
	});
});
