import { describe, expect, it } from 'vitest';
import { vietnameseName } from '$lib/simulation/names';
import { Random } from '$lib/simulation/random';
import { withoutMarks } from '$lib/bank/normal';
import { cleanName } from './clean';
import type { NameDoubt } from '$lib/protocol/common';
import { nameDoubts } from './doubts';
import { generatedName } from './generated';
import { skeleton } from './skeleton';

const contest = {
	title: 'Hội thi Rung chuông vàng tìm hiểu lịch sử Kon Tum',
	organizer: 'Đoàn trường THPT Nguyễn Thị Minh Khai',
	taken: false
};
const doubts = (name: string, around = {}) => nameDoubts(name, { ...contest, ...around });

describe('a clean name', () => {
	it.each([
		['  Nguyễn   Văn\tAn ', 'Nguyễn Văn An'],
		['Nguyễn\nVăn\u2028An', 'Nguyễn Văn An'],
		['Nguye\u0302\u0303n', 'Nguyễn'],
		['Ｎｇｕｙễｎ Ａｎ', 'Nguyễn An'],
		['𝓝𝓰𝓾𝔂𝓮𝓷 ⒶⓃ', 'Nguyen AN'],
		['An\u202eb\u200b\u2060\ufeff\u00ad', 'Anb'],
		['A\u3164n \u2800', 'An'],
		['Z\u0301\u0302\u0303\u0304\u0305algo', 'Ź̂algo'],
		['\u0301An \u0302B', 'An B'],
		['K’Brếu', 'K’Brếu'],
		['An\ud83d', 'An'],
		['a'.repeat(80), 'a'.repeat(60)],
		['𐐷'.repeat(80), '𐐷'.repeat(60)]
	])('%j is %j', (typed, name) => expect(cleanName(typed)).toBe(name));

	it.each(['', '   ', '\u200b\u202e', '\u3164', '!!!', '😀', '\u0301\u0302', '\ue000'])(
		'of %j nothing readable is left',
		(typed) => expect(cleanName(typed)).toBeNull()
	);

	it('is clean already: cleaned once more it is the same', () => {
		const random = new Random('clean');
		const upTo = (n: number) => Math.floor(random.between(0, n));
		const some = [
			...'Nguyễnệơ 1 \t\u0301\u0302\u0323\u0335\u200d\ufe0f\u202eﬁ①½ｱﾞ각\u1100\u1161ﷺ\u0f73\u0344\u2126\u212bé̂😀\ud800\u3164\u00a8\u037a\u1fc1'
		];
		for (let i = 0; i < 2000; i++) {
			const typed = Array.from({ length: 1 + upTo(90) }, () =>
				random.chance(0.7) ? some[upTo(some.length)] : String.fromCodePoint(1 + upTo(0x1fbff))
			).join('');
			const once = cleanName(typed);
			if (once !== null) expect([typed, cleanName(once)]).toEqual([typed, once]);
		}
	});
});

