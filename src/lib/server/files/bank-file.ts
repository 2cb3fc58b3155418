import { readDraft, type Draft, type FileDoubt, type FileKind, type RawBank } from '$lib/bank/draft';
import { looksLikeAiken, readAiken } from '$lib/bank/formats/aiken';
import { looksLikeGift, readGift } from '$lib/bank/formats/gift';
import { readQuizSheet } from '$lib/bank/formats/kahoot';
import { looksLikeMoodle, readMoodle } from '$lib/bank/formats/moodle';
import type { Media } from '$lib/bank/question';
import { readDocument, type ReadQuestion } from '$lib/bank/reading/document';
import { fromMojibake } from '$lib/bank/reading/mojibake';
import { fromOldFont, guessOldCoding, type OldCoding } from '$lib/bank/reading/old-fonts';
import { plainLines, type Block } from '$lib/bank/reading/passage';
import type { Row, Sheet } from '$lib/bank/sheet';
import { readSheets } from '$lib/bank/sheets';
import type { Column } from '$lib/bank/columns';
import { readTable, type MatchedByHand } from '$lib/bank/table';
import { readBankJson } from './bank-json';
import { pictureId, withFiles } from './bank-media';
import { filesIn, filesSheet } from './bank-xlsx';
import { readCsv } from './csv';
import { readDocx } from './docx/read';
import { knownFile, type KnownFile } from './kind';
import { refusing, Unreadable, type UnreadableCode } from './unreadable';
import { readWorkbook } from './workbook';
import { readXmlTree } from './xml-tree';

export const maxQuestions = 5000;

/** A file of questions as it was understood; nothing of it is saved yet. */
export interface BankFile {
	/** What places are: numbers of the list, rows, lines or paragraphs. */
	kind: FileKind;
	/** The bank's own title, or the file's name. */
	title: string;
	language: string;
	note: string;
	drafts: Draft[];
	/** What is doubtful about the file as a whole. */
	doubts: FileDoubt[];
	/** Of a table: how its columns are matched. Without a row of titles there are no drafts until somebody matches them. */
	columns?: Column[];
	/** Bytes of its pictures. A draft's media name them by {@link pictureId} until they are kept. */
	pictures: Uint8Array[];
}

export interface ReadOptions {
	/** A list of keys from elsewhere: `1.C 2.A …`. */
	keys?: string | undefined;
	/** What somebody says the columns of a table hold. */
	columns?: MatchedByHand | undefined;
}

export type BankReading = ({ ok: true } & BankFile) | { ok: false; code: UnreadableCode };

/** Reads questions from a file of any kind that we know, by its bytes. */
export async function readBankFile(
	bytes: Uint8Array,
	fileName: string,
	options: ReadOptions = {}
): Promise<BankReading> {
	return refusing(() => {
		const file = knownFile(bytes);
		const found = read(file, options);
		if (found.questions.length === 0) checkName(fileName, file);
		return understood(found, fileName.replace(/\.[^.]*$/, ''));
	});
}

/** Where a text has no questions and is called a file of Word or Excel, that is what is wrong with it. */
function checkName(fileName: string, { kind }: KnownFile): void {
	if (kind !== 'text' && kind !== 'json') return;
	if (/\.docx?$/i.test(fileName)) throw new Unreadable('file/not_word');
	if (/\.xlsx?$/i.test(fileName)) throw new Unreadable('file/not_excel');
}

/** Reads questions from what was pasted: lines with their looks, or plain text. */
export async function readPasted(
	pasted: { blocks: Block[] } | { text: string },
	options: ReadOptions = {}
): Promise<BankReading> {
	return refusing(() => {
		const found =
			'text' in pasted
				? read({ kind: 'text', text: pasted.text }, options)
				: fromDocument('docx', pasted.blocks, options);
		return understood(found, '');
	});
}

type Read = RawBank & Pick<BankFile, 'kind' | 'pictures' | 'columns'>;

function read(file: KnownFile, options: ReadOptions): Read {
	switch (file.kind) {
		case 'json':
			return { ...readBankJson(file.text), kind: 'json' };
		case 'xlsx':
			return fromSheets('xlsx', readWorkbook(file.zip, maxQuestions + 100), options);
		case 'docx': {
			const { blocks, pictures, oldFonts, misread } = readDocx(file.zip);
			const found = fromDocument('docx', blocks, options);
			return { ...found, doubts: [...codingDoubts(oldFonts, misread), ...found.doubts], pictures };
		}
		case 'text':
			return fromText(file.text, options);
	}
}

