import { describe, expect, it } from 'vitest';
import { keyText, questionTypes } from './question';

describe('[QU1] the key in words', () => {
	const options = ['Huế', 'Hà Nội', 'Đà Nẵng'];
	it.each([
		['single', 'B', 'Hà Nội'],
		['multiple', 'AC', 'Huế; Đà Nẵng'],
		['true_false', 'A', 'Huế'],
		['short', 'ABC', 'ABC'],
		['number', '1945', '1945'],
		['number', '-3.14±0.01', '-3,14 (±0,01)'],
		['ordering', 'BAC', 'Hà Nội → Huế → Đà Nẵng']
	] as const)('[QU1] %s: %s is %s', (type, key, words) => {
		expect(keyText({ type, options, key })).toBe(words);
	});

	it('a key that fits no option says nothing, and breaks nothing', () => {
		for (const type of ['single', 'true_false'] as const)
			expect(keyText({ type, options, key: '?' })).toBe('');
		for (const type of questionTypes) expect(keyText({ type, options: [], key: '' })).toBe('');
	});
});