describe('names that the eye takes for the same have one skeleton', () => {
	it.each([
		['Nguyễn Văn Đạt', 'NGUYEN VAN DAT'],
		['Nguyễn Văn Đạt', 'Nguуеn  Vаn.Đạt'],
		['Trần Thị Hoa', 'Тrаn Тhi Ноа'],
		['Alexis', 'Αlехіѕ'],
		['Lê An', 'L3 4n'],
		['Host', 'H0$7'],
		['Minh', 'Miiinh'],
		['An', '🅰🅝'],
		['An', '𝐀ɴ'],
		['Đức', 'Ðứç']
	])('%s and %s', (one, other) => expect(skeleton(other)).toBe(skeleton(one)));

	it('and others another', () => {
		expect(skeleton('Nguyễn Văn An')).not.toBe(skeleton('Nguyễn Văn Anh'));
		expect(skeleton('12 😀')).toBe('i');
	});
});

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đàm', 'Đèo', 'Lò', 'Cù', 'Cao', 'Chu', 'Công', 'Cung', 'Đậu', 'Đới', 'Điêu', 'Lữ', 'Mai', 'Nông', 'Phùng', 'Quách', 'Sầm', 'Tạ', 'Thái', 'Vàng', 'Giàng', 'Triệu', 'A', 'Y', 'Siu', 'Ksor', 'Rơ Châm', 'Rmah', 'Kpă', 'Nay', 'H’', 'K’', 'Niê', 'Đinh', 'Bàn', 'Tôn Nữ', 'Ngụ']; // prettier-ignore
const middles = ['Thị', 'Văn', 'Ngọc', 'Quang', 'Thị Mỹ', 'Bá', 'Trọng', 'Thu', 'Đức', 'Xuân', 'Hữu', 'Mạnh', 'Công', 'Đình', 'Cẩm', '']; // prettier-ignore
const givens = ['An', 'Ánh', 'Bích', 'Bưởi', 'Bình', 'Các', 'Cầm', 'Chi', 'Chích', 'Chiến', 'Cúc', 'Cường', 'Cu', 'Đại', 'Đài', 'Đạt', 'Dậu', 'Diễm', 'Điểm', 'Diệp', 'Dĩ', 'Đông', 'Đồng', 'Dự', 'Du', 'Đức', 'Dung', 'Dũng', 'Đụt', 'Duyên', 'Giang', 'Hiệp', 'Hoài', 'Hột', 'Huệ', 'Kỳ', 'Khảo', 'Lài', 'Lan', 'Liên', 'Lơn', 'Lớn', 'Long', 'Lồng', 'Lợi', 'Mai', 'Mẫn', 'Mây', 'Mến', 'Muội', 'Mỵ', 'Ngà', 'Ngữ', 'Ngự', 'Như', 'Nương', 'Phích', 'Phò', 'Phúc', 'Phước', 'Quế', 'Quý', 'Sen', 'Sửu', 'Tài', 'Tâm', 'Thắng', 'Thơ', 'Tiên', 'Tèo', 'Tú', 'Tư', 'Trí', 'Trị', 'Tỵ', 'Út', 'Vải', 'Vui', 'Vy', 'Xuân', 'Xíu', 'Yến']; // prettier-ignore
const ofTheHighlands = ['Y Phích', 'A Đụt', 'H’Hen Niê', "H'Hen Niê", 'K’Brếu', "K'Brếu", 'Siu Black', 'Siu Hbia', 'Rơ Châm Phiang', 'Kpă Klơng', 'Ksor Phước', 'Nay H’Lưng', 'A Sanh', 'Y Bông', 'A Byot', 'Y Sen', 'Hồ Cu', 'Hồ Kan Lịch', 'Y Moan Ênuôl', 'Y Zak Arul', 'Ê Ban Y Phu', 'Y Ƀli Niê', 'Đinh Y Nhung', 'Rah Lan Vel', 'Lơ Mu Ha Bỉ', 'K’Dơ', 'Cil Múp Ha Thương', 'Tou Prong Nai Thiên', 'Y Ngông Niê Kdăm', 'A Viết Đức', 'Bríu Liếc', 'Hồ Thị Kơ Nia', 'Y Thốk', 'A Lăng Mừng', 'Đèo Văn Long', 'Sùng A Cu', 'Giàng A Phò', 'Vàng Thị Mỷ', 'Lò Văn Cún', 'Lò Thị Đôi', 'Nguyễn Trọng Tài', 'Lê Thu Kỳ', 'Trần Quân Trí', 'Đỗ Ngữ', 'Phan Đông', 'Nguyễn Thị Minh Khai', 'Trần Dự', 'Lê Thị Bích Chi', 'Mai Phúc Kỳ', 'Công Tằng Tôn Nữ Diễm Mi', 'Y J̆ŭ Êban', 'H’Blŏ̆ng Kbuôr', 'Ê̆ Čăm', 'Hồ Minh Chí', 'Lâm Tô', 'Trần Thầy']; // prettier-ignore

describe('an honest name', () => {
	const random = new Random('honest');
	const simulated = Array.from({ length: 300 }, () => vietnameseName(random));
	// Each given name with each middle name, and behind each family name.
	const combined = givens.flatMap((given, i) => [
		...middles.map((middle, j) => `${families[(i * 7 + j) % families.length]} ${middle} ${given}`),
		...families.map((family, j) => `${family} ${middles[(i + j) % middles.length]} ${given}`)
	]);
	const honest = [...simulated, ...combined, ...ofTheHighlands].map((name) => cleanName(name) ?? '');

	it(`raises no doubt, of ${honest.length} that there are or may be`, () => {
		expect(honest.length).toBeGreaterThan(500);
		expect(honest.filter((name) => doubts(name).length > 0)).toEqual([]);
	});

	it('nor without its marks, in capitals, or with the class behind it', () => {
		const ways = [withoutMarks, (name: string) => name.toUpperCase(), (name: string) => `${name} (10A1)`];
		const written = honest.map((name, i) => ways[i % ways.length]?.(name) ?? '');
		expect(written.filter((name) => doubts(name).length > 0)).toEqual([]);
	});

	it('nor one that the program gives, for any seat', () => {
		const draw = (seat: number) =>
			new Uint8Array(new Uint32Array([seat * 2_654_435_761, seat * 40_503]).buffer);
		const names = Array.from({ length: 1500 }, (_, i) => generatedName(draw(i), String(i + 1)));
		expect(names.filter((name) => doubts(name).length > 0)).toEqual([]);
		expect(names.filter((name) => cleanName(name) !== name)).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
		expect(generatedName(draw(7), '7')).toBe(names[7]?.replace(/8$/u, '7'));
	});
});

