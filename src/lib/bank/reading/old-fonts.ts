/*
 * Vietnamese text written before Unicode: the letters of the fonts .Vn… (TCVN3) and VNI-… stand at places of other
 * letters, so that without the font it cannot be read.
 */

import { misspelt } from './spelling';

export type OldCoding = 'TCVN3' | 'VNI';

/** Letters of Unicode beyond Latin-1: they never occur in text of an old coding. */
const modern = /[\u0100-\u024f\u1e00-\u1eff]/u;

/** The coding that a font's name says; null for any font of today. */
export function oldFontOf(font: string): OldCoding | null {
	if (/^\.vn/i.test(font)) return 'TCVN3';
	return /^vni[- ]/i.test(font) ? 'VNI' : null;
}

/** The text as Unicode. `font`: its capitals have fonts of their own (.VnTimeH). */
export function fromOldFont(text: string, coding: OldCoding, font = ''): string {
	if (coding === 'VNI') return fromVni(text);
	const small = [...text].map((c) => tcvn3.get(c) ?? c).join('');
	return /^\.vn.*h$/i.test(font) ? small.toUpperCase() : small;
}

const tcvn3 = new Map(
	Object.entries({
		à: 'µ',
		á: '¸',
		ả: '¶',
		ã: '·',
		ạ: '¹',
		ă: '¨',
		ằ: '»',
		ắ: '¾',
		ẳ: '¼',
		ẵ: '½',
		ặ: 'Æ',
		â: '©',
		ầ: 'Ç',
		ấ: 'Ê',
		ẩ: 'È',
		ẫ: 'É',
		ậ: 'Ë',
		đ: '®',
		è: 'Ì',
		é: 'Ð',
		ẻ: 'Î',
		ẽ: 'Ï',
		ẹ: 'Ñ',
		ê: 'ª',
		ề: 'Ò',
		ế: 'Õ',
		ể: 'Ó',
		ễ: 'Ô',
		ệ: 'Ö',
		ì: '×',
		í: 'Ý',
		ỉ: 'Ø',
		ĩ: 'Ü',
		ị: 'Þ',
		ò: 'ß',
		ó: 'ã',
		ỏ: 'á',
		õ: 'â',
		ọ: 'ä',
		ô: '«',
		ồ: 'å',
		ố: 'è',
		ổ: 'æ',
		ỗ: 'ç',
		ộ: 'é',
		ơ: '¬',
		ờ: 'ê',
		ớ: 'í',
		ở: 'ë',
		ỡ: 'ì',
		ợ: 'î',
		ù: 'ï',
		ú: 'ó',
		ủ: 'ñ',
		ũ: 'ò',
		ụ: 'ô',
		ư: '\u00ad',
		ừ: 'õ',
		ứ: 'ø',
		ử: 'ö',
		ữ: '÷',
		ự: 'ù',
		ỳ: 'ú',
		ý: 'ý',
		ỷ: 'û',
		ỹ: 'ü',
		ỵ: 'þ',
		Ă: '¡',
		Â: '¢',
		Ê: '£',
		Ô: '¤',
		Ơ: '¥',
		Ư: '¦',
		Đ: '§'
	}).map(([letter, old]) => [old, letter])
);

/** Marks of VNI behind a vowel, and what they make of it. */
const vniMarks: Record<string, string> = {
	ø: '\u0300',
	ù: '\u0301',
	û: '\u0309',
	õ: '\u0303',
	ï: '\u0323',
	â: '\u0302',
	à: '\u0302\u0300',
	á: '\u0302\u0301',
	å: '\u0302\u0309',
	ã: '\u0302\u0303',
	ä: '\u0302\u0323',
	ê: '\u0306',
	è: '\u0306\u0300',
	é: '\u0306\u0301',
	ú: '\u0306\u0309',
	ü: '\u0306\u0303',
	ë: '\u0306\u0323'
};
/** Letters of VNI that stand alone. */
const vniLetters: Record<string, string> = {
	ñ: 'đ',
	Ñ: 'Đ',
	ô: 'ơ',
	Ô: 'Ơ',
	ö: 'ư',
	Ö: 'Ư',
	ì: 'ì',
	í: 'í',
	æ: 'ỉ',
	ó: 'ĩ',
	ò: 'ị',
	î: 'ỵ',
	Ì: 'Ì',
	Í: 'Í',
	Æ: 'Ỉ',
	Ó: 'Ĩ',
	Ò: 'Ị',
	Î: 'Ỵ'
};

