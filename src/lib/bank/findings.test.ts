import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBankJson } from '$lib/server/files/bank-json';
import { readDraft } from './draft';
import { findings } from './findings';
import { unsaid, type Question } from './question';

const single: Question = {
	type: 'single',
	text: 'Thủ đô của Việt Nam là thành phố nào?',
	options: ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'],
	key: 'A',
	...unsaid
};
const codes = (part: Partial<Question>) => findings({ ...single, ...part }).map((f) => f.code);

it('an ordinary question gives no cause to look again', () => {
	expect(codes({})).toEqual([]);
});

describe('options of telling length', () => {
	const told = 'Hợp đồng làm việc trong đơn vị sự nghiệp công lập theo quy định của pháp luật';

	it('the right option is much longer than all others', () => {
		const options = ['Tự nguyện', told, 'Hợp đồng thương mại', 'Theo thời vụ'];
		expect(findings({ ...single, options, key: 'B' })).toEqual([
			{ code: 'key_long', field: 'options', option: 1 }
		]);
	});

	it('a long option that is wrong, another one as long, or a name twice as long, tell nothing', () => {
		expect(codes({ options: ['Tự nguyện', told, 'Hợp đồng', 'Thời vụ'], key: 'A' })).toEqual([]);
		expect(codes({ options: ['Tự nguyện', told, told.slice(0, 60), 'Thời vụ'], key: 'B' })).toEqual([]);
		expect(codes({ options: ['Zalo', 'Ứng dụng Thanh niên Việt Nam', 'Kahoot'], key: 'B' })).toEqual([]);
	});

	it('the right option is much shorter than all others, which are about as long as each other', () => {
		const options = ['Giấc mơ', `${told} cũ`, `${told} mới`, told];
		expect(codes({ options })).toEqual(['key_short']);
	});

	it('“Cả A và B” is short by nature', () => {
		const options = [told, `${told} cũ`, `${told} mới`, 'Tất cả đều đúng'];
		expect(codes({ options, key: 'D' })).toEqual([]);
	});
});

describe('a fact without a source', () => {
	it.each([
		'Luật Thanh niên năm 2020 có bao nhiêu điều?',
		'Ngày 03/02/1930 diễn ra sự kiện nào?',
		'Giai đoạn 1956 - 1970, Đoàn có tên là gì?',
		'Ai được Đại hội I của Đảng (1935) bầu làm Tổng Bí thư?',
		'Theo Nghị quyết số 29 của Trung ương, đổi mới giáo dục là gì?',
		'Theo Nghị định 100/2019/NĐ-CP thì mức phạt là bao nhiêu?',
		'Hiến pháp 2013 có mấy chương?',
		'Điều 7 của Luật Viên chức nói gì?'
	])('%s', (text) => {
		expect(codes({ text })).toEqual(['no_source']);
		expect(codes({ text, source: 'Công báo' })).toEqual([]);
	});

	it('a year may be the answer, or stand in the explanation', () => {
		const text = 'Anh hùng Lý Tự Trọng sinh năm nào?';
		expect(codes({ type: 'number', text, options: [], key: '1914' })).toEqual(['no_source']);
		expect(codes({ explanation: 'Từ năm 1976.' })).toEqual(['no_source']);
	});

	it.each([
		'1024 + 1000 bằng bao nhiêu?',
		'Đỉnh Fansipan cao 3143 mét thuộc tỉnh nào?',
		'Giá 2000 đồng một quả?'
	])('a number is no year: %s', (text) => {
		expect(codes({ text })).toEqual([]);
	});
});

describe('options that mean others', () => {
	it.each([
		'Cả A và B',
		'A + B',
		'ý B',
		'A và C đều đúng',
		'Cả a, b, và c.',
		'Phương án B',
		'Tất cả A, B, C',
		'Tất cả các phương án trên',
		'Cả 3 ý trên đều đúng.',
		'Không có đáp án nào ở trên',
		'All of the above'
	])('%s', (option) => {
		expect(codes({ options: ['Hà Nội', 'Huế', 'Đà Nẵng', option] })).toEqual(['refers_to_options']);
	});

	it.each(['Tất cả đều đúng', 'Cả nước', 'Vitamin A và D', 'A', 'Hai bên bờ sông', 'Tất cả công dân'])(
		'stays true wherever it stands: %s',
		(option) => {
			expect(codes({ options: ['Hà Nội', 'Huế', 'Đà Nẵng', option] })).toEqual([]);
		}
	);

	it.each(['a + a', 'a + b', '4a', '4 a', 'a²', '2a', 'a, b', '2 A', 'A + A'])(
		'letters of mathematics are none: %s',
		(option) => {
			expect(codes({ options: ['0', 'abc', '1', option] })).toEqual([]);
		}
	);
});

describe('options that are hardly told apart', () => {
	it('in nothing but diacritics, spaces and signs', () => {
		expect(findings({ ...single, options: ['Hà Nội', 'Huế', 'HA  NOI.', 'Vinh'] })).toEqual([
			{ code: 'options_alike', field: 'options', option: 2 }
		]);
	});

	it('signs of mathematics and numbers tell options apart', () => {
		expect(codes({ options: ['giá cả > giá trị', 'giá cả < giá trị', '1,5', '15', '-15'] })).toEqual([]);
	});
});

describe('a text that says too much, or hides what it asks', () => {
	it('says the answer, and no other option', () => {
		const text = 'Tờ báo nào là cơ quan của Hội Việt Nam Cách mạng thanh niên?';
		const options = ['Búa liềm', 'Thanh Niên', 'Nhân dân'];
		expect(codes({ text, options, key: 'B' })).toEqual(['answer_in_text']);
		expect(codes({ text: `${text} Hay của báo Nhân dân?`, options, key: 'B' })).toEqual([]);
		expect(codes({ type: 'short', text, options: [], key: 'cách mạng' })).toEqual(['answer_in_text']);
		expect(codes({ type: 'short', text, options: [], key: 'báo' })).toEqual([]);
	});

	it('asks what is not so, without making “không” stand out', () => {
		const text = 'Nội dung nào sau đây không thuộc ba đột phá chiến lược?';
		expect(codes({ text })).toEqual(['negation_hidden']);
		expect(codes({ text: text.replace('không', 'KHÔNG') })).toEqual([]);
		expect(codes({ text: text.replace('không', '**không**') })).toEqual([]);
		expect(codes({ text: 'Vì sao không khí nóng bay lên?' })).toEqual([]);
	});
});

it('an ordering that is shown in the right order leaves nothing to do', () => {
	const options = ['một', 'hai', 'ba'];
	expect(codes({ type: 'ordering', options, key: 'ABC' })).toEqual(['order_as_shown']);
	expect(codes({ type: 'ordering', options, key: 'BAC' })).toEqual([]);
});

it('does not cry wolf: one of the 69 questions of the sample bank, whose right option is 67 letters long beside 38', () => {
	const { questions } = readBankJson(readFileSync('src/lib/server/db/sample-bank.json', 'utf8'));
	const found = questions.flatMap((raw) => findings(readDraft(raw).question).map((f) => f.code));
	expect(questions.length).toBe(69);
	expect(found).toEqual(['key_long']);
});
