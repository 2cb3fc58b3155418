import { describe, expect, it } from 'vitest';
import { isFit, readDraft } from '../draft';
import type { Row } from '../sheet';
import { readQuizSheet } from './kahoot';

const sheet = (...rows: string[][]): Row[] =>
	rows.map((cells, i) => ({
		number: i + 1,
		cells: cells.map((text) => (text === '' ? undefined : { text }))
	}));
const read = (...rows: string[][]) => {
	const found = readQuizSheet(sheet(...rows));
	return found && { ...found, drafts: found.questions.map(readDraft) };
};

const kahoot = [
	...['', 'Question - max 120 characters', 'Answer 1 - max 75 characters', 'Answer 2 - max 75 characters'],
	...['Answer 3 - max 75 characters', 'Answer 4 - max 75 characters'],
	...['Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs', 'Correct answer(s) - choose at least one']
];

describe('sheets of quiz programs', () => {
	it('reads Kahoot’s template under its title, with its numbered empty rows', () => {
		const found = read(
			['', 'Quiz template'],
			['', 'Add questions, at least two answer alternatives'],
			kahoot,
			['1', 'Thủ đô?', 'Huế', 'Hà Nội', '', '', '20', '2'],
			['2', 'Trời xanh?', 'True', 'False', '', '', '5', '1'],
			['3', 'Số chẵn?', '1', '2', '3', '4', '30', '2, 4'],
			['4'],
			['5']
		);
		expect(
			found?.drafts.map((d) => [
				d.place,
				d.question.type,
				d.question.options,
				d.question.key,
				d.question.seconds
			])
		).toEqual([
			[4, 'single', ['Huế', 'Hà Nội'], 'B', 20],
			[5, 'true_false', ['True', 'False'], 'A', 5],
			[6, 'multiple', ['1', '2', '3', '4'], 'BD', 30]
		]);
		expect(found?.drafts.map((d) => d.doubts.map((x) => x.code))).toEqual([[], [], ['all_needed']]);
	});

	it('reads Quizizz’s types', () => {
		const title = ['Question Text', 'Question Type', 'Option 1', 'Option 2', 'Option 3', 'Correct Answer'];
		const found = read(
			[...title, 'Time in seconds', 'Image Link', 'Answer explanation'],
			['Một?', 'Multiple Choice', 'a', 'b', '', '2', '30', '', 'vì b'],
			['Hai?', 'Checkbox', 'a', 'b', 'c', '1,3', '30'],
			['Ba?', 'Fill-in-the-Blank', 'bốn', '4', '', '', '30'],
			['Bốn?', 'Open-Ended', '', '', '', '', '30']
		);
		expect(found?.drafts.map((d) => [d.question.type, d.question.key, d.question.accepted])).toEqual([
			['single', 'B', []],
			['multiple', 'AC', []],
			['short', 'bốn', ['4']],
			['short', '', []]
		]);
		expect(found?.drafts.map(isFit)).toEqual([true, true, true, false]);
		expect(found?.drafts[0]?.question.explanation).toBe('vì b');
		expect(found?.ignored).toEqual(['Image Link']);
	});

	it('names a key that is missing or has no option', () => {
		const found = read(
			kahoot,
			['1', 'Không đáp án?', 'a', 'b', '', '', '20'],
			['2', 'Đáp án trống?', 'a', 'b', '', '', '20', '3']
		);
		expect(found?.drafts.map((d) => d.doubts.map((x) => x.code))).toEqual([
			['no_key'],
			['key_without_option', 'key_not_understood']
		]);
	});

	it('leaves other sheets alone, also those whose keys are letters', () => {
		expect(read(['Câu hỏi', 'A', 'B', 'Đáp án'], ['x', '1', '2', 'A'])).toBeNull();
		const title = ['Question', 'Answer 1', 'Answer 2', 'Time', 'Correct'];
		expect(read(title, ['x', '1', '2', '20', 'B'])).toBeNull();
		expect(read(title, ['x', '1', '2', '20', '2'])?.questions).toHaveLength(1);
	});
});
