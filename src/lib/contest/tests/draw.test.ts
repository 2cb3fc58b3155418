import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOrder } from '../draw';

/** Counts of what is drawn with seeds 1 … n. */
function counts<T>(n: number, draw: (seed: string) => T): Map<T, number> {
	const found = new Map<T, number>();
	for (let i = 0; i < n; i++) {
		const what = draw(`seed-${i}`);
		found.set(what, (found.get(what) ?? 0) + 1);
	}
	return found;
}

/** Chi-square of observed counts against equal shares of `n`. */
function unevenness(found: Map<unknown, number>, shares: number, n: number): number {
	const expected = n / shares;
	let sum = (shares - found.size) * expected;
	for (const count of found.values()) sum += (count - expected) ** 2 / expected;
	return sum;
}

describe('[RE3] the draw', () => {
	it('[RE3] [IN5] is decided by the seed alone, on every machine: this draw never changes', () => {
		expect(drawOrder([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'Rung chuông vàng')).toEqual([
			8, 5, 1, 3, 10, 4, 7, 2, 9, 6
		]);
	});

	it('[RE3] takes everybody once, and does not mind in which order they are listed', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99999 })), fc.string(), (sbds, seed) => {
				const drawn = drawOrder(sbds, seed);
				expect([...drawn].sort((a, b) => a - b)).toEqual([...sbds].sort((a, b) => a - b));
				expect(drawOrder([...sbds].reverse(), seed)).toEqual(drawn);
			})
		);
	});

	it('[RE3] every order of four neighbours is equally likely', () => {
		const found = counts(24_000, (seed) => drawOrder([10, 11, 12, 13], seed).join());
		// 23 degrees of freedom: 49.7 is exceeded by chance once in a thousand; the seeds are fixed.
		expect(unevenness(found, 24, 24_000)).toBeLessThan(49.7);
	});

	it('[RE3] everybody in a hall of a hundred is equally likely to come first', () => {
		const hall = Array.from({ length: 100 }, (_, i) => i + 1);
		const found = counts(20_000, (seed) => drawOrder(hall, seed)[0]);
		// 99 degrees of freedom, once in a thousand.
		expect(unevenness(found, 100, 20_000)).toBeLessThan(148.2);
	});
});
