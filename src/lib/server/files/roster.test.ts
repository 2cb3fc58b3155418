import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readRoster, writeRoster } from './roster';

const csv = (text: string) => readRoster(new TextEncoder().encode(text));
const person = (row: number, sbd: number | null, name: string, unit = '', pin: string | null = null) => ({
	sbd,
	name,
	unit,
	pin,
	reserve: false,
	row
});

describe('[CO2] the list of contestants', () => {
	it.each([
		['comma', 'SBD,HỌ TÊN,ĐƠN VỊ,MÃ PIN\n1,Nguyễn An,Chi đoàn 1,0042\n'],
		['semicolon and CRLF', 'SBD;HỌ TÊN;ĐƠN VỊ;MÃ PIN\r\n1;Nguyễn An;Chi đoàn 1;0042\r\n'],
		['tab', 'SBD\tHọ và tên\tĐơn vị\tPIN\n001\tNguyễn An\tChi đoàn 1\t0042'],
		['a mark of UTF-8', '\ufeffSBD,Họ tên,Đơn vị,Mã PIN\n1,Nguyễn An,Chi đoàn 1,0042'],
		['another order', 'Mã PIN,Đơn vị,Ghi chú,Họ tên,SBD\n0042,Chi đoàn 1,x,Nguyễn An,1'],
		['quotes', 'SBD,"Họ tên","Đơn vị",PIN\n1,"Nguyễn An","Chi đoàn 1",0042'],
		['no diacritics', 'so bao danh,ho ten,don vi,ma pin\n1,Nguyễn An,Chi đoàn 1,0042'],
		['decomposed letters', 'SBD,Họ tên,Đơn vị,Mã PIN\n1,Nguyễn An,Chi đoàn 1,0042'.normalize('NFD')],
		['two columns of the name', 'SBD,Họ đệm,Tên,Đơn vị,PIN\n1,Nguyễn,An,Chi đoàn 1,0042']
	])('[CO2] reads CSV: %s', async (_, text) => {
		expect(await csv(text)).toEqual({
			contestants: [person(2, 1, 'Nguyễn An', 'Chi đoàn 1', '0042')],
			problems: [],
			asides: [],
			unused: text.includes('Ghi chú') ? ['Ghi chú'] : []
		});
	});

	it('[CO2] takes separators and line breaks inside quotes as text', async () => {
		const { contestants } = await csv('SBD,Họ tên,Đơn vị\n1,"An ""Bé""","Lớp 1, khối\n2"\n2,Bình,x');
		expect(contestants).toEqual([person(2, 1, 'An "Bé"', 'Lớp 1, khối 2'), person(3, 2, 'Bình', 'x')]);
	});

	it('[CO1] numbers that are missing are left to the service; empty rows are passed over', async () => {
		const { contestants, problems } = await csv('DANH SÁCH,,\n\nSBD,Họ tên\n,An\n,\n7,Bình\n');
		expect(contestants).toEqual([person(4, null, 'An'), person(6, 7, 'Bình')]);
		expect(problems).toEqual([]);
	});

	it('[CO1] names every problem by its row, and takes no such row', async () => {
		const long = 'a'.repeat(101);
		const { contestants, problems } = await csv(
			[
				'SBD,Họ tên,PIN',
				'1,An,',
				'1,Bình,',
				'2,,',
				'0,Chi,',
				'100000,Dũng,',
				'x,Em,',
				'3,Gia,123',
				`4,${long},1234`
			].join('\n')
		);
		expect(contestants).toEqual([person(2, 1, 'An')]);
		expect(problems).toEqual([
			{ row: 3, code: 'roster/sbd_twice', params: { sbd: 1, other: 2 } },
			{ row: 4, code: 'roster/name_missing', params: {} },
			{ row: 5, code: 'roster/sbd_form', params: { sbd: '0' } },
			{ row: 6, code: 'roster/sbd_form', params: { sbd: '100000' } },
			{ row: 7, code: 'roster/sbd_form', params: { sbd: 'x' } },
			{ row: 8, code: 'roster/pin_form', params: { pin: '123' } },
			{ row: 9, code: 'roster/name_long', params: { most: 100 } }
		]);
	});

	it('[CO2] reads Excel, numbers and texts alike, and keeps the zeros of a PIN', async () => {
		const file = await writeExcelFile([
			['Danh sách thí sinh', null, null, null],
			['SBD', 'Họ tên', 'Đơn vị', 'Mã PIN'],
			[1, 'An', 'Chi đoàn 1', '0042'],
			[2, 'Bình', null, { value: 42, format: '0000' }],
			['003', 'Chi', null, 123456]
		]).toBuffer();
		expect((await readRoster(file)).contestants).toEqual([
			person(3, 1, 'An', 'Chi đoàn 1', '0042'),
			person(4, 2, 'Bình', '', '0042'),
			person(5, 3, 'Chi', '', '123456')
		]);
	});

	it.each([
		'Tổng cộng: 45 thí sinh',
		'Tổng số thí sinh: 45',
		'TỔNG CỘNG',
		'Cộng: 45',
		'Danh sách có 45 thí sinh',
		'Ấn định danh sách gồm 45 thí sinh.',
		'Ghi chú: mang theo thẻ',
		'Người lập danh sách',
		'Kon Tum, ngày 26 tháng 3 năm 2026',
		'TM. BAN CHẤP HÀNH'
	])('[CO2] takes no row below the list for a contestant, and tells which: %s', async (text) => {
		for (const row of [`,"${text}",`, `"${text}",,`, `,,"${text}"`]) {
			const read = await csv(`STT,Họ tên,Đơn vị\n1,An,10A1\n${row}`);
			expect(read.contestants).toEqual([person(2, null, 'An', '10A1')]);
			expect(read.asides).toEqual([{ row: 3, text }]);
			expect(read.problems).toEqual([]);
		}
	});

	it('[CO2] takes people for people, whatever their names begin with', async () => {
		const names = [
			'Tống Cao An',
			'Tổng Văn Bình',
			'Công Thị Chi',
			'Lưu Ý Nhi',
			'Tòng Văn Số',
			'Ngày Xưa',
			'Bí Thư'
		];
		const { contestants, asides } = await csv(`Họ tên\n${names.join('\n')}`);
		expect(contestants.map((c) => c.name)).toEqual(names);
		expect(asides).toEqual([]);
		const numbered = await csv('SBD,Họ tên\n5,Tổng cộng');
		expect(numbered.contestants).toEqual([person(2, 5, 'Tổng cộng')]);
	});

	it('[CO2] tells which columns it does not keep', async () => {
		const { unused } = await csv('STT,Họ tên,Ngày sinh,Lớp,SĐT,Trường\n1,An,1/2/2010,10A1,09,THPT');
		expect(unused).toEqual(['Ngày sinh', 'SĐT', 'Trường']);
	});

	it('[CO3] knows who is a reserve, and asks what else stands in that column', async () => {
		const { contestants, problems } = await csv(
			'Họ tên,DỰ BỊ\nAn,x\nBình,\nChi,Có\nDung,không\nEm,X\nGia,constructor'
		);
		expect(contestants.map((c) => [c.name, c.reserve])).toEqual([
			['An', true],
			['Bình', false],
			['Chi', true],
			['Dung', false],
			['Em', true]
		]);
		expect(problems).toEqual([{ row: 7, code: 'roster/reserve_form', params: { text: 'constructor' } }]);
	});

	it('[CO3] writes who is a reserve so that it is read again', async () => {
		const line = { sbd: 1, name: 'An', unit: '', pin: '0042', reserve: true };
		const { contestants } = await readRoster(await writeRoster([line, { ...line, sbd: 2, reserve: false }]));
		expect(contestants.map((c) => [c.sbd, c.reserve])).toEqual([
			[1, true],
			[2, false]
		]);
	});

	it('[CO2] the template is understood, and has nobody in it', async () => {
		expect((await readRoster(await writeRoster([]))).problems).toEqual([
			{ row: 0, code: 'file/no_contestants', params: {} }
		]);
	});

	it.each([
		['a,b\n1,2', 'roster/no_header'],
		['', 'file/empty'],
		['{}', 'roster/wrong_type'],
		['%PDF-1.7', 'roster/wrong_type'],
		['{\\rtf1 }', 'roster/wrong_type'],
		[`Họ tên\n${'An\n'.repeat(20_001)}`, 'file/too_many_rows']
	])('[CO2] refuses %j', async (text, code) => {
		expect((await csv(text)).problems).toEqual([{ row: 0, code, params: {} }]);
	});
});