function fromVni(text: string): string {
	const marks = [...Object.keys(vniMarks), ...Object.keys(vniMarks).map((c) => c.toUpperCase())].join('');
	const pair = new RegExp(`([aeouyôöAEOUYÔÖ])([${marks}])|[${Object.keys(vniLetters).join('')}]`, 'g');
	return text
		.replace(pair, (all, vowel?: string, mark?: string) => {
			if (vowel === undefined || mark === undefined) return vniLetters[all] ?? all;
			return (vniLetters[vowel] ?? vowel) + (vniMarks[mark.toLowerCase()] ?? '');
		})
		.normalize('NFC');
}

/** Letters that are looked at together: a run of a paragraph, and what its font says of it. */
export interface FontRun {
	run: { text: string };
	coding: OldCoding | null;
	font: string;
}

type Reading = 'asIs' | 'byFont' | 'whole';

/**
 * Converts what is written in old codings, and says which there were. A font's name alone is not believed: word processors
 * leave it on text that was converted long ago, and drop it from text that never was. Of the readings of a paragraph the one
 * that is spelt best counts; where they are spelt alike, what counted for most other paragraphs.
 */
export function convertOldRuns(paragraphs: readonly (readonly FontRun[])[]): OldCoding[] {
	const everything = paragraphs.map(textOf).join('\n');
	// Headings often have lost the font that the other paragraphs kept.
	const suspected = guessOldCoding(everything) ?? paragraphs.flat().find((r) => r.coding)?.coding ?? null;
	if (suspected === null) return [];
	const read = paragraphs.map((runs) => ({ runs, ...bestReading(runs, suspected) }));
	const byFont = read.filter((r) => r.reading === 'byFont').length;
	const asIs = read.filter((r) => r.reading === 'asIs').length;
	const converted = new Set<OldCoding>();
	for (const { runs, reading, coding } of read) {
		const counts = reading ?? (asIs > byFont ? 'asIs' : 'byFont');
		if (counts === 'asIs') continue;
		for (const one of runs) {
			const by = codingBy(one, counts, coding);
			if (by === null) continue;
			const said = fromOldFont(one.run.text, by, one.font);
			if (said !== one.run.text) converted.add(by);
			one.run.text = said;
		}
	}
	return [...converted];
}

const textOf = (runs: readonly FontRun[]) => runs.map((r) => r.run.text).join('');

/** `ofDocument`: the coding that the document, or some of it, seems to be in. */
function bestReading(
	runs: readonly FontRun[],
	ofDocument: OldCoding
): { reading: Reading | null; coding: OldCoding | null } {
	const text = textOf(runs);
	const wrong = misspelt(text);
	const coding = runs.find((r) => r.coding)?.coding ?? null;
	const spelt = (reading: Reading, by: OldCoding | null) =>
		misspelt(runs.map((one) => reread(one, reading, by)).join(''));
	const byFont = coding ? spelt('byFont', coding) : wrong;
	const guessed = coding ?? ofDocument;
	const whole = !modern.test(text) ? spelt('whole', guessed) : wrong;
	if (whole < Math.min(wrong, byFont)) return { reading: 'whole', coding: guessed };
	if (!coding) return { reading: 'asIs', coding };
	return { reading: byFont === wrong ? null : byFont < wrong ? 'byFont' : 'asIs', coding };
}

function reread(one: FontRun, reading: Reading, whole: OldCoding | null): string {
	const by = codingBy(one, reading, whole);
	return by ? fromOldFont(one.run.text, by, one.font) : one.run.text;
}

/** The coding in which the reading takes a run to be; null for none. `whole`: that of its paragraph. */
function codingBy({ coding }: FontRun, reading: Reading, whole: OldCoding | null): OldCoding | null {
	return reading === 'whole' ? (coding ?? whole) : coding;
}

/**
 * The coding of text that no font tells of, pasted or read from a plain file; null when it is Vietnamese as of today, or
 * anything else.
 */
export function guessOldCoding(text: string): OldCoding | null {
	if (modern.test(text)) return null;
	const wrong = misspelt(text);
	const [best] = (['TCVN3', 'VNI'] as const)
		.map((coding) => ({ coding, left: misspelt(fromOldFont(text, coding)) }))
		.sort((a, b) => a.left - b.left);
	const words = text.match(/\p{L}+/gu)?.length ?? 0;
	return best && wrong > 2 && wrong > words * 0.1 && best.left <= wrong / 3 ? best.coding : null;
}
