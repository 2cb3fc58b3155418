import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalForm } from './normal';
import { fits, numberGroup, readNumber } from './number';

/** The readings of a typed number, as JavaScript numbers. */
const read = (text: string) => readNumber(text).map(({ units, places }) => Number(`${units}e-${places}`));

describe('[QU1] numbers as they are typed', () => {
	it.each([
		['1945', 1945],
		[' 1945. ', 1945],
		['1,5', 1.5],
		['1.5', 1.5],
		[',5', 0.5],
		['-.5', -0.5],
		['.8 000', 8000],
		['0,500', 0.5],
		['007', 7],
		['1 000 000', 1_000_000],
		['1\u00a0000', 1000],
		['1\u202f000,5', 1000.5],
		['1.000.000', 1_000_000],
		['1,000,000', 1_000_000],
		['1.234,5', 1234.5],
		['1,234.5', 1234.5],
		['1.234,567', 1234.567],
		['1234,567', 1234.567],
		['12.3450', 12.345],
		['１９４５', 1945],
		['−5', -5],
		['–5', -5],
		['- 5', -5],
		['(-5)', -5],
		['+5', 5],
		['= 5', 5],
		['“42%”', 42],
		['42 %', 42],
		['42 phần trăm', 42],
		['30°', 30],
		['30 °C', 30],
		['$5', 5],
		['5 km', 5],
		['5km', 5],
		['60 km/h', 60],
		['5 m2', 5],
		['5 km²', 5],
		['1945 năm', 1945],
		['Năm 1945', 1945],
		['nam 1945', 1945],
		['12 con giáp', 12]
	])('[QU1] %j is %d', (text, number) => expect(read(text)).toEqual([number]));

	it.each([
		['1.000', [1, 1000]],
		['1,000', [1, 1000]],
		['-12,345', [-12.345, -12345]],
		['1.000 km', [1, 1000]],
		['5 triệu', [5, 5e6]],
		['1,5 tỷ đồng', [1.5, 1.5e9]],
		['5 trieu', [5, 5e6]]
	])('[QU1] %j can be read in several ways: %j', (text, numbers) => expect(read(text)).toEqual(numbers));

	it.each([
		'',
		' ',
		'năm',
		'-',
		'.',
		'1.2.3',
		'1.00.000',
		'1,000.000,5',
		'1.000,000.5',
		'19 45',
		'1 00',
		'5 10',
		'2/3',
		'2^3',
		'10²',
		'1e3',
		'2e5',
		'5 x 3',
		'√5',
		'<5',
		'±5',
		'5 rưỡi',
		'3 phần tư',
		'5 phẩy năm',
		'âm 5',
		'hơn 5',
		'7 giờ 30',
		'5 hay 6',
		'x5',
		'½',
		'Ⅳ',
		'∞',
		'NaN',
		'0x10'
	])('[QU1] %j is no number', (text) => expect(read(text)).toEqual([]));

	it('[QU1] every decimal is read back from each notation', () => {
		const parts = fc.record({
			negative: fc.boolean(),
			groups: fc.array(fc.stringMatching(/^\d{3}$/), { maxLength: 4 }),
			first: fc.integer({ min: 1, max: 999 }),
			fraction: fc.stringMatching(/^(\d{1,6})?$/)
		});
		const notation = fc.constantFrom(
			[',', '.'],
			['.', ','],
			['', ','],
			['', '.'],
			[' ', ','],
			['\u00a0', '.']
		);
		fc.assert(
			fc.property(parts, notation, ({ negative, groups, first, fraction }, [group = '', point = '']) => {
				const key = `${negative ? '-' : ''}${first}${groups.join('')}${fraction && `.${fraction}`}`;
				const whole = [first, ...groups].join(group);
				const said = `${negative ? '−' : ''}${whole}${fraction && point + fraction} km`;
				const readings = readNumber(said);
				expect(readings.some((r) => fits(key, r))).toBe(true);
				const twoWays = /^−?[1-9]\d{0,2}[.,]\d{3} km$/.test(said);
				expect(readings).toHaveLength(twoWays ? 2 : 1);
			})
		);
	});

	it('never throws, and reads long nonsense quickly', () => {
		fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void readNumber(text)));
		for (const piece of ['.', '-', '5 ', 'a ', '%', '1.', 'm2 ', '( '])
			readNumber(piece.repeat(200).slice(0, 200));
	});
});

describe('[QU1] a number and its key', () => {
	const is = (key: string, text: string) => readNumber(text).some((r) => fits(key, r));

	it.each([
		['0.3', '0.30', true],
		['0.3±0', '0,3', true],
		['0.3', '0.30000000000000004', false],
		['3.14±0.01', '3.15', true],
		['3.14±0.01', '3.13', true],
		['3.14±0.01', '3.1500001', false],
		['3.14±0.01', '3.1299999', false],
		['-5±1', '-6', true],
		['-5±1', '-6,1', false],
		['-5', '5', false],
		['0', '-0', true],
		['9007199254740993', '9007199254740992', false],
		['1e3', '1000', false],
		['3,14', '3,14', false],
		['3±-1', '3', false],
		['', '0', false]
	])('[QU1] key %j, answer %j: %j', (key, text, right) => expect(is(key, text)).toBe(right));

	it('[QU1] the tolerance counts to the last digit, on both sides', () => {
		const small = fc.integer({ min: -10_000, max: 10_000 });
		fc.assert(
			fc.property(small, fc.nat(10_000), fc.integer({ min: -20_000, max: 20_000 }), (key, tolerance, off) => {
				const text = (n: number) => (n < 0 ? '-' : '') + (Math.abs(n) / 10_000).toFixed(4);
				expect(is(`${text(key)}±${text(tolerance)}`, text(key + off))).toBe(Math.abs(off) <= tolerance);
			})
		);
	});
});

describe('[QU2] groups of numbers', () => {
	it.each([
		['1,5', '1.5'],
		['1.50', '1,5 km'],
		['1.234,5', '1234.5'],
		['1 000', '1000'],
		['-0', '0,0'],
		['1.000', '1,000'],
		['5 triệu', '5 trieu đồng'],
		['5 tỉ', '5 tỷ'],
		['Không biết', 'không  biết.']
	])('[QU2] %j and %j are one group', (a, b) => expect(numberGroup(a)).toBe(numberGroup(b)));

	it.each([
		['1.000', '1000'],
		['12.345', '12.3450'],
		['5', '5 triệu'],
		['5', '-5'],
		['5', '√5']
	])('[QU2] %j and %j are two groups', (a, b) => expect(numberGroup(a)).not.toBe(numberGroup(b)));

	const said = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 12 }),
		fc
			.array(fc.constantFrom(...'0123456789.,- +%°/', ' triệu', ' km', 'năm ', '−', '(', '“', '000'), {
				maxLength: 9
			})
			.map((parts) => parts.join(''))
	);
	it('[QU2] the form of a group is a form of itself, and is read as its answers are', () => {
		fc.assert(
			fc.property(said, (text) => {
				const form = numberGroup(text);
				expect(numberGroup(form)).toBe(form);
				expect(read(form)).toEqual(read(text));
				if (read(text).length === 0) expect(form).toBe(normalForm(text));
			}),
			{ numRuns: 3000 }
		);
	});
});
