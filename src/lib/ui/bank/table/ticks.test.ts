import { describe, expect, it } from 'vitest';
import { allTicks, countTicked, isTicked, noTicks, ticked } from './ticks';

describe('ticks', () => {
	it('one by one', () => {
		const two = ticked(noTicks, ['a', 'b'], true);
		expect([isTicked(two, 'a'), isTicked(two, 'c'), countTicked(two, 10)]).toEqual([true, false, 2]);
		expect(countTicked(ticked(two, ['a', 'c'], false), 10)).toBe(1);
	});

	it('all that the filter shows, without naming them, but some', () => {
		const most = ticked(allTicks, ['a', 'b'], false);
		expect([isTicked(most, 'a'), isTicked(most, 'c'), countTicked(most, 10)]).toEqual([false, true, 8]);
		expect(countTicked(ticked(most, ['a'], true), 10)).toBe(9);
	});
});
