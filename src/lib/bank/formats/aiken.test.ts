import { describe, expect, it } from 'vitest';
import { isFit, readDraft } from '../draft';
import { looksLikeAiken, readAiken } from './aiken';

const read = (text: string) => {
	const { questions, doubts } = readAiken(text);
	return { drafts: questions.map(readDraft), ignored: doubts.map((d) => [d.place, d.value]) };
};

describe('Aiken', () => {
	it('reads questions with either sign, with and without space, over several lines', () => {
		const { drafts, ignored } = read(`Thủ đô của Việt Nam?
A) Huế
B) Hà Nội
C) Đà Nẵng
ANSWER: B

Trái đất quay quanh
mặt trời.
A.Đúng
B.Sai
ANSWER: A
Chọn thẻ <b> *đậm*
A. một dòng
và một dòng
B. E.coli
C. 1.5
ANSWER: c.`);
		expect(drafts.flatMap((d) => d.doubts)).toEqual([]);
		expect(
			drafts.map((d) => [d.place, d.question.type, d.question.text, d.question.options, d.question.key])
		).toEqual([
			[1, 'single', 'Thủ đô của Việt Nam?', ['Huế', 'Hà Nội', 'Đà Nẵng'], 'B'],
			[7, 'true_false', 'Trái đất quay quanh\nmặt trời.', ['Đúng', 'Sai'], 'A'],
			[12, 'single', 'Chọn thẻ <b> \\*đậm\\*', ['một dòng\nvà một dòng', 'E.coli', '1.5'], 'C']
		]);
		expect(ignored).toEqual([]);
	});

	it('names by line what is not whole, and takes none of it', () => {
		const { drafts, ignored } = read(`Phần một

Ít phương án quá
A) Một
ANSWER: A

A) Không có câu hỏi
B) Thật
ANSWER: B

ANSWER: C

Không có đáp án
A) Một
B) Hai

Đáp án lạ
A) Một
B) Hai
ANSWER: Hai

Thiếu chữ C
A) Một
B) Hai
D) Bốn
ANSWER: D

Nhiều quá
A) 1
B) 2
C) 3
D) 4
E) 5
F) 6
G) 7
ANSWER: G

Không phương án
ANSWER: A

Không có đuôi`);
		expect(drafts.map((d) => [d.place, d.doubts.map((x) => x.code), isFit(d)])).toEqual([
			[3, ['too_few_options'], false],
			[7, ['no_text'], false],
			[13, ['no_key'], false],
			[17, ['key_not_understood', 'no_key'], false],
			[22, ['not_understood', 'no_key'], false],
			[28, ['key_not_understood', 'too_many_options'], false],
			[38, ['key_not_understood', 'too_few_options'], false],
			[41, ['no_key', 'too_few_options'], false]
		]);
		expect(ignored).toEqual([
			[1, 'Phần một'],
			[11, 'ANSWER: C']
		]);
	});

	it.each([
		['Thủ đô?\nA) Huế\nB) Hà Nội\nANSWER: B', true],
		['Thủ đô?\nA. Huế\nB. Hà Nội\nĐáp án: B', false],
		['Câu 1. Thủ đô?\nA. Huế\nB. Hà Nội\nANSWER: B\n\nCâu 2: x?\nA. 1\nB. 2\nANSWER: A', false],
		['ANSWER: B', false]
	])('is told from other texts: %j', (text, is) => {
		expect(looksLikeAiken(text)).toBe(is);
	});
});
