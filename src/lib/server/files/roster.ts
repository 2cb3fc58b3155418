import { restore } from '$lib/bank/cells';
import { cleanLine } from '$lib/bank/clean';
import { searchForm } from '$lib/bank/normal';
import { findHeader, rowsBelow, titleForm, type Row } from '$lib/bank/sheet';
import { readCsv } from './csv';
import { knownFile } from './kind';
import { isAside } from './roster-asides';
import { writeSpreadsheet } from './spreadsheet';
import { refusing, Unreadable, type UnreadableCode } from './unreadable';
import { readWorkbook } from './workbook';

export const maxContestants = 20_000;
const maxName = 100;
const maxUnit = 200;
const sbdForm = /^\d{1,5}$/;

export interface RosterEntry {
	/** null: the next free number. */
	sbd: number | null;
	name: string;
	unit: string;
	/** 4–8 digits as a text, so that leading zeros stay; null: one is drawn. */
	pin: string | null;
	/** Waits off the floor (CO3). */
	reserve: boolean;
	row: number;
}

export interface RosterProblem {
	/** 0: it is about the file as a whole. */
	row: number;
	code:
		| UnreadableCode
		| 'roster/wrong_type'
		| 'roster/name_missing'
		| 'roster/name_long'
		| 'roster/unit_long'
		| 'roster/sbd_form'
		| 'roster/sbd_twice'
		| 'roster/pin_form'
		| 'roster/reserve_form';
	params: Record<string, string | number>;
}

/** Contestants of the rows without a problem, what is wrong with the others, and what else was not taken. */
export interface Roster {
	contestants: RosterEntry[];
	problems: RosterProblem[];
	/** Rows that name nobody: sums, remarks, who signs. */
	asides: { row: number; text: string }[];
	/** Titles of the columns that are not kept. */
	unused: string[];
}

const fields = ['sbd', 'family', 'name', 'unit', 'pin', 'reserve'] as const;
type Field = (typeof fields)[number];

const titles: Record<Field, string[]> = {
	sbd: ['sbd', 'so bao danh', 'so bd', 'contestant number', 'seat', 'number'],
	family: [
		'ho',
		'ho dem',
		'ho va dem',
		'ho lot',
		'ho va ten dem',
		'ho va chu dem',
		'family name',
		'last name'
	],
	name: [
		'ho ten',
		'ho va ten',
		'ten',
		'ho ten thi sinh',
		'thi sinh',
		'ten thi sinh',
		'name',
		'full name',
		'first name'
	],
	unit: [
		'don vi',
		'ten don vi',
		'truong',
		'lop',
		'chi doan',
		'doan co so',
		'co quan',
		'unit',
		'school',
		'class'
	],
	pin: ['ma pin', 'pin', 'ma', 'pin code'],
	reserve: ['du bi', 'thi sinh du bi', 'reserve']
};

/** How people mark a reserve, or say that somebody is none; in normal form. */
const marks = new Map([
	...['x', '1', 'co', 'du bi', 'yes', 'true'].map((mark) => [mark, true] as const),
	...['', '0', 'khong', 'no', 'false'].map((mark) => [mark, false] as const)
]);

/** Titles of columns that say nothing which the list has to keep: rows are numbered. */
const counting = ['stt', 'tt', 'so tt', 'so thu tu', 'thu tu', 'no', 'no.', '#'];
/** Files that question banks take, or that other programs save as one of theirs. */
const notOurs: UnreadableCode[] = ['file/wrong_type', 'file/old_word', 'file/pdf', 'file/rtf'];

/** Reads the list of contestants from an Excel workbook or a CSV file, whichever the bytes are. */
export async function readRoster(bytes: Uint8Array): Promise<Roster> {
	const read = await refusing(() => {
		const header = sheetsOf(bytes)
			.map((rows) => ({ rows, header: findHeader(rows, fieldOf, ['name']) }))
			.find((sheet) => sheet.header);
		if (!header?.header) throw new Unreadable('roster/no_header');
		const rows = rowsBelow(header.rows, header.header);
		if (rows.length === 0) throw new Unreadable('file/no_contestants');
		const unused = header.header.unknown.filter((title) => !counting.includes(titleForm(title)));
		return { ...readRows(rows, header.header.columns), unused };
	});
	if (read.ok) {
		const { contestants, problems, asides, unused } = read;
		return { contestants, problems, asides, unused };
	}
	return unreadableRoster(read.code);
}

/** What is said of a file that can't be read as a whole. */
export function unreadableRoster(why: UnreadableCode): Roster {
	const code = notOurs.includes(why) ? 'roster/wrong_type' : why;
	return { contestants: [], problems: [{ row: 0, code, params: {} }], asides: [], unused: [] };
}

