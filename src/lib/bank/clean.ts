import { isChoice, type Question } from './question';

/** The question in the form in which it is kept: NFC, no control characters, no outer spaces, nothing that its type has no use for. */
export function cleanQuestion(q: Question): Question {
	const choice = isChoice(q.type);
	return {
		type: q.type,
		text: cleanText(q.text),
		options: choice ? withoutTrailingEmpty(q.options.map(cleanText)) : [],
		key: cleanLine(q.key),
		accepted: choice ? [] : [...new Set(q.accepted.map(cleanLine).filter((a) => a !== ''))],
		explanation: cleanText(q.explanation),
		source: cleanText(q.source),
		topic: cleanLine(q.topic),
		level: q.level,
		note: cleanText(q.note)
	};
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
