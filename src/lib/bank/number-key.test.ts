import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuthorsNumber, readNumberKey, splitNumberKey, writeNumberKey } from './number-key';

describe('[QU1] the key of a number as its author writes it', () => {
	it.each([
		['1945', '1945'],
		['3,14', '3.14'],
		['3.14', '3.14'],
		['3,140', '3.14'],
		['1.000', '1000'],
		['1.234,5', '1234.5'],
		['1 000 000', '1000000'],
		['−5', '-5'],
		['007', '7'],
		['42%', '42'],
		['1945 năm', '1945'],
		['3,14 ± 0,01', '3.14±0.01'],
		['3,14±0,01', '3.14±0.01'],
		['3,14 (±0,01)', '3.14±0.01'],
		['3,14 +/- 0,01', '3.14±0.01'],
		['3,14 +- 0,01', '3.14±0.01'],
		['100 km ± 5 km', '100±5'],
		['5 ± 0', '5']
	])('[QU1] %j is %s', (text, key) => expect(readNumberKey(text)).toBe(key));

	it.each(['', 'ba', '5 triệu', '2/3', '1.2.3', '3 ± x', '3 ± -1'])(
		'[QU1] %j is no key, and stays to be named',
		(text) => {
			expect(readNumberKey(text)).toBe(text.replace(' ± ', '±'));
		}
	);

	it.each([
		['1.000', '1000', '1'],
		['3,142', '3.142', '3142'],
		['-1.234', '-1234', '-1.234'],
		['1000', '1000', null],
		['3,14', '3.14', null]
	])('[QU1] %j is read as %s, and could be %s', (text, value, other) => {
		expect(readAuthorsNumber(text)).toEqual({ value, other });
	});

	it('[QU1] a key survives the editor and a file, where it can be read in one way only', () => {
		const decimal = fc.stringMatching(/^(0|[1-9]\d{0,8})(\.\d{0,6}[1-9])?$/);
		fc.assert(
			fc.property(fc.constantFrom('', '-'), decimal, fc.option(decimal), (sign, number, tolerance) => {
				const key = `${sign}${number}${tolerance === null || tolerance === '0' ? '' : `±${tolerance}`}`;
				const split = splitNumberKey(key);
				expect(readNumberKey(`${split.value} ± ${split.tolerance || 0}`)).toBe(key);
				expect(readNumberKey(writeNumberKey(key))).toBe(key);
				for (const part of writeNumberKey(key).split(' ± '))
					expect(readAuthorsNumber(part)?.other).toBeNull();
			})
		);
	});
});
