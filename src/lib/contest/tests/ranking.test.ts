import { describe, expect, it } from 'vitest';
import { rank } from '../ranking';
import type { Show } from '../show';
import { given, type Room } from './given';

const places = (show: Show) => rank(show.contest).map((r) => `${r.rank}:${r.sbd}`);

describe('[BE4] the ranking', () => {
	it('[BE4] the last question survived comes first', () => {
		const show = given({ warmup: 1 });
		show
			.play({ right: [4] })
			.play({ right: [1, 2, 3] })
			.play({ right: [1, 2] })
			.play({ right: [1] });
		expect(places(show)).toEqual(['1:1', '2:2', '3:3', '4:4']);
		expect(rank(show.contest).map((r) => r.survived)).toEqual([4, 3, 2, 1]);
	});

	it('[BE4] a rescue does not erase how far one got', () => {
		const show = given({ contestants: 3 });
		show
			.play({ right: [1, 2] })
			.play({ right: [1] })
			.rescue(2, 3)
			.play({ right: [1] });
		expect(rank(show.contest)).toMatchObject([
			{ sbd: 1, survived: 3 },
			{ sbd: 2, survived: 1 },
			{ sbd: 3, survived: 0 }
		]);
	});

	it('[BE4] then correct answers', () => {
		const show = given({ contestants: 3, warmup: 2 });
		show
			.play({ right: [3] })
			.play({ right: [2, 3] })
			.play({ right: [1] });
		expect(places(show)).toEqual(['1:1', '2:3', '3:2']);
	});

	it('[BE4] then the total time of the correct answers; wrong ones cost no time', () => {
		const show = given({ contestants: 3, warmup: 2 });
		show.play({ right: [1, 2], wrong: [3], after: { 1: 5000, 2: 4000, 3: 14_000 } });
		show.play({ right: [3], wrong: [1, 2], after: { 3: 4500 } }).play();
		expect(places(show)).toEqual(['1:2', '2:3', '3:1']);
		expect(rank(show.contest).map((r) => r.timeMs)).toEqual([4000, 4500, 5000]);
	});

	it('[BE4] then the rank is shared, and the next ones are skipped', () => {
		const show = given({ contestants: 5 }).play({ right: [1, 2, 3], after: { 1: 900 } });
		expect(places(show)).toEqual(['1:1', '2:2', '2:3', '4:4', '4:5']);
	});

	it('[BE4] a voided question counts for nobody', () => {
		const show = given({ questions: { main: 2, spare: 1 }, rules: { everyoneFails: 'void' } });
		show.play({ right: [1, 2] }).play();
		expect(rank(show.contest)[0]).toMatchObject({ survived: 1, correct: 1 });
	});

	it('[BE4] a rescue question counts for nobody', () => {
		const show = given({ questions: { main: 2, rescue: 1 } })
			.play({ right: [1] })
			.play({ right: [2] }, 3);
		expect(show.contestant(2)).toMatchObject({ correct: 0, timeMs: 0, survived: 0 });
		expect(places(show)).toEqual(['1:1', '2:2', '2:3', '2:4']);
	});

	it('[BE4] nor for somebody who is reinstated while it is open', () => {
		const show = given({ questions: { main: 2, rescue: 1 } })
			.play({ right: [1] })
			.present(3)
			.open();
		show
			.setStatus(2, 'reinstated')
			.timeUp()
			.reveal({ right: [2] });
		expect(show.contestant(2)).toMatchObject({ status: 'in', correct: 0, survived: 0 });
	});

	it('[BE4] the disqualified, the withdrawn and those who never played have no rank', () => {
		const show = given({ waiting: true });
		show.do({ type: 'register', contestants: [{ sbd: 9, unit: '' }] }).do({ type: 'start' });
		show
			.setStatus(1, 'disqualified')
			.play({ right: [2] })
			.setStatus(3, 'withdrawn');
		expect(places(show)).toEqual(['1:2', '2:4']);
	});

	it('[BE3] [BE4] shared: those left come before those who are out, whatever they knew', () => {
		const rules: Room['rules'] = { everyoneFails: 'rescue', ties: { stays: 'all_right', left: 'share' } };
		const show = given({ contestants: 3, warmup: 1, questions: { main: 2 }, rules });
		show
			.play({ right: [1, 2], after: { 2: 9000 } })
			.play()
			.rescue(1, 3);
		expect(places(show)).toEqual(['1:1', '1:3', '3:2']);
	});
});

describe('the end', () => {
	it('the host may finish early: the ranking is as of then', () => {
		const show = given().play({ right: [1, 2] });
		expect(show.finish().map((r) => r.rank)).toEqual([1, 1, 3, 3]);
		expect(show.contest.phase).toBe('finished');
		expect(show.next).toEqual({ step: 'done' });
	});

	it('before the first question all share the first rank', () => {
		expect(
			given()
				.finish()
				.every((r) => r.rank === 1)
		).toBe(true);
	});

	it('[JU1] what is finished stays finished; only the record is put right, and the stage led', () => {
		const show = given();
		show.finish();
		expect(show.refusal({ type: 'finish' })).toBe('contest/finished');
		expect(show.refusal({ type: 'present', q: 1 })).toBe('contest/finished');
		expect(show.setStatus(1, 'disqualified').contest.ranking?.map((r) => r.sbd)).toEqual([2, 3, 4]);
		expect(show.do({ type: 'callScene', scene: 'standings' }).contest.scene).toBe('standings');
	});

	it('nothing is finished that has not begun', () => {
		expect(given({ waiting: true }).refusal({ type: 'finish' })).toBe('contest/not_running');
	});
});
