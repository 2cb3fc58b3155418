import { posix } from 'node:path';
import type { Cell, Row, Sheet } from '$lib/bank/sheet';
import { formatCode, formatNumber } from './number-format';
import { Unreadable } from './unreadable';
import { readXml } from './xml';
import type { Zip } from './zip';

/** More columns than this are not looked at. */
const maxColumns = 256;

interface Book {
	strings: string[];
	/** Code of the number format, by style. */
	formats: string[];
	/** Of serial 0, in ms since 1970. */
	day0: number;
}

/**
 * The sheets of an Excel workbook (.xlsx), in their order, with the cells as people see them. Throws
 * {@link Unreadable}, also when one sheet has more than `maxRows` rows with something in them.
 */
export function readWorkbook(zip: Zip, maxRows: number): Sheet[] {
	const main = parts(zip, '').find((p) => p.type === 'officeDocument')?.path ?? 'xl/workbook.xml';
	const { sheets, date1904 } = readContents(text(zip, main));
	const related = parts(zip, main);
	const optional = (type: string) => text(zip, related.find((p) => p.type === type)?.path, '');
	const book: Book = {
		strings: readStrings(optional('sharedStrings')),
		formats: readFormats(optional('styles')),
		day0: date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
	};
	return sheets.map(({ id, name }) => {
		const path = related.find((p) => p.id === id)?.path;
		return { name, rows: readSheet(text(zip, path), book, maxRows) };
	});
}

function text(zip: Zip, path: string | undefined, otherwise?: string): string {
	const bytes = path === undefined ? undefined : zip.read(path);
	if (bytes) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
	if (otherwise === undefined) throw new Unreadable('file/wrong_type');
	return otherwise;
}

/** What a part of the package refers to. */
function parts(zip: Zip, path: string): { id: string; type: string; path: string }[] {
	const slash = path.lastIndexOf('/') + 1;
	const folder = path.slice(0, slash);
	const found: { id: string; type: string; path: string }[] = [];
	readXml(text(zip, `${folder}_rels/${path.slice(slash)}.rels`, ''), {
		open(name, attributes) {
			if (name !== 'Relationship') return;
			const { Id: id = '', Type: type = '', Target: target = '' } = attributes();
			const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
			found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: absolute });
		}
	});
	return found;
}

function readContents(xml: string): { sheets: { id: string; name: string }[]; date1904: boolean } {
	const sheets: { id: string; name: string }[] = [];
	let date1904 = false;
	readXml(xml, {
		open(name, attributes) {
			if (name === 'sheet') sheets.push({ id: attributes()['id'] ?? '', name: attributes()['name'] ?? '' });
			if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes()['date1904'] ?? '');
		}
	});
	return { sheets, date1904 };
}

function readStrings(xml: string): string[] {
	const strings: string[] = [];
	let current = '';
	let inText = false;
	let phonetic = false;
	readXml(xml, {
		open(name) {
			if (name === 'si') current = '';
			else if (name === 'rPh') phonetic = true;
			else if (name === 't') inText = !phonetic;
		},
		text: (t) => {
			if (inText) current += t;
		},
		close(name) {
			if (name === 'si') strings.push(unescaped(current));
			else if (name === 'rPh') phonetic = false;
			else if (name === 't') inText = false;
		}
	});
	return strings;
}

function readFormats(xml: string): string[] {
	const custom = new Map<number, string>();
	const formats: string[] = [];
	let inCells = false;
	readXml(xml, {
		open(name, attributes) {
			if (name === 'cellXfs') inCells = true;
			else if (name === 'numFmt')
				custom.set(Number(attributes()['numFmtId']), attributes()['formatCode'] ?? '');
			else if (name === 'xf' && inCells)
				formats.push(formatCode(Number(attributes()['numFmtId'] ?? 0), custom));
		},
		close(name) {
			if (name === 'cellXfs') inCells = false;
		}
	});
	return formats;
}

function readSheet(xml: string, book: Book, maxRows: number): Row[] {
	const rows: Row[] = [];
	let row: Row = { number: 0, cells: [] };
	let column = -1;
	let type = '';
	let style = 0;
	let value = '';
	let inValue = false;
	readXml(xml, {
		open(name, attributes) {
			if (name === 'row') {
				row = { number: Number(attributes()['r']) || row.number + 1, cells: [] };
				column = -1;
			} else if (name === 'c') {
				const { r, t = 'n', s = '0' } = attributes();
				column = r === undefined ? column + 1 : columnOf(r);
				type = t;
				style = Number(s);
				value = '';
			} else if (name === 'v' || name === 't') inValue = true;
		},
		text: (t) => {
			if (inValue) value += t;
		},
		close(name) {
			if (name === 'v' || name === 't') inValue = false;
			else if (name === 'c' && column < maxColumns) {
				const cell = readCell(type, value, book.formats[style] ?? '', book);
				if (cell.text !== '') row.cells[column] = cell;
			} else if (name === 'row' && row.cells.length > 0) {
				if (rows.length >= maxRows) throw new Unreadable('file/too_many_rows');
				rows.push(row);
			}
		}
	});
	return rows;
}

function readCell(type: string, value: string, format: string, { strings, day0 }: Book): Cell {
	if (type === 's') return { text: strings[Number(value)] ?? '' };
	if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
	if (type === 'e') return { text: value, doubt: 'cell_error' };
	if (type !== 'n' || value.trim() === '' || !Number.isFinite(Number(value)))
		return { text: unescaped(value) };
	return formatNumber(Number(value), format, day0);
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
	let column = 0;
	for (const c of reference.replace(/[^A-Z]/gi, '').toUpperCase())
		column = column * 26 + c.charCodeAt(0) - 64;
	return column - 1;
}

/** Characters that XML can't hold stand as `_x000D_`, and an underscore before such a text as `_x005F_`. */
function unescaped(text: string): string {
	return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
