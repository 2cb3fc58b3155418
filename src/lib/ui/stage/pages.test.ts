import { describe, expect, it } from 'vitest';
import { pagesOf } from './pages';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('pagesOf', () => {
	it('keeps everything, in its order, on no more pages than are needed', () => {
		for (const n of [0, 1, 49, 50, 51, 60, 1000]) {
			const pages = pagesOf(upTo(n), 50);
			expect(pages.flat()).toEqual(upTo(n));
			expect(pages.length).toBe(Math.ceil(n / 50));
		}
	});

	it('fills the pages evenly, so that none holds only a few', () => {
		expect(pagesOf(upTo(51), 50).map((p) => p.length)).toEqual([26, 25]);
	});
});
