import { describe, expect, it } from 'vitest';
import { readSbds, sbdsOnly, writeSbds } from './sbd-list';

describe('a list of SBDs as a host types it', () => {
	it('takes numbers and ranges, each seat once', () => {
		expect(readSbds('3, 7, 12-15 7;9')).toEqual([3, 7, 12, 13, 14, 15, 9]);
		expect(readSbds('  ')).toEqual([]);
	});
	it('refuses what is no list', () => {
		for (const wrong of ['ba', '5-3', '1-99999', '-4', '3.5']) expect(readSbds(wrong)).toBeNull();
	});
	it('is written as short as it can be read', () => {
		expect(writeSbds([15, 3, 7, 12, 13, 14, 3, 8])).toBe('3, 7, 8, 12-15');
		expect(writeSbds([])).toBe('');
		expect(readSbds(writeSbds([20_000, 4, 5, 6]))).toEqual([4, 5, 6, 20_000]);
	});
});

it('takes no letters: the key that opened the field is not in the list', () => {
	expect(sbdsOnly('b10, 12–15;b')).toBe('10, 12–15;');
});
