import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareForm, normalForm, readableForm, searchForm } from './normal';

const equal: [string, string, string][] = [
	['composed and decomposed', 'Nguyễn Phú Trọng'.normalize('NFC'), 'Nguyễn Phú Trọng'.normalize('NFD')],
	['case', 'NGHỊ QUYẾT', 'nghị quyết'],
	['case of Đ', 'ĐẢNG', 'đảng'],
	['spaces', '  Hồ  Chí\tMinh\n', 'Hồ Chí Minh'],
	['no-break space', 'Hồ\u00a0Chí\u00a0Minh', 'Hồ Chí Minh'],
	['zero-width space', 'Hồ\u200b Chí Minh', 'Hồ Chí Minh'],
	['full stop', 'Hà Nội.', 'Hà Nội'],
	['quotes', '“Hà Nội”', 'Hà Nội'],
	['brackets', '(Hà Nội)', 'Hà Nội'],
	['old and new tone: oà', 'hoà bình', 'hòa bình'],
	['old and new tone: uỷ', 'uỷ ban', 'ủy ban'],
	['old and new tone: uý', 'quý', 'qúy'],
	['old and new tone: uở', 'thuở', 'thủơ'],
	['tone of a word with marks', 'khoẻ', 'khỏe'],
	['tone in capitals', 'HOÀ', 'Hòa'],
	['hyphenated words', 'hoà-giải', 'hòa-giải'],
	['per cent with a space', '42 %', '42%'],
	['per cent in brackets', '(42%)', '42%'],
	['per cent with a full stop', '42%.', '42%'],
	['decimal comma and full stop at the end', '74,5.', '74,5'],
	['minus sign', '−5', '-5'],
	['degrees', '30 °', '30°'],
	['tone and mark, apart and together', 'kho\u0301i'.normalize('NFD'), 'khói'],
	['tone before its mark', 'ô\u0301', 'ố'],
	['mark behind its tone', 'o\u0301\u0302', 'o\u0302\u0301'],
	['old and new tone: uỳ', 'luỹ', 'lũy'],
	['old and new tone: uả', 'của', 'cuả'],
	['old and new tone: oẻ', 'KHOẺ', 'Khỏe'],
	['old and new tone: oá in two words', 'hoá học', 'hóa học'],
	['old and new tone: uyể', 'nguyễn', 'nguỹên'],
	['full-width letters', 'ＨÀ ＮＯＩ', 'hà noi'],
	['full-width digits', '１９４５', '1945'],
	['full-width full stop', 'Hà Nội．', 'Hà Nội'],
	['ideographic space', 'Hà\u3000Nội', 'Hà Nội'],
	['narrow no-break space', 'Hà\u202fNội', 'Hà Nội'],
	['zero-width joiner and mark of order', 'Hà\u200d Nội\ufeff', 'Hà Nội'],
	['soft hyphen', 'quốc\u00adhội', 'quốchội'],
	['dashes', 'Hà Nội – Huế', 'Hà Nội - Huế'],
	['spaces at a dash', 'Hà Nội - Huế', 'Hà Nội-Huế'],
	['em dash', 'a—b', 'a-b'],
	['apostrophes', 'D’Artagnan', "D'Artagnan"],
	['quotes inside', 'báo “Nhân Dân” ra', 'báo "Nhân Dân" ra'],
	['bullet', '- Hà Nội', 'Hà Nội'],
	['arrowheads and emoji', '👉 Hà Nội ✅', 'Hà Nội'],
	['equals sign', '= 5', '5'],
	['question mark', 'Hà Nội?!', 'Hà Nội']
];

