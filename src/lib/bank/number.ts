import { normalForm, outerSign, plainForm, withoutMarks } from './normal';

/*
 * Questions that ask for a number (rules.md QU1). Numbers are exact decimals, never floating point: 3.15 is within
 * 3.14±0.01.
 */

/** `units` × 10^-`places`. */
interface Decimal {
	units: bigint;
	places: number;
}

/** A number as it may be meant: `1.000` is a thousand to some, and one to others. */
export type Reading = Decimal;

const canonical = String.raw`\d+(?:\.\d+)?`;
/** The form of a key: `1945`, `-3.14±0.01`. */
export const numberKey = new RegExp(`^(-?${canonical})(?:±(${canonical}))?$`);

/** Digits in groups of three by one separator, then perhaps a decimal part behind another. */
const grouped = /^[1-9]\d{0,2}([ .,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;
const ungrouped = /^(?:\d+|\d*[.,]\d+)$/;

/** What a number may be followed by: km, m², km/h, °C, phần trăm. In bare form. */
const unit = String.raw`(?:\p{L}*m[23²³]|\p{L}+)`;
const typed = new RegExp(
	String.raw`^${outerSign}*?([-+]?) ?(?:(?:nam|year) )?([.,]\d+|\d(?:[\d., ]*\d)?)` +
		String.raw`(?:${outerSign}*(${unit}(?:[ /]${unit})*))?${outerSign}*$`,
	'u'
);

/** Words that multiply; whether a unit or a part of the number is meant depends on the question. */
const scales: ReadonlyMap<string, number> = new Map([
	['tram', 2],
	['nghin', 3],
	['ngan', 3],
	['thousand', 3],
	['van', 4],
	['trieu', 6],
	['million', 6],
	['ti', 9],
	['ty', 9],
	['billion', 9]
]);
/** Words that are a part of the number and no unit: 5 rưỡi, 3 phần tư, 5 phẩy hai. */
const partOfNumber = /\b(?:ruoi|phay|phan(?! tram)|chia|nhan|tru|mu|muoi)\b/;

/**
 * The numbers that a typed answer may mean, in Vietnamese and English notation and with a unit; none when it is no
 * number. Several when one separator stands before three digits (1.000), or when a word multiplies (5 triệu).
 */
export function readNumber(text: string): Reading[] {
	const parts = typedNumber(text);
	if (!parts) return [];
	const plain = numerals(parts.numeral).map((n) => decimal(parts.sign + n));
	const scale = parts.scale;
	return scale === 0
		? plain
		: [...plain, ...plain.map((n) => ({ ...n, units: n.units * 10n ** BigInt(scale) }))];
}

/** One form for all ways of typing a number, such that a form is a form of itself; the normal form for what is none. */
export function numberGroup(text: string): string {
	const parts = typedNumber(text);
	if (!parts) return normalForm(text);
	const { sign, numeral, scale } = parts;
	const read = numerals(numeral);
	const form = read.length > 1 ? numeral.replace(',', '.') : unambiguous(shortest(read[0] ?? ''));
	const isZero = /^[0.]+$/.test(form);
	const word = [...scales].find(([, power]) => power === scale && scale > 0)?.[0];
	return (isZero ? '' : sign) + form + (word === undefined ? '' : ` ${word}`);
}

/** Whether `number` is what `key` asks for, its tolerance included. No number fits a key that can't be read. */
export function fits(key: string, number: Reading): boolean {
	const [, value, tolerance = '0'] = numberKey.exec(key) ?? [];
	if (value === undefined) return false;
	const off = sum(number, negative(decimal(value)));
	const distance = off.units < 0n ? negative(off) : off;
	return sum(decimal(tolerance), negative(distance)).units >= 0n;
}

/** The key as people read it, in Vietnamese notation: `3,14 (±0,01)`. */
export function numberKeyText(key: string): string {
	return key.replace(/±(.*)/, ' (±$1)').replaceAll('.', ',');
}

/** Sign, digits with their separators, and the power of ten that a word behind them stands for; null for no number. */
export function typedNumber(text: string): { sign: '' | '-'; numeral: string; scale: number } | null {
	const [, sign, numeral, words = ''] = typed.exec(withoutMarks(plainForm(text))) ?? [];
	if (numeral === undefined || numerals(numeral).length === 0 || partOfNumber.test(words)) return null;
	const first = words.split(' ')[0] ?? '';
	return { sign: sign === '-' ? '-' : '', numeral, scale: scales.get(first) ?? 0 };
}

/** The ways to understand digits with separators, written with a decimal point only; the one with decimals first. */
export function numerals(text: string): string[] {
	const found: string[] = [];
	if (ungrouped.test(text)) found.push(text.replace(',', '.'));
	const separator = grouped.exec(text)?.[1];
	if (separator !== undefined) found.push(text.replaceAll(separator, '').replace(',', '.'));
	return found;
}

/** `1.5`, `.5`, `-3` as a decimal. */
function decimal(text: string): Decimal {
	const [whole = '', fraction = ''] = text.split('.');
	return { units: BigInt(whole + fraction), places: fraction.length };
}

/** `007.50` → `7.5`. */
export function shortest(numeral: string): string {
	const [whole = '', fraction = ''] = numeral.split('.');
	const decimals = fraction.replace(/0+$/, '');
	return (whole.replace(/^0+(?=\d)/, '') || '0') + (decimals === '' ? '' : `.${decimals}`);
}

/** A numeral that is read in one way only: 12.345 with one more zero. */
export function unambiguous(numeral: string): string {
	return numerals(numeral).length > 1 ? `${numeral}0` : numeral;
}

function sum(a: Decimal, b: Decimal): Decimal {
	const places = Math.max(a.places, b.places);
	const units = a.units * 10n ** BigInt(places - a.places) + b.units * 10n ** BigInt(places - b.places);
	return { units, places };
}

function negative({ units, places }: Decimal): Decimal {
	return { units: -units, places };
}