function sheetsOf(bytes: Uint8Array): Row[][] {
	const file = knownFile(bytes);
	if (file.kind === 'text') return [readCsv(file.text, maxContestants)];
	if (file.kind === 'xlsx') return readWorkbook(file.zip, maxContestants).map((sheet) => sheet.rows);
	throw new Unreadable('file/wrong_type');
}

function readRows(rows: Row[], columns: Map<Field, number>): Omit<Roster, 'unused'> {
	const lines: RosterRow[] = [];
	const asides: Roster['asides'] = [];
	for (const { number: row, cells } of rows) {
		const text = (field: Field) => cleanLine(restore(cells[columns.get(field) ?? -1]?.text ?? ''));
		const whole = cleanLine(restore(cells.map((cell) => cell?.text ?? '').join(' ')));
		if (!sbdForm.test(text('sbd')) && isAside(whole)) asides.push({ row, text: whole });
		else
			lines.push({
				row,
				sbd: text('sbd'),
				name: cleanLine(`${text('family')} ${text('name')}`),
				unit: text('unit'),
				pin: text('pin'),
				reserve: text('reserve')
			});
	}
	return { ...judgeRows(lines), asides };
}

/** What a row says of somebody, each as a clean line; empty: nothing. */
export interface RosterRow {
	row: number;
	sbd: string;
	name: string;
	unit: string;
	pin: string;
	reserve: string;
}

/** Those whose rows have no problem, and what is wrong with the others. The same rules wherever a list comes from. */
export function judgeRows(rows: readonly RosterRow[]): Pick<Roster, 'contestants' | 'problems'> {
	const contestants: RosterEntry[] = [];
	const problems: RosterProblem[] = [];
	const rowOfSbd = new Map<number, number>();
	for (const { row, sbd: number, name, unit, pin, reserve: mark } of rows) {
		const before = problems.length;
		const problem = (code: RosterProblem['code'], params: RosterProblem['params'] = {}) =>
			problems.push({ row, code, params });

		if (name === '') problem('roster/name_missing');
		if (name.length > maxName) problem('roster/name_long', { most: maxName });
		if (unit.length > maxUnit) problem('roster/unit_long', { most: maxUnit });

		const sbd = number === '' ? null : Number(number);
		if (sbd !== null) {
			const twin = rowOfSbd.get(sbd);
			if (!sbdForm.test(number) || sbd < 1) problem('roster/sbd_form', { sbd: number });
			else if (twin !== undefined) problem('roster/sbd_twice', { sbd, other: twin });
			else rowOfSbd.set(sbd, row);
		}
		if (pin !== '' && !/^\d{4,8}$/.test(pin)) problem('roster/pin_form', { pin });
		const reserve = marks.get(searchForm(mark));
		if (reserve === undefined) problem('roster/reserve_form', { text: mark });
		else if (problems.length === before)
			contestants.push({ sbd, name, unit, pin: pin || null, reserve, row });
	}
	return { contestants, problems };
}

function fieldOf(title: string): Field | null {
	for (const field of fields) if (titles[field].includes(title)) return field;
	return null;
}

/** A list of contestants as an Excel workbook that {@link readRoster} reads, with instructions; empty, it is the template. */
export function writeRoster(
	contestants: readonly { sbd: number; name: string; unit: string; pin: string; reserve: boolean }[]
): Promise<Uint8Array> {
	return writeSpreadsheet(
		{
			name: 'Thí sinh',
			columns: [
				{ title: 'SBD', width: 10 },
				{ title: 'Họ tên', width: 32 },
				{ title: 'Đơn vị', width: 40 },
				{ title: 'Mã PIN', width: 12 },
				{ title: 'Dự bị', width: 10 }
			],
			rows: contestants.map(({ sbd, name, unit, pin, reserve }) => [
				String(sbd),
				name,
				unit,
				pin,
				reserve ? 'x' : ''
			])
		},
		[
			{
				name: 'Hướng dẫn',
				lines: [
					[
						'Cách điền',
						'Mỗi thí sinh một dòng ở trang “Thí sinh”. Thứ tự cột tùy ý, nhưng giữ nguyên tên cột ở dòng đầu.'
					],
					['SBD', 'Số từ 1 đến 99999, không trùng nhau. Để trống thì chương trình đánh số tiếp.'],
					['Họ tên', 'Bắt buộc. Có thể tách thành hai cột “Họ đệm” và “Tên”.'],
					['Đơn vị', 'Chi đoàn, lớp, trường, xã … của thí sinh; có thể để trống.'],
					[
						'Mã PIN',
						'Từ 4 đến 8 chữ số, để thí sinh tự vào chỗ bằng SBD và mã PIN. Để trống thì chương trình tự tạo. Hãy định dạng ô là Văn bản (Text) để giữ số 0 ở đầu.'
					],
					[
						'Dự bị',
						'Ghi x cho thí sinh dự bị: chờ ngoài sàn và chỉ vào khi người dẫn gọi. Để trống cho mọi người khác.'
					]
				]
			}
		]
	);
}
