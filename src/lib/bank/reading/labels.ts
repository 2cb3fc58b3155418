import { emptyBox, signBefore } from './signs';

/*
 * What stands at the beginning of a line and says what the line is: `Câu 12:`, `B.`, `Đáp án:` …
 */

/** `Câu 12:`, `Question 3.`, or a number alone. */
export interface NumberLabel {
	number: number;
	/** By a word; else by the number alone. */
	byWord: boolean;
	/** As the file writes it: `Câu 12`. */
	said: string;
	/** How many characters it takes, white space behind it included. */
	length: number;
	/** The word is spelt wrong: `Cừu 12.` */
	damaged: boolean;
	/** What stands in brackets behind it: a level, points, a time. */
	aside: string;
}

const word =
	/^[[("“*\s\p{Extended_Pictographic}\ufe0f]*((?:c[âa]u(?:\s+(?:hỏi|số|thứ|dự phòng|phụ))*|question|quiz|bài(?:\s+tập)?|[qc](?=\d+\s*[.:)]))\s*((?:[A-ZĐ]{1,4})?\d{1,4}|[IVXL]{1,7}(?![\p{L}])))(?!\d)/iu;
/** What may stand between the number and the question: a part of the number, a remark in brackets, a level, stops. */
const behind =
	/^((?:\.\d{1,3}(?=\s*[.:)]))*[a-e]?(?=[\s.:)/([-]))?(?:\/\d{1,3}(?=\s*[.:]))?\s*(?:[([]([^)\]]{1,40})[)\]](?=\s*[.:)])|[([](NB|TH|VD|VDC|\d{1,2}(?:[.,]\d{1,2})?\s*(?:điểm|đ|giây|s))[)\]]|[-–]\s*(nhận biết|thông hiểu|vận dụng(?: cao)?)(?=\s*[.:]))?\s*(?:[.:)\/\],;–—-]|→|\.\.)*\s*/iu;
/** Letters of `Câu` that were taken for others. */
const mistyped = /^((?:c[\p{L}]{1,2}u)\s*(\d{1,4}))\s*[.:]\s*/iu;
const byNumber = /^(?:[(\[]?|#\s*)((\d{1,4}))\s*(?:[.:\/]\s*(?!\d)|[)\]]\s*|\s*[-–]\s+|\.\)\s*)/u;
/** `Câu 1 đến câu 4 …` is about questions and is none. */
const aboutSeveral = /^(?:đến|tới|to|và|and|-|–|,)\s*(?:câu|question)?\s*\d/iu;

/** `Hỏi: …` begins a question that has no number; how long the label is, 0 for any other line. */
export function askLabel(text: string): number {
	return /^\s*(?:hỏi|câu hỏi|question|q)\s*:\s*/iu.exec(text)?.[0].length ?? 0;
}

/** The number that the line begins with; null for none. `last`: a damaged word is believed when its number comes soon after it. */
export function numberLabel(text: string, last: number | null): NumberLabel | null {
	const found = wordLabel(text);
	if (found) return found;
	const composite = /^(\d{1,3}(?:\.\d{1,3})+)\s*[.:)]\s+/u.exec(text);
	if (composite) return { ...label(composite, false, false), number: NaN };
	const number = byNumber.exec(text);
	if (number) return label(number, false, false);
	const wrong = mistyped.exec(text);
	const soon = wrong !== null && last !== null && Number(wrong[2]) > last && Number(wrong[2]) <= last + 30;
	return soon ? label(wrong, true, true) : null;
}

/** `Câu 12 (NB):`; null where it is a part of a sentence. */
function wordLabel(text: string): NumberLabel | null {
	const [head = '', said = '', digits = ''] = word.exec(text) ?? [];
	if (head === '') return null;
	const rest = text.slice(head.length);
	const [tail = '', more = '', ...asides] = behind.exec(rest) ?? [];
	// `câu 2` in small letters and without a stop is a part of a sentence; so are `Bài 5 …`, `C 4` and `Câu I` without one.
	const needsStop = /^(?:câu|bài|q|c)/u.test(said) || /^(?:bài|[qc]\d)/iu.test(said) || !/\d/.test(digits);
	if (needsStop && !/[.:)\/\],;–—-]\s*$/u.test(tail)) return null;
	if (aboutSeveral.test(rest.trimStart())) return null;
	return {
		number:
			more !== ''
				? NaN
				: /\d/.test(digits)
					? Number(digits.replace(/\D/g, ''))
					: fromRoman(digits.toUpperCase()),
		byWord: true,
		said: `${said.trim()}${more}`,
		length: head.length + tail.length,
		damaged: false,
		aside: asides.find((aside) => aside !== undefined) ?? ''
	};
}

