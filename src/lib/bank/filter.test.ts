import { describe, expect, it } from 'vitest';
import { everything, filterOf, isFiltered, viewParams, wholeTable } from './filter';

describe('a view of a bank', () => {
	it('is written as the query of an address, without what goes without saying', () => {
		expect(viewParams(wholeTable).toString()).toBe('');
		const view = {
			...wholeTable,
			text: 'nghị quyết',
			topic: '-',
			deleted: true,
			sort: 'share',
			direction: 'down'
		} as const;
		expect(Object.fromEntries(viewParams(view))).toEqual({
			text: 'nghị quyết',
			topic: '-',
			deleted: '1',
			sort: 'share',
			direction: 'down'
		});
	});

	it('its filter has no order, and leaves something out as soon as one part of it says something', () => {
		expect(filterOf({ ...wholeTable, sort: 'text', level: 'recall' })).toEqual({
			...everything,
			level: 'recall'
		});
		expect(isFiltered({ ...everything, text: '  ' })).toBe(false);
		expect(isFiltered({ ...everything, deleted: true })).toBe(false);
		expect(isFiltered({ ...everything, check: 'unfit' })).toBe(true);
	});
});
