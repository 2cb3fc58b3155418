import { describe, expect, test } from 'vitest';
import { createThrottle } from './throttle';

const rule = { free: 3, first: 1000, longest: 8000, memory: 60_000 };

/** Waits as somebody meets them who asks `times` times, each time as early as she may. */
function waits(times: number, throttle = createThrottle(rule)): number[] {
	let now = 0;
	return Array.from({ length: times }, () => {
		const wait = throttle.ask('lan', now);
		now += wait;
		if (wait > 0) throttle.ask('lan', now);
		return wait;
	});
}

describe('guessing gets slower', () => {
	test('the first tries are free, then the wait doubles up to the longest', () => {
		expect(waits(9)).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 8000, 8000]);
	});

	test('asking while one has to wait does not lengthen the wait', () => {
		const throttle = createThrottle(rule);
		for (let i = 0; i < 3; i++) throttle.ask('lan', 0);
		expect([throttle.ask('lan', 100), throttle.ask('lan', 200), throttle.ask('lan', 1000)]).toEqual([
			900, 800, 0
		]);
	});

	test('a hundred at once are counted before any of them is answered', () => {
		const throttle = createThrottle(rule);
		const let_through = Array.from({ length: 100 }, () => throttle.ask('lan', 0)).filter((w) => w === 0);
		expect(let_through).toHaveLength(3);
	});

	test('a success takes its own try back; forgetting takes back all', () => {
		const throttle = createThrottle(rule);
		for (let i = 0; i < 3; i++) throttle.ask('school', 0);
		throttle.forgive('school');
		expect(throttle.ask('school', 0)).toBe(0);
		throttle.forget('school');
		expect(waits(3, throttle)).toEqual([0, 0, 0]);
	});

	test('another key is not affected, and old tries are forgotten', () => {
		const throttle = createThrottle(rule);
		for (let i = 0; i < 3; i++) throttle.ask('lan', 0);
		expect(throttle.ask('minh', 0)).toBe(0);
		expect(throttle.ask('lan', 60_000)).toBe(0);
		expect(throttle.ask('lan', 60_000)).toBe(0);
	});

	test('remembers no more keys than it may', () => {
		const throttle = createThrottle(rule, 2);
		for (let i = 0; i < 3; i++) throttle.ask('lan', 0);
		throttle.ask('a', 0);
		throttle.ask('b', 0);
		expect(throttle.ask('lan', 0)).toBe(0);
	});
});
