import { describe, expect, it } from 'vitest';
import { cleanDate, cleanQuestion, dateText } from './clean';
import { unsaid } from './question';

describe('the form in which questions are kept', () => {
	it.each([
		['2025', '2025'],
		['7/2025', '2025-07'],
		['1/7/2025', '2025-07-01'],
		['01.07.2025', '2025-07-01'],
		['2025-7-1', '2025-07-01'],
		['', ''],
		['Đại hội XIII', 'Đại hội XIII']
	])('as of %j is %j', (said, kept) => expect(cleanDate(said)).toBe(kept));

	it.each([
		['2025-07-01', '1/7/2025'],
		['2025-07', '7/2025'],
		['2025', '2025'],
		['Đại hội XIII', 'Đại hội XIII']
	])('%s is shown as %s, and read back', (kept, shown) => {
		expect(dateText(kept)).toBe(shown);
		expect(cleanDate(shown)).toBe(kept);
	});

	it('tags are parted by commas, and each is kept once', () => {
		const tags = [' Đoàn, Đội ', 'Đoàn;2025', '2025\u037e'];
		expect(cleanQuestion({ ...unsaid, type: 'short', text: 'a', options: [], key: 'b', tags }).tags).toEqual([
			'Đoàn',
			'Đội',
			'2025'
		]);
	});
});