/** Says that text was converted from old codings, or put right where it had been decoded wrongly. */
function codingDoubts(codings: readonly string[], misread: boolean): FileDoubt[] {
	const converted = codings.map((value): FileDoubt => ({ code: 'old_font', place: null, value }));
	return misread ? [...converted, { code: 'misread_text', place: null, value: '' }] : converted;
}

function fromText(text: string, options: ReadOptions): Read {
	if (looksLikeMoodle(text)) return fromMoodle(text);
	const lines = text.split('\n').map((line) => fromMojibake(line) ?? line);
	const right = lines.join('\n');
	const coding = guessOldCoding(right);
	const found = fromUnicode(coding ? fromOldFont(right, coding) : right, options);
	const doubts = codingDoubts(coding ? [coding] : [], right !== text);
	return { ...found, doubts: [...doubts, ...found.doubts] };
}

/** Aiken or GIFT; a table where its first rows name columns or all of its rows are alike; else lines. */
function fromUnicode(text: string, options: ReadOptions): Read {
	if (looksLikeAiken(text)) return { ...readAiken(text), kind: 'aiken', pictures: [] };
	if (looksLikeGift(text)) return { ...readGift(text), kind: 'gift', pictures: [] };
	const rows = readCsv(text, maxQuestions + 100);
	const table = readTable(rows);
	const isTable = readQuizSheet(rows) !== null || table.named || table.guessed || isEven(rows);
	return isTable
		? fromSheets('csv', [{ name: '', rows }], options)
		: fromDocument('text', plainLines(text), options);
}

/** Rows of four cells and more, nearly all of the same number: a table without titles. */
function isEven(rows: Row[]): boolean {
	const widths = rows.map((r) => r.cells.length);
	const most = widths.filter((w) => w >= 4 && w === widths[0]).length;
	return rows.length >= 3 && most >= rows.length * 0.8;
}

function fromMoodle(text: string): Read {
	const { pictures, questions, ...bank } = readMoodle(readXmlTree(text));
	return {
		...bank,
		kind: 'moodle',
		questions: questions.map(withPictures),
		pictures: pictures.map((base64) => Buffer.from(base64, 'base64'))
	};
}

function fromSheets(kind: 'xlsx' | 'csv', all: Sheet[], { columns }: ReadOptions): Read {
	const files = filesIn(all);
	const sheets = all.filter((s) => files.size === 0 || s.name !== filesSheet);
	const coding = guessOldCoding(allText(sheets));
	const read = readSheets(coding ? converted(sheets, coding) : sheets, columns);
	if (!read) throw new Unreadable('file/no_header');
	const doubts = codingDoubts(coding ? [coding] : [], false);
	const names = [...files.keys()];
	const questions = read.questions.map((q) => withFiles(q, names));
	const pictures = [...files.values()];
	return { ...untitled, kind, ...read, questions, pictures, doubts: [...doubts, ...read.doubts] };
}

const allText = (sheets: Sheet[]) =>
	sheets.flatMap(({ rows }) => rows.flatMap((r) => r.cells.map((c) => c?.text ?? ''))).join('\n');

function converted(sheets: Sheet[], coding: OldCoding): Sheet[] {
	return sheets.map(({ name, rows }) => ({
		name,
		rows: rows.map((row) => ({
			...row,
			cells: Array.from(row.cells, (cell) => cell && { ...cell, text: fromOldFont(cell.text, coding) })
		}))
	}));
}

function fromDocument(kind: 'docx' | 'text', blocks: Block[], { keys }: ReadOptions): Read {
	const { questions, doubts } = readDocument(blocks, keys);
	return { ...untitled, kind, questions: questions.map(withPictures), doubts };
}

const untitled = { title: '', language: '', note: '', pictures: [] as Uint8Array[] };

function withPictures({ pictures, ...raw }: ReadQuestion) {
	const media = pictures.map(({ picture, on }): Media => ({
		id: pictureId(picture),
		kind: 'image',
		on,
		alt: '',
		width: 0,
		height: 0
	}));
	return { ...raw, media };
}

function understood(bank: Read, fileName: string): BankFile {
	// Where a file has questions of other kinds only, or columns without titles, that is said.
	const isNamed = bank.doubts.some((d) => d.code === 'not_supported' || d.code === 'columns_unknown');
	if (bank.questions.length === 0 && !isNamed) throw new Unreadable('file/no_questions');
	if (bank.questions.length > maxQuestions) throw new Unreadable('file/too_many_rows');
	return {
		kind: bank.kind,
		title: bank.title.trim() || fileName,
		language: bank.language === 'en' ? 'en' : 'vi',
		note: bank.note,
		drafts: bank.questions.map(readDraft),
		doubts: bank.doubts,
		...(bank.columns ? { columns: bank.columns } : {}),
		pictures: bank.pictures
	};
}
