import { describe, expect, it } from 'vitest';
import { broughtBack, reordered } from './order';

const letters = [...'abcdef'];

describe('another order', () => {
	const to = (moved: string, target: string, side: 'before' | 'behind') =>
		reordered(letters, new Set(moved), target, side).join('');

	it('puts what is moved before or behind the target, as it stood', () => {
		expect(to('e', 'b', 'before')).toBe('aebcdf');
		expect(to('a', 'c', 'behind')).toBe('bcadef');
		expect(to('fb', 'd', 'before')).toBe('acbfde');
		expect(to('ab', 'f', 'behind')).toBe('cdefab');
	});

	it('stays when the target is moved itself, or is not there', () => {
		expect(to('bc', 'c', 'before')).toBe('abcdef');
		expect(to('b', 'x', 'before')).toBe('abcdef');
	});
});

describe('what was deleted', () => {
	const back = (left: string, ...gone: [id: string, place: number, at: number][]) =>
		broughtBack(
			[...left],
			gone.map(([id, place, at]) => ({ id, place, at }))
		).join('');

	it('comes back where it stood, several at once too', () => {
		expect(back('ace', ['f', 6, 1], ['b', 2, 1], ['d', 4, 1])).toBe('abcdef');
	});

	it('of several times, the last comes back first', () => {
		expect(back('acdef', ['b', 2, 1])).toBe('abcdef');
		expect(back('adef', ['b', 2, 1], ['c', 2, 2])).toBe('abcdef');
	});

	it('goes to the end where there are not so many any more', () => {
		expect(back('a', ['z', 9, 1])).toBe('az');
	});
});
