import { numberKey, numerals, shortest, typedNumber, unambiguous } from './number';

/*
 * The key of a number question as authors write it, in Vietnamese notation: `1.234,5`, `3,14 ± 0,01`.
 */

/** A number that an author wrote, and how it would read in the other notation if that is another number. */
export interface AuthorsNumber {
	/** With a decimal point. */
	value: string;
	other: string | null;
}

const plusMinus = /\(?\s*(?:±|\+\s*[-−–]|\+\s*\/\s*[-−–])\s*/u;

/** The number in Vietnamese notation (a comma before decimals); null for what is no number, or is one by a word: 5 triệu. */
export function readAuthorsNumber(text: string): AuthorsNumber | null {
	const typed = typedNumber(text);
	if (!typed || typed.scale > 0) return null;
	const [first = '', second] = numerals(typed.numeral).map((n) => typed.sign + shortest(n));
	if (second === undefined) return { value: first, other: null };
	return typed.numeral.includes(',') ? { value: first, other: second } : { value: second, other: first };
}

/** The canonical key (`3.14±0.01`) of a number and its tolerance; what can't be read stays for check.ts to name. */
export function joinNumberKey(value: string, tolerance: string): string {
	const off = tolerance.trim() === '' ? '' : (readAuthorsNumber(tolerance)?.value ?? tolerance.trim());
	const number = readAuthorsNumber(value)?.value ?? value.trim();
	return off === '' || off === '0' ? number : `${number}±${off}`;
}

/** The canonical key of `3,14 ± 0,01`, `3,14 (±0,01)` or `3,14 +/- 0,01`. */
export function readNumberKey(text: string): string {
	const [value = '', ...tolerance] = text.split(plusMinus);
	return joinNumberKey(value, tolerance.join('±').replace(/\)\s*$/, ''));
}

/** Number and tolerance of a key in Vietnamese notation, as an author would write them. */
export function splitNumberKey(key: string): { value: string; tolerance: string } {
	const [value = '', tolerance = ''] = key.split('±');
	const comma = numberKey.test(key) ? (text: string) => text.replace('.', ',') : (text: string) => text;
	return { value: comma(value), tolerance: comma(tolerance) };
}

/** The key for a file: `3,14 ± 0,01`, and no number that could be read in two ways (`3,1420`). */
export function writeNumberKey(key: string): string {
	const { value, tolerance } = splitNumberKey(key.replace(/\d+\.\d+/g, unambiguous));
	return tolerance === '' ? value : `${value} ± ${tolerance}`;
}
