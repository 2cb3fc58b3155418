import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Interruption } from '$lib/contest/events';
import { given } from '$lib/contest/tests/given';
import { Interruptions } from './interruptions';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(contestants: number) {
	const show = given({ contestants }).present().open();
	const recorded: ({ q: number } & Interruption)[] = [];
	const trouble = { of: 0 };
	const interruptions = new Interruptions(
		() => show.contest,
		async (q, what) => {
			if (trouble.of-- > 0) throw new Error('the database is away');
			recorded.push({ q, ...what });
		}
	);
	const comeBack = (n: number) => {
		for (let sbd = 1; sbd <= n; sbd++) interruptions.cameBack(sbd);
	};
	return { show, recorded, trouble, interruptions, comeBack };
}
const aWhile = () => vi.advanceTimersByTimeAsync(1100);

describe('[PH11] many come back while a question asks them', () => {
	it.each([
		[10, 2, 0],
		[10, 3, 3],
		[100, 9, 0],
		[100, 10, 10]
	])('of %i whom it asks %i come back: %i are reported', async (asked, back, reported) => {
		const { recorded, comeBack } = watched(asked);
		comeBack(back);
		await aWhile();
		expect(recorded).toEqual(reported ? [{ q: 1, phones: reported, unavailableMs: 0, clockMs: 0 }] : []);
	});

	it('waits until all are back, and counts each once', async () => {
		const { recorded, comeBack } = watched(20);
		comeBack(5);
		await vi.advanceTimersByTimeAsync(900);
		comeBack(12);
		await aWhile();
		expect(recorded).toEqual([{ q: 1, phones: 12, unavailableMs: 0, clockMs: 0 }]);
	});

	it('does not count who is not asked, nor what was in another question, nor before the opening', async () => {
		const { recorded, comeBack, interruptions, show } = watched(10);
		comeBack(2);
		for (const stranger of [98, 99]) interruptions.cameBack(stranger);
		show.timeUp().reveal().present();
		comeBack(10);
		show.open();
		comeBack(2);
		await aWhile();
		expect(recorded).toEqual([]);
	});

	it('is nothing any more when the key is shown meanwhile', async () => {
		const { recorded, comeBack, show } = watched(10);
		comeBack(10);
		show.timeUp().reveal();
		await aWhile();
		expect(recorded).toEqual([]);
	});
});

describe('[PH11] answers can not be recorded for a while', () => {
	it('is reported from two seconds on, with the longest while', async () => {
		const { recorded, interruptions } = watched(10);
		interruptions.recordedAfter(1900);
		await aWhile();
		expect(recorded).toEqual([]);
		interruptions.recordedAfter(6200.4);
		interruptions.recordedAfter(2500);
		await aWhile();
		expect(recorded).toEqual([{ q: 1, phones: 0, unavailableMs: 6200, clockMs: 0 }]);
	});

	it('is reported again until it comes through', async () => {
		const { recorded, interruptions, trouble } = watched(10);
		trouble.of = 3;
		interruptions.recordedAfter(3000);
		for (let i = 0; i < 5; i++) await aWhile();
		expect(recorded).toEqual([{ q: 1, phones: 0, unavailableMs: 3000, clockMs: 0 }]);
	});
});
