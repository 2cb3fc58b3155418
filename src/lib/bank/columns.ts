import { letter, maxOptions } from './question';
import { findHeader, titleForm, type Header, type Row } from './sheet';

/*
 * Which column of a sheet holds what: by its title, in Vietnamese and English, or as somebody says.
 */

export const textFields = [
	'id',
	'type',
	'text',
	'answer',
	'accepted',
	'explanation',
	'source',
	'asOf',
	'topic',
	'level',
	'tags',
	'seconds',
	'media',
	'note'
] as const;
export type TextField = (typeof textFields)[number];

/** `options`: all of them in one cell. `wrong0` …: the others beside a right answer that is given in full. */
export type Field = TextField | 'options' | `option${number}` | `wrong${number}`;

/** A column of a sheet as its reader matches it. */
export interface Column {
	/** From 0. */
	index: number;
	title: string;
	field: Field | null;
	/** What its first rows hold. */
	samples: string[];
}

/** The fields that a column can be matched with, in the order in which people look for them. */
export const columnFields: Field[] = [
	'text',
	...Array.from({ length: maxOptions }, (_, i) => `option${i}` as const),
	'options',
	'answer',
	...Array.from({ length: maxOptions - 1 }, (_, i) => `wrong${i}` as const),
	...textFields.filter((f) => f !== 'text' && f !== 'answer')
];

/** Titles of the columns that hold options: A … F. */
export const optionTitles = Array.from({ length: maxOptions }, (_, i) => letter(i));

/** Titles without case, diacritics and signs. */
const titles: Record<TextField | 'options', string[]> = {
	id: [
		'stt',
		'tt',
		'so tt',
		'so thu tu',
		'ma',
		'ma cau',
		'id',
		'no',
		'#',
		'num',
		's no',
		'question id',
		'cau so',
		'cau hoi so',
		'so cau'
	],
	type: ['loai', 'loai cau hoi', 'loai cau', 'dang', 'dang cau hoi', 'kieu', 'type', 'question type'],
	text: [
		'cau hoi',
		'noi dung',
		'noi dung cau hoi',
		'noi dung cau hoi trac nghiem',
		'noi dung cau hoi thi',
		'de bai',
		'cau dan',
		'nhan dinh',
		'menh de',
		'cau',
		'question',
		'questions',
		'question text',
		'question title',
		'questiontext',
		'text'
	],
	options: [
		'phuong an',
		'cac phuong an',
		'phuong an tra loi',
		'cac phuong an tra loi',
		'phuong an lua chon',
		'lua chon',
		'cac lua chon',
		'dap an lua chon',
		'cac dap an',
		'options',
		'choices',
		'answer options',
		'answers'
	],
	answer: [
		'dap an',
		'dap an dung',
		'dap an chinh xac',
		'ket qua',
		'dung',
		'cot dung',
		'da',
		'd/a',
		'd a',
		'da dung',
		'pa dung',
		'phuong an dung',
		'lua chon dung',
		'cau tra loi dung',
		'tra loi dung',
		'tra loi',
		'cau tra loi',
		'key',
		'answer',
		'answer key',
		'correct',
		'correct answer',
		'correct answers',
		'correct answer s',
		'correct option',
		'correct key',
		'correct choice',
		'correct answer index',
		'correct index',
		'answer index',
		'right answer'
	],
	accepted: ['dap an chap nhan', 'chap nhan', 'dap an khac', 'accepted', 'accepted answers', 'also accepted'],
	explanation: [
		'giai thich',
		'giai thich dap an',
		'dien giai',
		'loi giai',
		'explanation',
		'explaination',
		'feedback'
	],
	source: ['nguon', 'nguon trich dan', 'trich dan', 'can cu', 'tham khao', 'tai lieu', 'source', 'reference'],
	asOf: ['tinh den', 'tinh den ngay', 'cap nhat den', 'as of'],
	topic: [
		'chu de',
		'chuyen de',
		'linh vuc',
		'hang muc',
		'mang kien thuc',
		'chuong',
		'topic',
		'category',
		'chapter'
	],
	level: [
		'muc do',
		'do kho',
		'cap do',
		'muc do nhan thuc',
		'level',
		'difficulty',
		'difficulty level',
		'difficulty label'
	],
	tags: ['nhan', 'the', 'tu khoa', 'tags', 'keywords'],
	seconds: [
		'thoi gian',
		'thoi gian s',
		'so giay',
		'giay',
		'thoi gian tra loi',
		'time',
		'time limit',
		'time limit sec',
		'seconds',
		'duration'
	],
	media: ['tep kem', 'media'],
	note: ['ghi chu', 'note', 'notes', 'comment']
};

const option =
	/^(?:(?:phuong an|lua chon|dap an|cau tra loi|option|answer|choice|pa|p\/an|da|d\/a) ?)?(?:([a-f])|([1-6]))$/;
const wrong =
	/^(?:(?:dap an|phuong an|cau tra loi|tra loi|answer|option) (?:sai|nhieu)|(?:wrong|incorrect|false) (?:answer|option)s?|distractor) ?([1-5])?$/;