describe('doubts', () => {
	const table: [NameDoubt, string[]][] = [
		[
			'insult',
			['Địt mẹ mày', 'đ ị t', 'Đ.ị.t', 'dit me', 'D1t M3', 'ĐỊT', 'Đjt con cặc', 'con cac', 'C0n C4c', 'c@c', 'Nguyễn Văn Cặc', 'l0n', 'Lồn', 'lồnnnn', 'VÃI LỒN', 'vai lon', 'vailon', 'Đụ má', 'du ma', 'đéo', 'Con chó', 'óc chó', 'Thằng ngu', 'ngu như bò', 'vcl', 'v.c.l', 'V C L', 'đmm', 'DCM', 'cc', 'Fuck', 'F u c k', 'fuuuuck', 'fu ck you', 'ｆｕｃｋ', 'fцck', 'phuck', 'SHIT', '$h1t', 'b1tch', 'ni99er nigger', 'motherfucker', 'Hitler', 'khốn nạn', 'Buồi to', 'Đĩ', 'hiếp dâm', 'bê đê', 'Bố mày', '𝓕𝓾𝓬𝓴', 'ѕех', 'đồ ngu', 'Hoàng Văn Địt', 'óc ch0', 'Dỵt mẹ', 'Djt me', 'Đệt', 'Đỹ', 'buoi to', 'Buồi to', 'fvck'] // prettier-ignore
		],
		[
			'office',
			['Ban tổ chức', 'BAN TO CHUC', 'BTC', 'B.T.C', 'BTC 1', 'btc2', 'MC', 'MC Quỳnh Anh', 'Giám khảo 1', 'giam khao', 'BGK', 'Thư ký', 'Thu ky', 'Trọng tài', 'Trọng tài chính', 'admin', 'Аdmіn', 'Adm1n', 'Ad.min Admin', 'Quản trị', 'quản trị viên', 'host', 'H0st', 'Rung chuông vàng', 'Đoàn trường THPT Nguyễn Thị Minh Khai', 'doan truong thpt nguyen thi minh khai 2', 'Đoàn trường THPT', 'Hội thi Rung chuông vàng', 'Người dẫn chương trình', 'Hồ Chí Minh', 'ho chi minh', 'Bác Hồ', 'Tô Lâm', 'Đảng Cộng sản', 'Thầy Hùng', 'Thầy hiệu trưởng', 'Cô chủ nhiệm', 'hieu pho'] // prettier-ignore
		],
		[
			'letters',
			['Иван', 'Nguyễn Vаn An', 'Αn', '王小明', '김철수', 'محمد', 'An 😀', 'An ★', 'ᴀɴ', '12345', '0905 123 456', 'An 0905.123.456', 'kontum.vn', 'www chuong', 'http://x.y', 'An@lop', 'An_123', '☆彡', 'N̷g̷u̷y̷ễ̷n̷', 'Ź̂algo', 'An\u0489h'] // prettier-ignore
		]
	];
	it.each(table.flatMap(([code, names]) => names.map((name): [NameDoubt, string] => [code, name])))(
		'%s: %s',
		(code, name) => expect(doubts(cleanName(name) ?? '')).toContain(code)
	);

	it('same: when somebody of the unit is called so already', () => {
		expect(doubts('Nguyễn Văn An', { taken: true })).toEqual(['same']);
		expect(doubts('BTC', { taken: true })).toEqual(['office', 'same']);
	});

	it('of a contest without an organizer there is nothing to imitate', () => {
		expect(doubts('Nguyễn Văn An', { title: '', organizer: '' })).toEqual([]);
	});
});