const different: [string, string, string][] = [
	['another tone', 'hòa', 'hóa'],
	['no tone', 'hoa', 'hòa'],
	['another letter', 'da', 'đa'],
	['tones of two words in one', 'bà-ba', 'ba-bà'],
	['minus', '-5', '5'],
	['per cent', '42%', '42'],
	['comma or nothing', '74,5', '745'],
	['thousands and decimals', '1.008', '1,008'],
	['space inside', 'quốc hội', 'quốchội'],
	['i and y', 'lý', 'lí'],
	['digits and words', '5', 'năm'],
	['another mark', 'mơ', 'mô'],
	['order of words', 'hội quốc', 'quốc hội'],
	['root', '√5', '5'],
	['less than', '<5', '5'],
	['plus at the end', 'A+', 'A'],
	['power', '10²', '102'],
	['Cyrillic', 'а', 'a']
];

const nearly: [string, string, string][] = [
	['no marks at all', 'Nguyen Phu Trong', 'Nguyễn Phú Trọng'],
	['d for đ', 'Dien Bien Phu', 'Điện Biên Phủ'],
	['another tone', 'Hóa Bình', 'Hòa Bình'],
	['tone forgotten', 'Hoa Bình', 'Hòa Bình'],
	['horn forgotten', 'Trường Sa', 'Trương Sa'],
	['some marks only', 'Điện Bien Phủ', 'Điện Biên Phủ']
];

describe('[QU2] normal form of a short answer', () => {
	it.each(equal)('[QU2] equal: %s', (_, a, b) => expect(normalForm(a)).toBe(normalForm(b)));
	it.each(nearly)('[QU2] nearly: %s', (_, a, b) => {
		expect(normalForm(a)).not.toBe(normalForm(b));
		expect(bareForm(a)).toBe(bareForm(b));
	});
	it.each(different)('[QU2] different: %s', (_, a, b) => expect(normalForm(a)).not.toBe(normalForm(b)));

	it.each(['', '   ', '...', '“”', '\u200b'])('[QU2] nothing is left of %j', (text) => {
		expect(normalForm(text)).toBe('');
	});

	it('[QU2] taking the normal form twice changes nothing', () => {
		fc.assert(
			fc.property(text, (t) => {
				expect(normalForm(normalForm(t))).toBe(normalForm(t));
			})
		);
	});

	it('[QU2] the way of encoding, the case of letters and outer signs never matter', () => {
		const outer = fc.constantFrom('', ' ', '.', '"', ' “', '!?', '\n');
		fc.assert(
			fc.property(vietnamese, outer, outer, (t, before, after) => {
				expect(normalForm(before + t.normalize('NFD').toUpperCase() + after)).toBe(normalForm(t));
			})
		);
	});
});

describe('bare and search forms', () => {
	it('[QU2] the bare form has no diacritics', () => {
		expect(bareForm('Đường lối Đổi mới')).toBe('duong loi doi moi');
	});

	it('[QU2] equal normal forms have equal bare forms', () => {
		fc.assert(
			fc.property(vietnamese, (t) => {
				expect(bareForm(t.normalize('NFD'))).toBe(bareForm(normalForm(t)));
			})
		);
	});

	it('the search form keeps punctuation inside and at the ends', () => {
		expect(searchForm('  Điều 5,  “Luật” ')).toBe('dieu 5, “luat”');
	});
});

describe('a normal form as a person would write it', () => {
	it.each([
		'con đường cách mạng',
		'nghị quyết đại hội',
		'nguyễn thị thúy',
		'quý giá',
		'giải phóng miền nam',
		'gìn giữ hòa bình',
		'thuở ấy, người già',
		'khuỷu tay',
		'ngoại khóa',
		'phú mỹ-an hòa',
		'điều 5',
		'của tuổi trẻ',
		'lý tự trọng',
		'ngày 26/3',
		'café',
		'1945'
	])('[QU2] %s', (written) => expect(readableForm(normalForm(written))).toBe(written));

	it('[QU2] it is of the same group, whatever was written', () => {
		fc.assert(
			fc.property(vietnamese, (t) => {
				expect(normalForm(readableForm(normalForm(t)))).toBe(normalForm(t));
			})
		);
	});
});

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const vietnamese = fc
	.array(
		fc.constantFrom(
			...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ 0123456789'
		),
		{
			minLength: 1,
			maxLength: 30
		}
	)
	.map((letters) => `a${letters.join('')}z`);
