import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupOf, judge } from './judge';
import { letter, questionTypes } from './question';

const short = (key: string, ...accepted: string[]) => ({ type: 'short' as const, key, accepted });

describe('[QU1] questions with options', () => {
	it('[QU1] only the letter of the key is right', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (key, given) => {
				const question = { type: 'single' as const, key: letter(key), accepted: [] };
				expect(judge(question, letter(given))).toBe(key === given ? 'right' : 'wrong');
			})
		);
	});

	it.each(['', 'a', 'AB', 'A ', 'Đúng'])('[QU1] %j is not the letter A', (value) => {
		expect(judge({ type: 'true_false', key: 'A', accepted: [] }, value)).toBe('wrong');
	});

	it.each([
		['multiple', 'ACD', 'ACD', 'right'],
		['multiple', 'ACD', 'AC', 'wrong'],
		['multiple', 'ACD', 'ABCD', 'wrong'],
		['multiple', 'ACD', 'ADC', 'wrong'],
		['multiple', 'ACD', '', 'wrong'],
		['multiple', 'B', 'B', 'right'],
		['ordering', 'CABD', 'CABD', 'right'],
		['ordering', 'CABD', 'ABCD', 'wrong'],
		['ordering', 'CABD', 'CAB', 'wrong'],
		['ordering', 'CABD', 'C A B D', 'wrong']
	] as const)('[QU1] %s with the key %s: %j is %s', (type, key, value, verdict) => {
		expect(judge({ type, key, accepted: [] }, value)).toBe(verdict);
	});

	it('[QU1] a question without a key has no right answer', () => {
		for (const type of questionTypes) expect(judge({ type, key: '', accepted: [] }, '')).toBe('wrong');
	});

	it('[QU1] accepted variants belong to short answers only', () => {
		expect(judge({ type: 'single', key: 'A', accepted: ['B'] }, 'B')).toBe('wrong');
	});
});

describe('[QU1] numbers', () => {
	const number = (key: string, ...accepted: string[]) => ({ type: 'number' as const, key, accepted });

	it.each([
		['1945', 'Năm 1945', 'right'],
		['1945', '1946', 'wrong'],
		['3.14±0.01', '3,15', 'right'],
		['3.14±0.01', '3.151', 'wrong'],
		['1000', '1.000', 'nearly'],
		['1', '1.000', 'nearly'],
		['1±999', '1.000', 'right'],
		['7', '1.000', 'wrong'],
		['1000000', '1,000,000', 'right'],
		['5000000', '5 triệu', 'nearly'],
		['5', '5 triệu', 'nearly'],
		['1945', 'một chín bốn năm', 'wrong'],
		['1945', '', 'wrong']
	] as const)('[QU1] key %s, answer %j: %s', (key, value, verdict) => {
		expect(judge(number(key), value)).toBe(verdict);
	});

	it('[QU1] further numbers are right as well', () => {
		expect(judge(number('42', '40±1'), '41')).toBe('right');
		expect(judge(number('42', '40±1'), '43')).toBe('wrong');
	});

	it('[QU2] a number right in one way of reading only is nearly right, and stands in one group', () => {
		expect(groupOf('number', '1.000')).toBe(groupOf('number', '1,000 km'));
		expect(groupOf('number', '1.000')).not.toBe(groupOf('number', '1000'));
	});
});

describe('[QU2] short answers', () => {
	it.each([
		['Hòa Bình', 'hoà bình', 'right'],
		['Hòa Bình', '“HÒA BÌNH”.', 'right'],
		['Hòa Bình', 'hoa binh', 'nearly'],
		['Hòa Bình', 'hóa bình', 'nearly'],
		['Hòa Bình', 'Hòa', 'wrong'],
		['Đổi mới', 'doi moi', 'nearly'],
		['74,5', '74,5', 'right'],
		['74,5', '745', 'wrong'],
		['42%', '42 %', 'right'],
		['42%', '42', 'wrong'],
		['Hòa Bình', '', 'wrong'],
		['Hòa Bình', ' … ', 'wrong']
	] as const)('[QU2] key %j, answer %j: %s', (key, value, verdict) => {
		expect(judge(short(key), value)).toBe(verdict);
	});

	it('[QU2] an accepted variant is right, and nearly right without its diacritics', () => {
		const question = short('2025', 'năm 2025');
		expect(judge(question, 'Năm 2025')).toBe('right');
		expect(judge(question, 'nam 2025')).toBe('nearly');
	});

	it('[QU2] what is right for one variant is not made nearly right by another', () => {
		expect(judge(short('Hòa', 'Hoa'), 'hoa')).toBe('right');
	});

	it('[QU2] the key is right in whichever form it is typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (key) => {
				fc.pre(groupOf('short', key) !== '');
				expect(judge(short(key), ` ${key.normalize('NFD')}\n`)).toBe('right');
			})
		);
	});

	it('[QU2] answers of one group get one verdict', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('hoà', 'hòa', 'HÒA', 'hoa', 'hóa', 'ho', ''),
				fc.constantFrom('hoà', 'Hòa ', 'hoa.', ''),
				(a, b) => {
					fc.pre(groupOf('short', a) === groupOf('short', b));
					expect(judge(short('Hòa'), a)).toBe(judge(short('Hòa'), b));
				}
			)
		);
	});
});
