import { answerWay, optionIndex, secondsRange, type Question } from './question';

/** The question in the form in which it is kept: NFC, no control characters, no outer spaces, nothing that its type has no use for. */
export function cleanQuestion(q: Question): Question {
	const typed = answerWay(q.type) === 'typed';
	const options = typed ? [] : withoutTrailingEmpty(q.options.map(cleanText));
	return {
		type: q.type,
		text: cleanText(q.text),
		options,
		key: cleanKey(q.type, cleanLine(q.key), options.length),
		accepted: typed ? distinct(q.accepted.map(cleanLine)) : [],
		explanation: cleanText(q.explanation),
		source: cleanText(q.source),
		asOf: cleanDate(q.asOf),
		topic: cleanLine(q.topic),
		level: q.level,
		// Normalised first: a Greek question mark becomes a semicolon by it.
		tags: distinct(q.tags.flatMap((t) => t.normalize('NFC').split(/[,;\n]/)).map(cleanLine)),
		seconds: cleanSeconds(q.seconds),
		media: q.media.map((m) => ({ ...m, alt: cleanLine(m.alt) })),
		note: cleanText(q.note)
	};
}

function distinct(texts: string[]): string[] {
	return [...new Set(texts)].filter((t) => t !== '');
}

function cleanSeconds(seconds: number | null): number | null {
	if (seconds === null || !Number.isFinite(seconds)) return null;
	return Math.min(secondsRange.max, Math.max(secondsRange.min, Math.round(seconds)));
}

/** `1/7/2025`, `07/2025`, `2025` and their ISO forms as `2025-07-01`, `2025-07`, `2025`; what is no date as it stands. */
export function cleanDate(text: string): string {
	const said = cleanLine(text);
	const local = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(said);
	const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(said);
	const parts = local ? [local[3], local[2], local[1]] : iso ? iso.slice(1) : [said];
	return parts.flatMap((p) => (p === undefined ? [] : local || iso ? p.padStart(2, '0') : p)).join('-');
}

/** A kept date as people write it: `2025-07-01` as `1/7/2025`; what is no date as it stands. */
export function dateText(date: string): string {
	if (!/^\d{4}(-\d{2}){0,2}$/.test(date)) return date;
	const [year = '', ...rest] = date.split('-');
	return [...rest.reverse().map(Number), year].join('/');
}

/** The letters of a multiple choice sorted; those of an ordering without the options that say nothing. */
function cleanKey(type: Question['type'], key: string, options: number): string {
	if (type === 'multiple') return [...new Set(key)].sort().join('');
	return type === 'ordering' ? [...key].filter((l) => optionIndex(l) < options).join('') : key;
}

/** A text of any length that a database and a spreadsheet can hold. */
export function cleanText(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/\p{Cc}|\p{Noncharacter_Code_Point}/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
		.normalize('NFC')
		.trim();
}

/** A text of one line. */
export function cleanLine(text: string): string {
	return cleanText(text.replace(/\s+/gu, ' '));
}

/** The options up to the last one that says something. An empty one between others stays, since letters count from it. */
export function withoutTrailingEmpty(options: readonly string[]): string[] {
	return options.slice(0, options.findLastIndex((o) => o.trim() !== '') + 1);
}
