import { describe, expect, it } from 'vitest';
import { isFit, readDraft } from '../draft';
import { looksLikeGift, readGift } from './gift';

const read = (text: string) => {
	const bank = readGift(text);
	return { drafts: bank.questions.map(readDraft), refused: bank.doubts.map((d) => [d.place, d.value]) };
};
/** The one question in short: type, text, options, key, accepted answers. */
const one = (text: string) => {
	const [draft, ...others] = read(text).drafts;
	expect(others).toEqual([]);
	const { type, text: said, options, key, accepted } = draft?.question ?? {};
	return { is: [type, said, options, key, accepted], doubts: draft?.doubts ?? [] };
};
const codes = (text: string) => one(text).doubts.map((d) => d.code);

describe('GIFT', () => {
	it.each<[string, unknown[]]>([
		[
			'Thủ đô của Việt Nam?{~Huế =Hà Nội ~Đà Nẵng}',
			['single', 'Thủ đô của Việt Nam?', ['Huế', 'Hà Nội', 'Đà Nẵng'], 'B', []]
		],
		[
			'Sông {\n ~Đà\n =Hồng#đúng\n ~Mã#sai} chảy qua Hà Nội.',
			['single', 'Sông _____ chảy qua Hà Nội.', ['Đà', 'Hồng', 'Mã'], 'B', []]
		],
		['Nén?{~a~b=c}', ['single', 'Nén?', ['a', 'b', 'c'], 'C', []]],
		['Chọn hai{~%50%a ~x ~%50%b ~%-100%y}', ['multiple', 'Chọn hai', ['a', 'x', 'b', 'y'], 'AC', []]],
		['Chọn{~%100%a ~%100%b ~%-50%c}', ['multiple', 'Chọn', ['a', 'b', 'c'], 'AB', []]],
		[
			'Chọn ba{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}',
			['multiple', 'Chọn ba', ['a', 'b', 'c', 'd'], 'ABC', []]
		],
		['Trái đất quay{T}', ['true_false', 'Trái đất quay', ['Đúng', 'Sai'], 'A', []]],
		['Trái đất vuông{FALSE#Sai rồi#Giỏi}', ['true_false', 'Trái đất vuông', ['Đúng', 'Sai'], 'B', []]],
		['Lửa lạnh {false}', ['true_false', 'Lửa lạnh', ['Đúng', 'Sai'], 'B', []]],
		['Chữ sau e?{f}', ['short', 'Chữ sau e?', [], 'f', []]],
		['Ai?{=Bác Hồ =%100%Hồ Chí Minh}', ['short', 'Ai?', [], 'Bác Hồ', ['Hồ Chí Minh']]],
		['Hai cộng hai là {=bốn =4}.', ['short', 'Hai cộng hai là _____.', [], 'bốn', ['4']]],
		['Phép nhân?{=2 \\\\* 3}', ['short', 'Phép nhân?', [], '2 * 3', []]],
		['Năm nào? {#1945}', ['number', 'Năm nào?', [], '1945', []]],
		['Pi? {#3.1416:0.0005}', ['number', 'Pi?', [], '3.1416±0.0005', []]],
		['Pi? {#3.141..3.142}', ['number', 'Pi?', [], '3.1415±0.0005', []]],
		['Từ -5 đến 1 {#-5..1}', ['number', 'Từ -5 đến 1', [], '-2±3', []]],
		['Một nghìn? {#1.000}', ['number', 'Một nghìn?', [], '1', []]],
		['Hai cách {#=10:0 =1e1:0.5 ~#sai}', ['number', 'Hai cách', [], '10', ['10±0.5']]],
		['Bằng 5? {~ \\= 2 + 2 = \\= 2 + 3}', ['single', 'Bằng 5?', ['= 2 + 2', '= 2 + 3'], 'B', []]],
		[
			'Ký hiệu {~ \\~ ~ \\# ~ \\{ = \\\\ # \\\\ là đúng }',
			['single', 'Ký hiệu', ['~', '#', '{', '\\'], 'D', []]
		],
		['::Tên\\: 1::Một\\nhai\\: {=x}', ['short', 'Một\nhai:', [], 'x', []]],
		['[html]<p>H<sub>2</sub>O &amp; <b>gì</b></p>{=[plain]<b>}', ['short', 'H_(2)O & **gì**', [], '<b>', []]],
		['[plain]<b>2*3*4</b> {=24}', ['short', '<b>2*3*4</b>', [], '24', []]],
		['<i>Tắt đèn</i> của ai? {=Ngô Tất Tố}', ['short', '*Tắt đèn* của ai?', [], 'Ngô Tất Tố', []]],
		['[abc] là gì? {=chữ}', ['short', '[abc] là gì?', [], 'chữ', []]]
	])('reads %j', (text, is) => {
		expect(one(text)).toEqual({ is, doubts: [] });
	});

	it('takes name, category, id, tags, and what is said to all or to who is right', () => {
		const { drafts } = read(`// một ghi chú
$CATEGORY: $course$/top/Lịch sử/A//B

// [id:c-1] [tag:xưa] [tag:nay]
::Câu một::Năm nào?{#1945####Cách mạng tháng Tám}

Ai?{~a#nhầm =b#Vì b có \\#1}

$CATEGORY: $course$/top
Đúng không?{TRUE#Chưa#Phải####Chung}`);
		expect(
			drafts.map((d) => [
				d.place,
				d.label,
				d.externalId,
				d.question.topic,
				d.question.tags,
				d.question.explanation
			])
		).toEqual([
			[5, 'Câu một', 'c-1', 'Lịch sử / A/B', ['xưa', 'nay'], 'Cách mạng tháng Tám'],
			[7, '', '', 'Lịch sử / A/B', [], 'Vì b có #1'],
			[10, '', '', '', [], 'Chung']
		]);
	});

	it('refuses by name what we have none of', () => {
		expect(
			read(`::Ghép::Nối {=a -> 1 =b -> 2}

Hãy nêu cảm nghĩ {}

Phần một: đọc kỹ đề.

::Điền::{1:MULTICHOICE:=a~b}`)
		).toEqual({
			drafts: [],
			refused: [
				[1, 'matching “Ghép”'],
				[3, 'essay “Hãy nêu cảm nghĩ {}”'],
				[5, 'description “Phần một: đọc kỹ đề.”'],
				[7, 'cloze “Điền”']
			]
		});
	});

	it('an order that Moodle would shuffle is shown in another than the right one', () => {
		expect(one('Xếp {>3 ALL VERTICAL\nmột\nhai\nba\n}')).toEqual({
			is: ['ordering', 'Xếp', ['ba', 'hai', 'một'], 'CBA', []],
			doubts: []
		});
		expect(one('Xếp {>0\n1\n2\n3}').is).toEqual(['ordering', 'Xếp', ['2', '3', '1'], 'CAB', []]);
	});

	it.each<[string, string[]]>([
		['Nửa đúng {~a ~%50%b =c}', ['partly_right']],
		['Gần đúng {=Nguyễn Huệ =%50%Quang Trung =%0%*}', ['partly_right']],
		['Hình [html]đâu {~a =<img src\\="x.png"> ~c}', ['left_out', 'empty_option']]
	])('%j is taken with a doubt', (text, expected) => {
		expect(codes(text)).toEqual(expected);
	});

	it.each<[string, string[]]>([
		['Hai đáp án {=a =b ~c}', ['several_keys', 'no_key']],
		['Không đáp án {~a ~b}', ['no_key']],
		['Chỉ nửa điểm {~%50%a ~b}', ['partly_right', 'no_key']],
		['Năng lượng {=E=mc2}', ['not_understood']],
		['Hình {~<i class="a">x</i> ~%100%y}', ['several_keys', 'not_understood', 'no_key']],
		['Gì cũng được {=*ngô*}', ['wildcard']],
		['Một ngoặc {=a', ['not_understood', 'no_key']],
		['Hai ngoặc {=a} và {=b}', ['not_understood', 'no_key']],
		['Số gì {#ba}', ['not_a_number']],
		['Ngược {#5..1}', ['not_a_number']]
	])('%j is not taken', (text, expected) => {
		const { drafts } = read(text);
		expect(drafts.map((d) => [d.doubts.map((x) => x.code), isFit(d)])).toEqual([[expected, false]]);
	});

	it('a number that Moodle would not read is read as people write it here', () => {
		expect(one('Pi {#3,14:0,01}').is[3]).toBe('3.14±0.01');
	});
});

describe('a text is told to be GIFT', () => {
	it.each([
		['Ai?{=a =b}', true],
		['::Câu 1:: Đúng không? {}', true],
		['$CATEGORY: x\n\nAi? {T}', true],
		['Nước sôi ở 90 độ.{FALSE\n\t####Ở 100 độ.\n}', true],
		['Câu 1. Tính $\\frac{1}{2}$\nA. 1\nB. 2\nĐáp án: A', false],
		['Tập hợp {1; 2} có mấy phần tử?\nA. 1\nB. 2', false],
		['Một đoạn văn.', false]
	])('%j: %s', (text, is) => {
		expect(looksLikeGift(text)).toBe(is);
	});
});
