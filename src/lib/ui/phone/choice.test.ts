import { describe, expect, it } from 'vitest';
import { placed, shownLetters, ticked } from './choice';

describe('[QU1] [PH5] an answer of several taps', () => {
	it('ticks are kept as the sorted letters, whatever the order of the taps', () => {
		expect(['D', 'A', 'C'].reduce(ticked, '')).toBe('ACD');
		expect(ticked('ACD', 'C')).toBe('AD');
	});

	it('the last tick stays: there is no empty choice', () => {
		expect(ticked('B', 'B')).toBe('B');
	});

	it('an order is the letters in the order of the taps; a second tap takes back', () => {
		expect(['C', 'A', 'B'].reduce(placed, '')).toBe('CAB');
		expect(placed('CAB', 'A')).toBe('CB');
	});
});

describe('[PH8] the order of the options', () => {
	it("is the author's without a seed", () => {
		expect(shownLetters(4, null)).toEqual(['A', 'B', 'C', 'D']);
	});

	it('with one has every option once, and is the same after a reload', () => {
		for (let sbd = 1; sbd <= 50; sbd++) {
			const letters = shownLetters(6, `${sbd}:7`);
			expect([...letters].sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
			expect(shownLetters(6, `${sbd}:7`)).toEqual(letters);
		}
	});

	it('spreads the right option over all places from phone to phone, and from question to question', () => {
		const places = (seed: (n: number) => string) => {
			const counts = [0, 0, 0, 0];
			for (let n = 1; n <= 400; n++) {
				const at = shownLetters(4, seed(n)).indexOf('A');
				counts[at] = (counts[at] ?? 0) + 1;
			}
			return counts;
		};
		for (const count of [...places((n) => `${n}:1`), ...places((n) => `27:${n}`)]) {
			expect(count).toBeGreaterThan(60);
			expect(count).toBeLessThan(140);
		}
	});
});
