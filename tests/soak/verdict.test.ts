import { describe, expect, it } from 'vitest';
import { Random } from '$lib/simulation/random';
import { judgeCount, judgeTrend, trendOf } from './verdict';

const kB = 1000;
const MB = 1000 * kB;
/** As the heap is judged. */
const limit = { share: 0.05, least: 5 * MB, each: 25 * kB };

/** A heap at the ends of contests: `leak` more each time, and noise of a few hundred kB. */
function heap(leak: number, { contests = 30, noise = 300 * kB, seed = 'nhiễu' } = {}): number[] {
	const random = new Random(seed);
	return Array.from({ length: contests }, (_, i) => 60 * MB + i * leak + random.between(-noise, noise));
}
const seeds = Array.from({ length: 50 }, (_, i) => `hạt ${i}`);

describe('the verdict on a soak', () => {
	it('finds nothing in a heap that is flat under its noise', () => {
		for (const seed of seeds) expect(judgeTrend(heap(0, { seed }), limit)).toBe('flat');
	});

	it('finds 50 kB that are lost with every contest', () => {
		for (const seed of seeds) expect(judgeTrend(heap(50 * kB, { seed }), limit)).toBe('rises');
	});

	it('finds what is little each time and much in the end', () => {
		expect(judgeTrend(heap(24 * kB, { contests: 400 }), limit)).toBe('rises');
	});

	it('is not misled by single contests with a heap far off', () => {
		const spiked = heap(0).map((value, i) => (i === 3 || i === 28 ? value + 40 * MB : value));
		expect(judgeTrend(spiked, limit)).toBe('flat');
		const leaking = heap(60 * kB).map((value, i) => (i === 2 ? value + 40 * MB : value));
		expect(judgeTrend(leaking, limit)).toBe('rises');
	});

	it('says that it can’t say when there is too little, or nothing but noise', () => {
		expect(judgeTrend(heap(0).slice(0, 4), limit)).toBe('unclear');
		expect(judgeTrend(heap(0, { contests: 9, noise: 20 * MB }), limit)).toBe('unclear');
	});

	it('calls what shrinks flat', () => {
		expect(judgeTrend(heap(-200 * kB), limit)).toBe('flat');
	});

	it('tells the slope of a line exactly', () => {
		expect(trendOf([1, 3, 5, 7, 9, 11, 13, 15])).toEqual({ slope: 2, low: 2, high: 2, level: 8 });
	});

	it('lets two handles come, and any go', () => {
		expect(judgeCount([40, 40, 40, 37, 38, 40, 37], 2)).toBe('flat');
		expect(judgeCount([40, 41, 40, 39, 42, 40, 40, 38, 40], 2)).toBe('flat');
		expect(judgeCount([40, 40, 41, 41, 42, 42, 43, 43, 44, 44], 2)).toBe('rises');
		expect(judgeCount([40, 40, 40, 40, 47, 40, 40, 40, 40], 2)).toBe('unclear');
		expect(judgeCount([40, 40, 40], 2)).toBe('unclear');
	});
});
