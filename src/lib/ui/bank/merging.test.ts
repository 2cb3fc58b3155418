import { describe, expect, it } from 'vitest';
import { questionFields } from '$lib/bank/fields';
import { unsaid, type Question } from '$lib/bank/question';
import { merged, parts, proposed } from './merging';

const base: Question = { ...unsaid, type: 'single', text: 'Một?', options: ['a', 'b'], key: 'A' };
const answer = parts[1] ?? expect.fail();
const text = parts[0] ?? expect.fail();

describe('two versions of a question', () => {
	it('every field is a part of exactly one choice', () => {
		expect(parts.flat().sort()).toEqual([...questionFields].sort());
	});

	it('what only they have changed is proposed to be taken; what both have, is not', () => {
		const mine = { ...base, text: 'Hai?' };
		const theirs = { ...base, text: 'Ba?', key: 'B' };
		expect(proposed(text, base, mine, theirs)).toBe('mine');
		expect(proposed(answer, base, mine, theirs)).toBe('theirs');
	});

	it('options and key come together', () => {
		const theirs: Question = { ...base, options: ['x', 'a', 'b'], key: 'B', source: 'Sách' };
		expect(merged(base, theirs, [{ part: answer, side: 'theirs' }])).toEqual({
			...base,
			options: ['x', 'a', 'b'],
			key: 'B'
		});
	});
});
