import { describe, expect, it } from 'vitest';
import { optionsOfCell } from './cells';
import { readDraft } from './draft';
import type { Row } from './sheet';
import { readTable, type MatchedByHand } from './table';

const sheet = (...rows: string[][]): Row[] =>
	rows.map((cells, i) => ({ number: i + 1, cells: cells.map((text) => ({ text })) }));
const read = (rows: Row[], byHand?: MatchedByHand) =>
	readTable(rows, byHand).questions.map((raw) => {
		const { question, doubts } = readDraft(raw);
		const { type, options, key } = question;
		return { type, options, key, doubts: doubts.map((d) => d.code) };
	});

describe('sheets of questions', () => {
	it('all options in one cell, by their letters', () => {
		const rows = sheet(
			['STT', 'Nội dung', 'Phương án trả lời', 'Đáp án'],
			['1', 'Một?', 'A. a1\nB. b1\nC. c1', 'B'],
			['2', 'Hai?', 'A. a2  B. b2', 'A']
		);
		expect(read(rows)).toEqual([
			{ type: 'single', options: ['a1', 'b1', 'c1'], key: 'B', doubts: [] },
			{ type: 'single', options: ['a2', 'b2'], key: 'A', doubts: [] }
		]);
	});

	it('a letter says nothing where letters are missing: there is no key', () => {
		const rows = sheet(['Câu hỏi', 'Phương án', 'Đáp án'], ['Một?', 'A. a\nC. c\nD. d', 'C']);
		expect(read(rows)).toEqual([
			{
				type: 'single',
				options: ['a', 'c', 'd'],
				key: '',
				doubts: ['letters_off', 'key_not_understood', 'no_key']
			}
		]);
	});

	it('the right answer in full beside the wrong ones', () => {
		const rows = sheet(['Câu hỏi', 'Đáp án đúng', 'Đáp án sai 1', 'Đáp án sai 2'], ['Một?', 'a', 'b', 'c']);
		expect(read(rows)).toEqual([{ type: 'single', options: ['a', 'b', 'c'], key: 'A', doubts: [] }]);
	});

	it('“Đáp án” holds the options where another column is “Đáp án đúng”', () => {
		const rows = sheet(['Câu hỏi', 'Đáp án', 'Đáp án đúng'], ['Một?', 'a; b; c', 'c']);
		expect(read(rows)).toEqual([{ type: 'single', options: ['a', 'b', 'c'], key: 'C', doubts: [] }]);
	});

	it('a lone letter is no short answer', () => {
		expect(read(sheet(['Câu hỏi', 'Đáp án'], ['Một?', 'B']))[0]).toMatchObject({
			type: 'single',
			key: '',
			doubts: ['key_not_understood', 'too_few_options']
		});
	});

	it('a number that is an option and could count them is doubtful; the name of a column counts', () => {
		const rows = sheet(
			['Câu hỏi', 'Option 1', 'Option 2', 'Option 3', 'Correct option'],
			['1 + 1?', '2', '1', '3', '2'],
			['Hai?', 'a', 'b', 'c', 'option_c'],
			['Ba?', 'a', 'b', 'c', '3']
		);
		expect(read(rows).map(({ key, doubts }) => [key, doubts])).toEqual([
			['A', ['number_or_text']],
			['C', []],
			['C', []]
		]);
	});

	it('a letter that is an option is doubtful where the keys are texts, unless no option has that letter', () => {
		const rows = sheet(
			['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
			['Một?', 'nước', 'lửa', '', 'lửa'],
			['Hai?', 'đất', 'gió', '', 'đất'],
			['Hai rưỡi?', 'kim', 'mộc', '', 'mộc'],
			['Ba?', 'B', 'H', '', 'B'],
			['Bốn?', 'C', 'H', '', 'C'],
			['Năm?', 'C', 'H', 'O', 'C']
		);
		expect(read(rows).map(({ key, doubts }) => [key, doubts])).toEqual([
			['B', []],
			['A', []],
			['B', []],
			['B', ['number_or_text']],
			['A', []],
			['C', ['number_or_text']]
		]);
	});

	it('that true and false are named says nothing of other keys', () => {
		const rows = sheet(
			['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
			['Một?', 'Đúng', 'Sai', '', 'Đúng'],
			['Hai?', 'Đúng', 'Sai', '', 'Sai'],
			['Ba?', 'C', 'H', 'O', 'C']
		);
		expect(read(rows).map(({ doubts }) => doubts)).toEqual([[], [], []]);
	});

	it('without titles nothing is read until somebody says what the columns hold', () => {
		const rows = sheet(['1', 'Một?', 'a', 'b', 'A'], ['2', 'Hai?', 'c', 'd', 'B']);
		expect(readTable(rows)).toMatchObject({ named: false, questions: [] });
		const byHand = new Map([
			[1, 'text'],
			[2, 'option0'],
			[3, 'option1'],
			[4, 'answer']
		] as const);
		expect(read(rows, byHand).map((q) => q.key)).toEqual(['A', 'B']);
	});
});

describe('options of one cell', () => {
	it.each([
		['A. một\nhai dòng\nB. hai', ['một\nhai dòng', 'hai'], false],
		['một\nhai', ['một', 'hai'], false],
		['một; hai', ['một', 'hai'], false],
		['một|hai;ba', ['một', 'hai;ba'], false],
		['B. hai\nC. ba', ['B. hai', 'C. ba'], true],
		['A. một\nA. hai', ['một\nA. hai'], false]
	])('%j', (text, options, off) => expect(optionsOfCell(text)).toEqual({ options, off }));
});