function label(
	[whole, said = '', number = '']: RegExpExecArray,
	byWord: boolean,
	damaged: boolean
): NumberLabel {
	return { number: Number(number), byWord, said: said.trim(), length: whole.length, damaged, aside: '' };
}

function fromRoman(said: string): number {
	const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 };
	return [...said]
		.map((sign) => values[sign] ?? 0)
		.reduce((sum, value, i, all) => sum + (value < (all[i + 1] ?? 0) ? -value : value), 0);
}

/** `B.`, `b)`, `*C.` at the beginning of an option. */
export interface OptionLabel {
	/** From 0. */
	index: number;
	upper: boolean;
	/** `.`, `)` …; ' ' when nothing but white space follows the letter. */
	delimiter: string;
	/** Marked as the right one by a sign before it. */
	starred: boolean;
	length: number;
}

const option = new RegExp(
	`^\\s*(?:(${signBefore})\\s*|${emptyBox}\\s*)?[([]?\\s*([A-FĐa-fđ])\\s*(\\.\\)|[.):/\\]]|-(?=\\s)|–(?=\\s))\\s*`,
	'u'
);
const bareOption = new RegExp(`^\\s*(?:(${signBefore})\\s*)?([A-Fa-f])(\\s+)(?=\\S)`, 'u');

/** The letter that the line begins with; `bare`: also one without a dot or bracket. */
export function optionLabel(text: string, bare = false): OptionLabel | null {
	const [whole, star, said = '', delimiter = ''] =
		option.exec(text) ?? (bare ? (bareOption.exec(text) ?? []) : []);
	if (whole === undefined) return null;
	return {
		index: letterIndex(said),
		upper: said === said.toUpperCase(),
		delimiter: delimiter.trim() === '' ? ' ' : delimiter,
		starred: star !== undefined,
		length: whole.length
	};
}

/** From 0; lists in Vietnamese have đ behind d. */
function letterIndex(letter: string): number {
	return /đ/i.test(letter) ? 4 : letter.toUpperCase().charCodeAt(0) - 65;
}

/** A line that says something about the question before it. */
export type Remark =
	'explanation' | 'source' | 'topic' | 'level' | 'asOf' | 'note' | 'seconds' | 'accepted' | 'type';

const remarks: [Remark, RegExp][] = [
	[
		'explanation',
		/^(?:giải thích(?: đáp án)?|lý do|lời giải(?: chi tiết)?|hướng dẫn(?: giải(?: chi tiết)?| trả lời)?|gợi ý(?: trả lời)?|phân tích|bình luận|explanation|feedback|rationale)\s*(?:[:.]\s*|$)/iu
	],
	[
		'source',
		/^(?:nguồn(?: trích dẫn| tham khảo)?|trích dẫn|căn cứ|tài liệu tham khảo|source|reference)\s*:\s*/iu
	],
	['topic', /^(?:chủ đề|chuyên đề|lĩnh vực|topic|category)\s*:\s*/iu],
	['level', /^(?:mức độ(?: nhận thức)?|độ khó|level|difficulty)\s*:\s*/iu],
	['asOf', /^(?:tính đến(?: ngày)?|as of)\s*:\s*/iu],
	['seconds', /^(?:thời gian(?: trả lời| suy nghĩ)?|time(?: limit)?)\s*:\s*(?=\d)/iu],
	['note', /^(?:ghi chú|note)\s*:\s*/iu],
	['accepted', /^(?:đáp án chấp nhận|chấp nhận|accepted(?: answers?)?)\s*:\s*/iu],
	['type', /^(?:loại(?: câu(?: hỏi)?)?|question type|type)\s*:\s*/iu]
];

/** The remark that the line begins with, and how long its label is. A key is {@link keyLine}. */
export function remarkLabel(text: string): { remark: Remark; length: number } | null {
	for (const [remark, pattern] of remarks) {
		const length = pattern.exec(text)?.[0].length;
		if (length !== undefined) return { remark, length };
	}
	return null;
}

/** Where another question begins within the line, by its word and the next number: `… trực tuyến Câu 44: …`; -1 for nowhere. */
export function questionWithin(text: string, next: number): number {
	const found = new RegExp(`\\s(?=(?:câu|question)\\s*${next}\\s*[:.])`, 'iu').exec(text);
	return found && /\p{L}/u.test(text.slice(0, found.index)) ? found.index : -1;
}