/** Titles that may mean the key or all options; which of them is told by another column that can only be the key. */
const either = new Set(['dap an', 'tra loi', 'cau tra loi', 'answer', 'answers']);

/** What a column of this title holds; null for nothing that we know. `Đáp án (0-3)` is `Đáp án`. */
export function fieldOf(said: string): Field | null {
	const title = said.replace(/ \d \d$/, '');
	for (const field of [...textFields, 'options' as const]) if (titles[field].includes(title)) return field;
	const [, byLetter, byNumber] = option.exec(title) ?? [];
	if (byLetter !== undefined) return `option${byLetter.charCodeAt(0) - 97}`;
	if (byNumber !== undefined) return `option${Number(byNumber) - 1}`;
	const [isWrong, n] = wrong.exec(title) ?? [];
	return isWrong === undefined ? null : `wrong${Number(n ?? 1) - 1}`;
}

/** The row that names the column of the question and one to answer it with; null when there is none. */
export function headerOf(rows: Row[]): Header<Field> | null {
	const header = findHeader(rows, fieldOf, isHeader);
	if (!header) return null;
	const named = withSpread(rows, withKey(withText(rows, header)));
	return isTwoTicks(named) ? null : named;
}

/** `Đúng | Sai`, to be ticked: neither of them says the key alone. */
function isTwoTicks({ columns, titles }: Header<Field>): boolean {
	const title = titleForm(titles.get(columns.get('answer') ?? -1) ?? '');
	return title === 'dung' && [...titles.values()].some((other) => titleForm(other) === 'sai');
}

/** `Câu` beside `Nội dung`: the first only numbers the questions. */
function withText(rows: Row[], header: Header<Field>): Header<Field> {
	const at = header.columns.get('text') ?? -1;
	const other = [...header.titles].find(
		([index, title]) => index !== at && fieldOf(titleForm(title)) === 'text'
	);
	const below = rows.filter((r) => r.number > header.row).map((r) => r.cells[at]?.text.trim() ?? '');
	const said = below.filter((text) => text !== '');
	if (!other || !said.every((text) => /^(?:câu\s*)?\d{1,4}\s*[.:]?$/iu.test(text))) return header;
	const columns = new Map(header.columns).set('text', other[0]);
	if (!columns.has('id')) columns.set('id', at);
	return { ...header, columns, unknown: header.unknown.filter((t) => t !== other[1]) };
}

/** Of two columns that may hold the key, the one that can be nothing else does; the other has the options. */
function withKey(header: Header<Field>): Header<Field> {
	const keys = [...header.titles].filter(([, title]) => fieldOf(titleForm(title)) === 'answer');
	const [key, another] = keys.filter(([, title]) => !either.has(titleForm(title)));
	const [all] = keys.filter(([, title]) => either.has(titleForm(title)));
	if (key === undefined || another !== undefined || all === undefined || header.columns.has('options'))
		return header;
	const columns = new Map(header.columns).set('answer', key[0]).set('options', all[0]);
	return { ...header, columns, unknown: header.unknown.filter((t) => t !== key[1] && t !== all[1]) };
}

/** One title over several columns of options: they have no titles of their own, or have them in the row below. */
function withSpread(rows: Row[], header: Header<Field>): Header<Field> {
	const from = header.columns.get('options');
	if (from === undefined) return header;
	const next = Math.min(...[...header.titles.keys()].filter((index) => index > from), from + maxOptions);
	const body = rows.filter((r) => r.number > header.row);
	const isFilled = (index: number) => body.some((r) => (r.cells[index]?.text.trim() ?? '') !== '');
	let to = from + 1;
	while (to < next && isFilled(to)) to++;
	if (to === from + 1) return header;
	const columns = new Map(header.columns);
	columns.delete('options');
	for (let index = from; index < to; index++) columns.set(`option${index - from}`, index);
	const [below] = body;
	const letters = below?.cells.flatMap((c) => c?.text.trim() || []) ?? [];
	const isRowOfLetters =
		letters.length > 1 && letters.every((said) => /^option/.test(fieldOf(titleForm(said)) ?? ''));
	return { ...header, columns, row: isRowOfLetters && below ? below.number : header.row };
}

function isHeader(columns: ReadonlyMap<Field, number>): boolean {
	return columns.has('text') && [...columns.keys()].some((f) => f === 'answer' || /^option/.test(f));
}

const sampled = 3;
/** The columns of a sheet as they are matched; of one without a header, all of them, matched with nothing. */
export function columnsOf(rows: Row[], header: Header<Field> | null): Column[] {
	const below = header ? rows.filter((r) => r.number > header.row) : rows;
	const width = Math.max(0, ...rows.slice(0, 50).map((r) => r.cells.length));
	const fields = new Map([...(header?.columns ?? [])].map(([field, index]) => [index, field]));
	return Array.from({ length: width }, (_, index): Column => {
		const samples = below
			.map((r) => r.cells[index]?.text.trim() ?? '')
			.filter((t) => t !== '')
			.slice(0, sampled);
		return { index, title: header?.titles.get(index) ?? '', field: fields.get(index) ?? null, samples };
	}).filter((c) => c.title !== '' || c.samples.length > 0);
}
