import { describe, expect, it } from 'vitest';
import { formulaAt, mark, type Edit } from './marking';

const after = (text: string, { from, to, insert, start, end }: Edit) => {
	const changed = text.slice(0, from) + insert + text.slice(to);
	return `${changed.slice(0, start)}[${changed.slice(start, end)}]${changed.slice(end)}`;
};
/** `[…]` is the selection. */
function marked(shown: string, open: string, close = open): string {
	const start = shown.indexOf('[');
	const end = shown.indexOf(']') - 1;
	const text = shown.replace('[', '').replace(']', '');
	return after(text, mark(text, start, end, open, close));
}

describe('marks around a selection', () => {
	it.each([
		['một [hai] ba', '**', 'một **[hai]** ba'],
		['một [hai ]ba', '**', 'một **[hai]** ba'],
		['một []', '*', 'một *[]*'],
		['một **[hai]**', '**', 'một [hai]'],
		['một **[hai]**', '*', 'một ***[hai]***'],
		['một ***[hai]***', '*', 'một **[hai]**'],
		['một *[hai]*', '*', 'một [hai]']
	])('%s with %s: %s', (shown, open, expected) => {
		expect(marked(shown, open)).toBe(expected);
	});

	it('marks that differ at their ends', () => {
		expect(marked('x[2]', '^(', ')')).toBe('x^([2])');
		expect(marked('x^([2])', '^(', ')')).toBe('x[2]');
	});
});

it('the formula that the caret is in is opened again; a selection becomes one', () => {
	expect(formulaAt('là $x^2$ và $y$', 5, 5)).toEqual({ from: 3, to: 8, tex: 'x^2' });
	expect(formulaAt('là x+1', 3, 6)).toEqual({ from: 3, to: 6, tex: 'x+1' });
});
