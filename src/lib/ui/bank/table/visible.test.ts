import { describe, expect, it } from 'vitest';
import { visibleRange, windowsOf } from './visible';

describe('rows to draw', () => {
	it('are those on the screen and some around them, and never others than there are', () => {
		expect(visibleRange(10_000, 50, 5000, 1000)).toEqual({ first: 90, end: 130 });
		expect(visibleRange(10_000, 50, -300, 1000)).toEqual({ first: 0, end: 24 });
		expect(visibleRange(15, 50, 0, 1000)).toEqual({ first: 0, end: 15 });
		expect(visibleRange(100, 50, 90_000, 1000)).toEqual({ first: 100, end: 100 });
	});

	it('lie in windows', () => {
		expect(windowsOf({ first: 90, end: 130 }, 100)).toEqual([0, 1]);
		expect(windowsOf({ first: 0, end: 100 }, 100)).toEqual([0]);
		expect(windowsOf({ first: 200, end: 201 }, 100)).toEqual([2]);
		expect(windowsOf({ first: 0, end: 0 }, 100)).toEqual([]);
	});
});
