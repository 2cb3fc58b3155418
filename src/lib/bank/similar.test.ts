import { describe, expect, it } from 'vitest';
import { drained, findSimilar, type Comparable } from './similar';

const short = (text: string, key = 'x'): Comparable => ({ type: 'short', text, options: [], key });
const single = (text: string, options: string[], key = 'A'): Comparable => ({
	type: 'single',
	text,
	options,
	key
});
const pairs = (...questions: Comparable[]) => drained(findSimilar(questions));
/** The pair of two questions among others that are nothing like them. */
const pairOf = (one: Comparable, other: Comparable) =>
	pairs(one, ...others.map((text) => short(text)), other)[0];
const others = [
	'Thủ đô của Lào là thành phố nào?',
	'Ai là tác giả của Bình Ngô đại cáo?',
	'Đỉnh núi cao nhất Việt Nam cao bao nhiêu mét?',
	'Nguyên tố hóa học nào có ký hiệu Fe?',
	'Sông nào dài nhất thế giới?',
	'Cờ Đoàn có chiều rộng bằng bao nhiêu phần chiều dài?'
];
const text = 'Tỷ lệ che phủ rừng của tỉnh Kon Tum năm 2020 đạt bao nhiêu phần trăm?';

describe('the same question', () => {
	it.each([
		['without diacritics', 'Ty le che phu rung cua tinh Kon Tum nam 2020 dat bao nhieu phan tram'],
		[
			'with other punctuation and capitals',
			'TỶ LỆ che phủ rừng, của tỉnh Kon Tum, năm 2020, đạt bao nhiêu phần trăm…'
		],
		['in another order', 'Năm 2020, tỷ lệ che phủ rừng của tỉnh Kon Tum đạt bao nhiêu phần trăm?'],
		['with a small word more', 'Tỷ lệ che phủ rừng của tỉnh Kon Tum năm 2020 đạt là bao nhiêu phần trăm?']
	])('%s', (_, other) => {
		expect(pairOf(short(text), short(other))).toMatchObject({ a: 0, kind: 'same' });
	});

	it('with options in another order', () => {
		const [one, other] = [single(text, ['63%', '42%']), single(text, ['42%', '63%'], 'B')];
		expect(pairOf(one, other)).toMatchObject({ kind: 'same', score: 1 });
	});
});

describe('alike: somebody has to look', () => {
	it.each([
		['Đại hội XII của Đảng khai mạc vào ngày nào?', 'Đại hội XIII của Đảng khai mạc vào ngày nào?'],
		['Đại hội lần thứ xii của Đảng khai mạc ở đâu?', 'Đại hội lần thứ XIII của Đảng khai mạc ở đâu?'],
		[text, text.replace('2020', '2025')],
		['Thiếu vitamin A gây ra bệnh gì ở trẻ em?', 'Thiếu vitamin D gây ra bệnh gì ở trẻ em?'],
		['Nội dung nào thuộc ba đột phá chiến lược?', 'Nội dung nào không thuộc ba đột phá chiến lược?'],
		['Kết quả của phép tính 12 + 30 là bao nhiêu?', 'Kết quả của phép tính 12 × 30 là bao nhiêu?']
	])('%s / %s', (one, other) => {
		expect(pairOf(short(one), short(other))?.kind).toBe('alike');
	});

	it('the same text with another answer', () => {
		const found = { kind: 'other_answer', score: 1 };
		expect(pairOf(short(text, '63%'), short(text, '42%'))).toMatchObject(found);
		const options = ['42%', '63%', '51%'];
		expect(pairOf(single(text, options, 'A'), single(text, options, 'B'))).toMatchObject(found);
	});
});

describe('not alike', () => {
	it.each([
		['Thủ đô của Việt Nam ở đâu?', 'Thủ đô của Thái Lan ở đâu?'],
		['Ai sáng tác bài Tiến quân ca?', 'Ai sáng tác bài Lên đàng?'],
		['', '']
	])('%s / %s', (one, other) => {
		expect(pairOf(short(one, 'a'), short(other, 'b'))).toBeUndefined();
	});

	it('a text that stands over many questions, each with other options', () => {
		const many = Array.from({ length: 8 }, (_, i) =>
			single(
				'Phát biểu nào sau đây là đúng?',
				[`g${'ạ'.repeat(i)}o ăn`, `n${'ư'.repeat(i)}c`, 'Cả A và B'],
				i < 4 ? 'A' : 'C'
			)
		);
		expect(pairs(...many)).toEqual([]);
		const twice = single('Phát biểu nào sau đây là đúng?', ['gạạạo ăn', 'khác']);
		expect(pairs(...many, twice)).toMatchObject([{ a: 3, b: 8, kind: 'same' }]);
	});
});

it('looks only for pairs with one of the first, when told how many they are', () => {
	const all = ['Một câu hỏi về rừng', 'Một câu hỏi về biển', 'một câu hỏi về RỪNG', 'Một câu hỏi về rừng'];
	const found = drained(
		findSimilar(
			all.map((t) => short(t)),
			2
		)
	);
	expect(found.map(({ a, b }) => [a, b])).toEqual([
		[0, 2],
		[0, 3]
	]);
});

it('10,000 questions, each with a twin: every pair is found, and between two pauses lies a small part of the work', () => {
	const syllables = 'ba ca da ga ha la ma na pa ra sa ta va xa bo co do go ho lo mo no'.split(' ');
	const name = (n: number) =>
		[n % 22, Math.floor(n / 22) % 22, Math.floor(n / 484) % 22].map((i) => syllables[i]).join('');
	const half = Array.from(
		{ length: 5000 },
		(_, n) => `Ai là người đầu tiên đã tìm ra ${name(n)} và ${name(n * 7)}?`
	);
	const all = [...half, ...half.map((t) => t.toUpperCase())].map((t, i) => short(t, String(i % 5000)));
	let pauses = 0;
	const steps = findSimilar(all);
	let step = steps.next();
	for (; !step.done; step = steps.next()) pauses += 1;
	expect(step.value.filter((p) => p.kind === 'same').length).toBe(5000);
	expect(pauses).toBe(801);
});
