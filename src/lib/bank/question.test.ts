import { describe, expect, it } from 'vitest';
import { plainText } from './markup';
import { keyMarkup, keyText, mayBeAnswer, questionTypes } from './question';

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

	it('and without formatting', () => {
		expect(keyText({ type: 'single', options: ['CO_(2)', '**H_(2)O**'], key: 'B' })).toBe('H₂O');
	});

	it('or with it, to be shown; what is typed is no markup', () => {
		const options = ['**4**', '$\\sqrt{2}$'];
		expect(keyMarkup({ type: 'multiple', options, key: 'AB' })).toBe('**4**; $\\sqrt{2}$');
		expect(plainText(keyMarkup({ type: 'short', options: [], key: '$a_1$ và **b**' }))).toBe(
			'$a_1$ và **b**'
		);
	});

	it('a key that fits no option says nothing, and breaks nothing', () => {
		for (const type of ['single', 'true_false'] as const)
			expect(keyText({ type, options, key: '?' })).toBe('');
		for (const type of questionTypes) expect(keyText({ type, options: [], key: '' })).toBe('');
	});
});

describe('[PH5] what a phone may send', () => {
	const options = ['Huế', 'Hà Nội', 'Đà Nẵng'];
	it.each([
		['single', ['A', 'C'], ['', 'D', 'AB', 'a', 'Huế']],
		['true_false', ['B'], ['AB', '?']],
		['multiple', ['B', 'AC', 'ABC'], ['', 'CA', 'AA', 'AD']],
		// An order is recorded item by item, so it need not be finished.
		['ordering', ['C', 'CA', 'CAB'], ['', 'CC', 'CABD', 'D']]
	] as const)('[QU1] %s', (type, fit, unfit) => {
		for (const value of fit) expect([value, mayBeAnswer({ type, options }, value)]).toEqual([value, true]);
		for (const value of unfit) expect([value, mayBeAnswer({ type, options }, value)]).toEqual([value, false]);
	});

	it.each(['short', 'number'] as const)('[QU1] %s: whatever is typed', (type) => {
		expect(mayBeAnswer({ type, options: [] }, 'ABC?')).toBe(true);
	});
});
