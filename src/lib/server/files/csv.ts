import { neutralise } from '$lib/bank/cells';
import type { Row } from '$lib/bank/sheet';
import { Unreadable } from './unreadable';

/**
 * The rows of a CSV text (RFC 4180) with the separator that its first line has most of: comma, semicolon or tab.
 * Rows are numbered as a spreadsheet would show them. Throws {@link Unreadable}.
 */
export function readCsv(text: string, maxRows: number): Row[] {
	const separator = separatorOf(text);
	const rows: Row[] = [];
	let number = 1;
	let fields: string[] = [];
	const next = /"((?:[^"]|"")*)"|([^"\r\n,;\t]*)/y;
	/** Behind other text a quote is a sign like any other. */
	let quoted = false;
	let at = 0;
	let field = '';
	const endField = () => {
		fields.push(field);
		field = '';
		quoted = false;
	};
	const endRow = () => {
		endField();
		if (fields.some((f) => f.trim() !== '')) rows.push({ number, cells: fields.map((f) => ({ text: f })) });
		if (rows.length > maxRows) throw new Unreadable('file/too_many_rows');
		fields = [];
		number++;
	};
	while (at < text.length) {
		const c = text.charAt(at);
		next.lastIndex = at;
		const isSign: boolean = c === '"' && !quoted && field.trim() !== '';
		const piece: RegExpExecArray | null =
			isSign || c === separator || c === '\n' || c === '\r' ? null : next.exec(text);
		if (piece && piece[0] !== '') {
			field += piece[1]?.replaceAll('""', '"') ?? piece[2] ?? '';
			at += piece[0].length;
			quoted ||= piece[1] !== undefined;
			continue;
		}
		at++;
		if (c === separator) endField();
		else if (c === '\n' || (c === '\r' && text.charAt(at) !== '\n')) endRow();
		else if (c !== '\r') field += c;
	}
	endRow();
	return rows;
}

function separatorOf(text: string): string {
	const line = /^.*/.exec(text.trimStart())?.[0] ?? '';
	const count = (separator: string) => line.split(separator).length;
	return [',', ';', '\t'].reduce((best, s) => (count(s) > count(best) ? s : best));
}

/**
 * A table as CSV (RFC 4180) as Excel opens it: with a byte order mark, and no text that can be taken for a formula.
 * Null: empty.
 */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
	const field = (value: string | number | null): string => {
		if (typeof value === 'number') return String(value);
		const text = neutralise(value ?? '');
		return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return `\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}
