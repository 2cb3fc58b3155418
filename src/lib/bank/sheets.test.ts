import { describe, expect, it } from 'vitest';
import { readDraft } from './draft';
import type { Sheet } from './sheet';
import { readSheets } from './sheets';

const sheet = (name: string, ...rows: string[][]): Sheet => ({
	name,
	rows: rows.map((cells, i) => ({ number: i + 1, cells: cells.map((text) => ({ text })) }))
});

/** `text | options | key | doubts` of each question, then the doubts of the file. */
function told(...sheets: Sheet[]): string[] {
	const read = readSheets(sheets);
	const questions = (read?.questions ?? []).map((raw) => {
		const { question: q, doubts } = readDraft(raw);
		return [q.text, q.options.join(' / '), q.key, doubts.map((d) => d.code).join(' ')].join(' | ');
	});
	return [...questions, ...(read?.doubts ?? []).map((d) => `! ${d.code} ${d.value}`)];
}

const titles = ['STT', 'Câu hỏi', 'A', 'B', 'C', 'Đáp án'];

describe('workbooks of questions', () => {
	it('every sheet that names its columns is read; others are named, instructions are not', () => {
		const guide = sheet('Hướng dẫn', ['Cách điền', 'Mỗi câu một dòng'], ['STT', 'Số']);
		const one = sheet('Khối 10', titles, ['1', 'Một?', 'a', 'b', 'c', 'A']);
		const two = sheet('Khối 11', titles, ['1', 'Hai?', 'a', 'b', 'c', 'B']);
		const other = sheet('Đội thi', ['Tên', 'Đơn vị'], ['An', 'Kon Tum']);
		expect(told(guide, one, two, other)).toEqual([
			'Một? | a / b / c | A | ',
			'Hai? | a / b / c | B | ',
			'! sheet_ignored Đội thi'
		]);
		expect(readSheets([one, two])?.questions.map((q) => [q.place, q.label])).toEqual([
			[2, 'Khối 10!2'],
			[4, 'Khối 11!2']
		]);
	});

	it('without titles, columns are guessed where every row is alike', () => {
		const rows = ['Một là gì?', 'Hai là gì?', 'Ba là gì?'].map((text, i) => [
			`${i + 1}`,
			text,
			'a',
			'b',
			'c',
			'C'
		]);
		expect(told(sheet('', ...rows))).toEqual([
			...rows.map((row) => `${row[1] ?? ''} | a / b / c | C | `),
			'! columns_guessed '
		]);
		const marked = rows.map((row) => [row[1] ?? '', 'a', 'b (đúng)', 'c']);
		expect(told(sheet('', ['16;16', '8'], ...marked, ...marked))).toEqual([
			...[...marked, ...marked].map((row) => `${row[0] ?? ''} | a / b / c | B | `),
			'! columns_guessed ',
			'! text_ignored 16;16 | 8'
		]);
		const uneven = [...rows.slice(0, 2), ['3', 'Ba là gì?', 'a', 'b', 'c', 'khác']];
		expect(told(sheet('', ...uneven))).toEqual(['! columns_unknown ']);
	});

	it('one title over all options, with their letters in the row below or not', () => {
		const question = ['1', 'Một?', 'a', 'b', 'c', 'C'];
		const below = ['', '', 'A', 'B', 'C', ''];
		const spread = ['STT', 'Câu hỏi', 'Phương án trả lời', '', '', 'Đáp án'];
		expect(told(sheet('', spread, below, question))).toEqual(['Một? | a / b / c | C | ']);
		expect(told(sheet('', spread, question))).toEqual(['Một? | a / b / c | C | ']);
		const twice = ['STT', 'Câu hỏi', 'Đáp án', '', '', 'Đáp án đúng'];
		expect(told(sheet('', twice, question))).toEqual(['Một? | a / b / c | C | ']);
	});

	it('options below each other, with a letter or a tick for the right one', () => {
		const head = ['STT', 'Câu hỏi', 'Phương án', 'Đáp án'];
		const letters = [
			['1', 'Một?', 'A. a', 'B'],
			['', '', 'B. b', ''],
			['2', 'Hai?', 'A. c', 'A'],
			['', '', 'B. d', '']
		];
		expect(told(sheet('', head, ...letters))).toEqual(['Một? | a / b | B | ', 'Hai? | c / d | A | ']);
		const ticks = [
			['1', 'Một?', 'a', ''],
			['', '', 'b', 'x'],
			['2', 'Hai?', 'c', 'x'],
			['', '', 'd', '']
		];
		expect(told(sheet('', head, ...ticks))).toEqual(['Một? | a / b | B | ', 'Hai? | c / d | A | ']);
	});

	it('`Câu 1` beside the question is its number, and letters in cells of options are no text', () => {
		const rows = [
			['Câu', 'Nội dung', 'A', 'B', 'Đáp án'],
			['Câu 1', 'Một?', 'A. a', 'B. b', 'B']
		];
		expect(told(sheet('', ...rows))).toEqual(['Một? | a / b | B | ']);
	});

	it('the question and its options in one cell', () => {
		const rows = [
			['STT', 'Câu hỏi', 'Đáp án'],
			['1', 'Một?\nA. a\nB. b', 'B']
		];
		expect(told(sheet('', ...rows))).toEqual(['Một? | a / b | B | ']);
	});

	it('keys that are numbers count from 1, or from 0 where there is one, which is doubted', () => {
		const rows = (...keys: string[]) => keys.map((key, i) => [`${i + 1}`, `Câu ${i}?`, 'a', 'b', 'c', key]);
		expect(told(sheet('', titles, ...rows('1', '3', '2')))).toEqual([
			'Câu 0? | a / b / c | A | ',
			'Câu 1? | a / b / c | C | ',
			'Câu 2? | a / b / c | B | '
		]);
		expect(told(sheet('', titles, ...rows('0', '2', '1')))).toEqual([
			'Câu 0? | a / b / c | A | counted_from_zero',
			'Câu 1? | a / b / c | C | counted_from_zero',
			'Câu 2? | a / b / c | B | counted_from_zero'
		]);
		expect(told(sheet('', titles, ...rows('0', '3', '1')))[1]).toBe('Câu 1? | a / b / c | C | ');
	});

	it('headings, totals, signatures and empty rows with a number printed are no questions', () => {
		const rows = [
			['I. LỊCH SỬ'],
			['1', 'Một?', 'a', 'b', 'c', 'A'],
			titles,
			['2'],
			['', '', '', '', 'NGƯỜI LẬP']
		];
		expect(told(sheet('', titles, ...rows))).toEqual(['Một? | a / b / c | A | ', '! text_ignored NGƯỜI LẬP']);
	});

	it('a key with the words of its option', () => {
		expect(told(sheet('', titles, ['1', 'Một?', 'Huế', 'Hà Nội', 'Vinh', 'B. Hà Nội']))).toEqual([
			'Một? | Huế / Hà Nội / Vinh | B | '
		]);
	});
});
