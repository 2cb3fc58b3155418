import { answerWay, optionIndex, type Question } from './question';

/** The question in the form in which it is kept: NFC, no control characters, no outer spaces, nothing that its type has no use for. */
export function cleanQuestion(q: Question): Question {
	const typed = answerWay(q.type) === 'typed';
	const options = typed ? [] : withoutTrailingEmpty(q.options.map(cleanText));
	return {
		type: q.type,
		text: cleanText(q.text),
		options,
		key: cleanKey(q.type, cleanLine(q.key), options.length),
		accepted: typed ? [...new Set(q.accepted.map(cleanLine).filter((a) => a !== ''))] : [],
		explanation: cleanText(q.explanation),
		source: cleanText(q.source),
		topic: cleanLine(q.topic),
		level: q.level,
		note: cleanText(q.note)
	};
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
