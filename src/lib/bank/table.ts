import { unread, type Doubt, type RawQuestion } from './draft';
import { letter, maxOptions } from './question';
import { findHeader, rowsBelow, type Cell, type Row } from './sheet';

const texts = [
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
	'note'
] as const;
type TextField = (typeof texts)[number];
type Field = TextField | `option${number}`;

/** Titles of columns, in Vietnamese and English, without case and diacritics. */
const titles: Record<TextField, string[]> = {
	id: ['stt', 'tt', 'so tt', 'so thu tu', 'ma', 'ma cau', 'id', 'no', '#'],
	type: ['loai', 'loai cau hoi', 'loai cau', 'dang', 'dang cau hoi', 'kieu', 'type', 'question type'],
	text: ['cau hoi', 'noi dung', 'noi dung cau hoi', 'de bai', 'question', 'question text', 'text'],
	answer: [
		'dap an',
		'dap an dung',
		'phuong an dung',
		'tra loi',
		'cau tra loi',
		'answer',
		'key',
		'correct',
		'correct answer',
		'correct answer s'
	],
	accepted: ['dap an chap nhan', 'chap nhan', 'dap an khac', 'accepted', 'accepted answers', 'also accepted'],
	explanation: ['giai thich', 'dien giai', 'loi giai', 'explanation'],
	source: ['nguon', 'nguon trich dan', 'trich dan', 'can cu', 'tham khao', 'source', 'reference'],
	asOf: ['tinh den', 'tinh den ngay', 'cap nhat den', 'as of'],
	topic: ['chu de', 'chuyen de', 'linh vuc', 'topic', 'category'],
	level: ['muc do', 'do kho', 'level', 'difficulty'],
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
	note: ['ghi chu', 'note', 'notes', 'comment']
};

const optionTitle = /^(?:(?:phuong an|lua chon|dap an|option|answer|choice) ?)?(?:([a-f])|([1-6]))$/;

export type TableReading =
	| { ok: true; questions: RawQuestion[]; ignored: string[] }
	/** No row names the columns of question and answer. */
	| { ok: false; code: 'file/no_header' };

/** Reads the questions of a sheet whose columns are named in one row, in any order, with other columns between them. */
export function readTable(rows: Row[]): TableReading {
	const header = findHeader(rows, fieldOf, ['text', 'answer']);
	if (!header) return { ok: false, code: 'file/no_header' };
	const questions = rowsBelow(rows, header).map((row) => readRow(row, header.columns));
	return { ok: true, questions, ignored: header.unknown };
}

function readRow({ number, cells }: Row, columns: Map<Field, number>): RawQuestion {
	const doubts: Doubt[] = [];
	const cell = (field: Field): Cell | undefined => cells[columns.get(field) ?? -1];
	const text = (field: TextField): string => {
		const found = cell(field);
		if (found?.doubt && field !== 'id')
			doubts.push({ code: found.doubt, field: field === 'answer' ? 'key' : field, value: found.text });
		return restore(found?.text ?? '');
	};
	const options = Array.from({ length: maxOptions }, (_, option) => {
		const found = cell(`option${option}`);
		if (found?.doubt) doubts.push({ code: found.doubt, field: 'options', option, value: found.text });
		return restore(found?.text ?? '');
	});
	return {
		...unread,
		place: number,
		id: text('id'),
		type: text('type'),
		text: text('text'),
		options,
		answer: text('answer'),
		accepted: splitAccepted(text('accepted')),
		explanation: text('explanation'),
		source: text('source'),
		asOf: text('asOf'),
		topic: text('topic'),
		level: text('level'),
		tags: text('tags'),
		seconds: text('seconds'),
		note: text('note'),
		doubts
	};
}

function fieldOf(title: string): Field | null {
	for (const field of texts) if (titles[field].includes(title)) return field;
	const [, byLetter, byNumber] = optionTitle.exec(title) ?? [];
	if (byLetter !== undefined) return `option${byLetter.charCodeAt(0) - 97}`;
	return byNumber === undefined ? null : `option${Number(byNumber) - 1}`;
}

/** One answer a line; without a line break they are separated by semicolons. */
function splitAccepted(text: string): string[] {
	return text.split(text.includes('\n') ? '\n' : ';');
}

/** The other way round: a line break after a single answer says that its semicolons separate nothing. */
export function joinAccepted(accepted: string[]): string {
	return accepted.join('\n') + (accepted.length === 1 && accepted[0]?.includes(';') ? '\n' : '');
}

/** A text that no spreadsheet takes for a formula, not even after it was saved as CSV: `=1+1` → `'=1+1`. */
export function neutralise(text: string): string {
	return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Takes back {@link neutralise}. */
export function restore(text: string): string {
	return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** Titles of the columns that hold options: A … F. */
export const optionTitles = Array.from({ length: maxOptions }, (_, i) => letter(i));
