import { describe, expect, it } from 'vitest';
import type { Command } from '../commands';
import { acceptUntil } from '../course';
import { questionOf } from '../state';
import type { Show } from '../show';
import { given, limitMs } from './given';

/** Answer times that the reveal counted, by SBD. */
const times = (show: Show) =>
	Object.fromEntries(show.last('revealed').judged.map(([sbd, , ms]) => [sbd, ms]));

describe("a question's life", () => {
	it('[PH1] presented, open, closed, revealed, and in no other order', () => {
		const show = given();
		const reveal: Command = { type: 'reveal', answers: [], digest: '' };
		const present: Command = { type: 'present', q: 2 };
		expect(show.refusal({ type: 'open' })).toBe('question/not_presented');

		expect(show.present().turn.stage).toBe('presented');
		expect(show.refusal({ type: 'close', absent: [] })).toBe('question/not_open');
		expect(show.refusal(reveal)).toBe('question/not_closed');
		expect(show.refusal(present)).toBe('question/unfinished');

		expect(show.open().turn.stage).toBe('open');
		expect(show.refusal({ type: 'open' })).toBe('question/not_presented');
		expect(show.refusal(reveal)).toBe('question/not_closed');
		expect(show.refusal(present)).toBe('question/unfinished');

		expect(show.do({ type: 'close', absent: [] }).turn.stage).toBe('closed');
		expect(show.refusal({ type: 'close', absent: [] })).toBe('question/not_open');
		expect(show.refusal(present)).toBe('question/unfinished');
		expect(show.refusal({ type: 'finish' })).toBe('question/unfinished');

		expect(show.reveal({ right: [1] }).turn.stage).toBe('revealed');
		expect(show.refusal(reveal)).toBe('question/not_closed');
		expect(show.refusal(present)).toBeNull();
	});

	it('[PH3] closes the limit after the opening, and takes answers until the grace is over', () => {
		const show = given({ rules: { graceSeconds: 2 } }).present();
		expect(acceptUntil(show.contest)).toBeNull();
		show.wait(5000).open();
		expect(show.turn.closesAt).toBe(show.now + limitMs);
		expect(acceptUntil(show.contest)).toBe(show.now + limitMs + 2000);
		show.timeUp();
		expect(acceptUntil(show.contest)).toBeLessThan(show.now);
		expect(acceptUntil(show.reveal().contest)).toBeNull();
	});

	it('[PH3] the limit is the own one of the question', () => {
		const show = given({ every: { limitMs: 30_000 } })
			.present()
			.open();
		expect(show.turn.closesAt).toBe(show.now + 30_000);
	});

	it('[PH3] an answer within the grace counts, with its true time', () => {
		const show = given().play({ right: [1, 2], after: { 1: limitMs + 900 } });
		expect(show.left).toEqual([1, 2]);
		expect(times(show)).toMatchObject({ 1: limitMs + 900, 2: 1000 });
	});

	it('[PH4] [PH5] [PH6] the verdict is on exactly the recorded answer', () => {
		const show = given().play({ says: { 1: 'A', 2: 'B', 3: '', 4: 'a' } });
		expect(show.last('revealed').judged.map(([sbd, value, , right]) => [sbd, value, right])).toEqual([
			[1, 'A', 1],
			[2, 'B', 0],
			[3, '', 0],
			[4, 'a', 0]
		]);
		expect(show.last('revealed').digest).toBe('digest');
	});

	it('[PH7] the deadline closes by itself, not before the grace is over, and reveals nothing', () => {
		const show = given().present().open();
		const until = acceptUntil(show.contest) ?? 0;
		show.now = until;
		expect(show.refusal({ type: 'deadline', absent: [] })).toBe('question/not_due');
		show.wait(1).do({ type: 'deadline', absent: [] });
		expect(show.turn.stage).toBe('closed');
		expect(show.last('closed').by).toBe('deadline');
		expect(show.refusal({ type: 'deadline', absent: [] })).toBe('question/not_open');
	});

	it('[PH7] [PH3] the host closes early, and the grace is given all the same', () => {
		const show = given().present().open().wait(4000).do({ type: 'close', absent: [] });
		expect(show.last('closed').by).toBe('host');
		expect(show.turn.closesAt).toBe(show.now);
		expect(acceptUntil(show.contest)).toBe(show.now + 1000);
	});

	it('[PH7] the host extends the time', () => {
		const show = given().present().open();
		const end = show.turn.closesAt;
		show.do({ type: 'extend', ms: 10_000 });
		expect(show.turn.closesAt).toBe(end + 10_000);
		show.now = end + 5000;
		expect(show.refusal({ type: 'deadline', absent: [] })).toBe('question/not_due');
		expect(show.timeUp().reveal({ right: [1], after: { 1: limitMs + 9000 } }).left).toEqual([1]);
	});

	it('[PH7] paused: the clock stands, no answer is taken, no deadline passes', () => {
		const show = given().present().open().wait(4000).do({ type: 'pause' });
		const paused = show.now;
		expect(acceptUntil(show.contest)).toBe(paused);
		expect(show.turn.leftMs).toBe(limitMs - 4000);
		show.wait(60_000);
		expect(show.refusal({ type: 'deadline', absent: [] })).toBe('question/not_open');
		expect(show.refusal({ type: 'pause' })).toBe('question/not_open');
		expect(show.refusal({ type: 'extend', ms: 1000 })).toBe('question/not_open');
		show.do({ type: 'resume' });
		expect(show.turn.closesAt).toBe(show.now + limitMs - 4000);
		expect(show.refusal({ type: 'resume' })).toBe('question/not_paused');
	});

	it('[PH7] answer times leave all pauses out', () => {
		const show = given().present().open();
		show.wait(4000).do({ type: 'pause' }).wait(60_000).do({ type: 'resume' });
		show.wait(3000).do({ type: 'pause' }).wait(10_000).do({ type: 'resume' });
		show.timeUp().reveal({ right: [1, 2, 3], after: { 1: 2000, 2: 65_000, 3: 78_500 } });
		expect(times(show)).toEqual({ 1: 2000, 2: 5000, 3: 8500, 4: null });
	});

	it('[PH7] a paused question can be closed; its time ended at the pause', () => {
		const show = given().present().open().wait(4000).do({ type: 'pause' });
		const paused = show.now;
		show.wait(30_000).do({ type: 'close', absent: [] });
		expect(show.turn.closesAt).toBe(paused);
		expect(times(show.reveal({ right: [1], after: { 1: 3999 } }))[1]).toBe(3999);
	});

	it('[PH7] when the time is up there is nothing left to pause', () => {
		const show = given().present().open().wait(limitMs);
		expect(show.refusal({ type: 'pause' })).toBe('question/not_open');
	});

	it("[PH8] the options keep the author's order and letters", () => {
		const options = ['Bốn', 'Một', 'Ba', 'Hai'];
		const show = given({ every: { options, key: 'C' } }).play({ right: [1], says: { 2: 'A' } });
		expect(questionOf(show.contest, 1).options).toEqual(options);
		expect(show.left).toEqual([1]);
	});

	it('[PH9] reading time: not open before it is over', () => {
		const show = given({ rules: { readingSeconds: 3 } })
			.present()
			.wait(2999);
		expect(show.refusal({ type: 'open' })).toBe('question/reading');
		expect(show.wait(1).open().turn.stage).toBe('open');
	});

	it('[PH9] without reading time the host opens when she likes', () => {
		expect(given().present().refusal({ type: 'open' })).toBeNull();
	});
});
