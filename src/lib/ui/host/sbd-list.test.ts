import { describe, expect, it } from 'vitest';
import { readSbds } from './sbd-list';

describe('a list of SBDs as a host types it', () => {
	it('takes numbers and ranges, each seat once', () => {
		expect(readSbds('3, 7, 12-15 7;9')).toEqual([3, 7, 12, 13, 14, 15, 9]);
		expect(readSbds('  ')).toEqual([]);
	});
	it('refuses what is no list', () => {
		for (const wrong of ['ba', '5-3', '1-99999', '-4', '3.5']) expect(readSbds(wrong)).toBeNull();
	});
});
