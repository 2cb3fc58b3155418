import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Limiters } from './limiter';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is given back was not counted, and nobody gets more than there was', () => {
	const limiters = new Limiters(2, 0);
	for (let i = 0; i < 5; i++) {
		expect(limiters.pass('hall')).toBe(true);
		limiters.giveBack('hall');
		limiters.giveBack('hall');
		limiters.giveBack('nobody');
	}
	expect([limiters.pass('hall'), limiters.pass('hall'), limiters.pass('hall')]).toEqual([true, true, false]);
});

test('whose bucket has filled up again is forgotten', () => {
	const limiters = new Limiters(2, 1);
	for (let i = 0; i < 100; i++) limiters.pass(`key ${i}`);
	expect(limiters.size).toBe(100);
	vi.advanceTimersByTime(999);
	limiters.pass('another');
	expect(limiters.size).toBe(101);
	vi.advanceTimersByTime(1);
	limiters.pass('another');
	expect(limiters.size).toBe(1);
});

test('whoever tries many keys does not get back what was spent on one of them', () => {
	const limiters = new Limiters(2, 0, 10);
	for (let i = 0; i < 3; i++) limiters.pass('mine');
	for (let i = 0; i < 50; i++) {
		limiters.pass(`key ${i}`);
		expect(limiters.pass('mine')).toBe(false);
	}
	expect(limiters.size).toBe(10);
});
