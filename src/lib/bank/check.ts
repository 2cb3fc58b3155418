import { plainText } from './markup';
import { normalForm } from './normal';
import { numberKey } from './number';
import {
	answerWay,
	letter,
	limits,
	maxAccepted,
	maxMedia,
	maxOptions,
	maxTags,
	type Question
} from './question';

export type ProblemCode =
	| 'no_text'
	| 'too_long'
	| 'too_few_options'
	| 'too_many_options'
	| 'empty_option'
	| 'equal_options'
	| 'no_key'
	| 'too_many_accepted'
	| 'key_without_option'
	/** Not every item of an ordering has its place. */
	| 'no_order'
	| 'not_a_number'
	/** Of a number's key: not a number from 0. */
	| 'tolerance_unfit'
	/** No day, month or year that there is. */
	| 'not_a_date'
	| 'too_many_tags'
	| 'too_many_media';

export interface Problem {
	code: ProblemCode;
	/** Which part of the question it is about. */
	field:
		| 'text'
		| 'options'
		| 'key'
		| 'accepted'
		| 'explanation'
		| 'source'
		| 'asOf'
		| 'topic'
		| 'tags'
		| 'media'
		| 'note';
	/** Index of the option it is about. */
	option?: number;
}

/** What keeps a question from being played; empty when it is fit. */
export function problems(question: Question): Problem[] {
	return [
		...textProblems(question),
		...optionProblems(question),
		...keyProblems(question),
		...furtherProblems(question)
	];
}

const excesses: ReadonlySet<ProblemCode> = new Set([
	'too_long',
	'too_many_options',
	'too_many_accepted',
	'too_many_tags',
	'too_many_media'
]);

/** What is more than screens and files can take. Everything else that keeps a question from being played may wait. */
export function excessOf(question: Question): Problem[] {
	return problems(question).filter((p) => excesses.has(p.code));
}

function textProblems(question: Question): Problem[] {
	const found: Problem[] = [];
	if (question.text.trim() === '') found.push({ code: 'no_text', field: 'text' });
	for (const field of ['text', 'explanation', 'source', 'topic', 'note'] as const)
		if (question[field].length > limits[field]) found.push({ code: 'too_long', field });
	return found;
}

function optionProblems({ type, options }: Question): Problem[] {
	if (answerWay(type) === 'typed') return [];
	const found: Problem[] = [];
	if (options.length < 2) found.push({ code: 'too_few_options', field: 'options' });
	if (options.length > maxOptions || (type === 'true_false' && options.length > 2))
		found.push({ code: 'too_many_options', field: 'options' });
	const seen = new Set<string>();
	options.forEach((text, option) => {
		const form = plainText(text).normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
		if (form === '') found.push({ code: 'empty_option', field: 'options', option });
		else if (seen.has(form)) found.push({ code: 'equal_options', field: 'options', option });
		if (text.length > limits.option) found.push({ code: 'too_long', field: 'options', option });
		seen.add(form);
	});
	return found;
}

function keyProblems(question: Question): Problem[] {
	const way = answerWay(question.type);
	if (way !== 'typed' && question.key.trim() === '') return [{ code: 'no_key', field: 'key' }];
	switch (way) {
		case 'one':
			return letterProblems(question, 1);
		case 'many':
			return letterProblems(question, question.options.length);
		case 'order':
			return orderProblems(question);
		case 'typed':
			return typedProblems(question);
	}
}

/** The key has up to `most` letters, sorted, each once and each with an option. */
function letterProblems({ options, key }: Question, most: number): Problem[] {
	const right = options.map((_, i) => letter(i)).filter((l) => key.includes(l));
	return right.length <= most && right.join('') === key ? [] : [{ code: 'key_without_option', field: 'key' }];
}

function orderProblems({ options, key }: Question): Problem[] {
	const shown = options.map((_, i) => letter(i)).join('');
	return [...key].sort().join('') === shown ? [] : [{ code: 'no_order', field: 'key' }];
}

function typedProblems({ type, key, accepted }: Question): Problem[] {
	const found: Problem[] = [];
	const said = type === 'short' ? normalForm(key) : key.trim();
	if (said === '') found.push({ code: 'no_key', field: 'key' });
	for (const field of ['key', 'accepted'] as const) {
		const answers = field === 'accepted' ? accepted : said === '' ? [] : [key];
		const code = type === 'number' ? answers.map(numberProblem).find((c) => c !== null) : null;
		if (code) found.push({ code, field });
		if (answers.some((a) => a.length > limits.answer)) found.push({ code: 'too_long', field });
	}
	if (accepted.length > maxAccepted) found.push({ code: 'too_many_accepted', field: 'accepted' });
	return found;
}

function furtherProblems({ asOf, tags, media }: Question): Problem[] {
	const found: Problem[] = [];
	if (asOf !== '' && !isDate(asOf)) found.push({ code: 'not_a_date', field: 'asOf' });
	if (tags.length > maxTags) found.push({ code: 'too_many_tags', field: 'tags' });
	if (tags.some((t) => t.length > limits.tag)) found.push({ code: 'too_long', field: 'tags' });
	if (media.length > maxMedia) found.push({ code: 'too_many_media', field: 'media' });
	if (media.some((m) => m.alt.length > limits.alt)) found.push({ code: 'too_long', field: 'media' });
	return found;
}

/** Whether it is `2025`, `2025-07` or `2025-07-01`; the 30th of February is none. */
export function isDate(text: string): boolean {
	const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
	if (year === undefined) return false;
	const whole = `${year}-${month}-${day}`;
	const date = new Date(`${whole}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole);
}

function numberProblem(answer: string): 'not_a_number' | 'tolerance_unfit' | null {
	if (numberKey.test(answer)) return null;
	const [value = '', tolerance] = answer.split('±');
	return tolerance !== undefined && numberKey.test(value) ? 'tolerance_unfit' : 'not_a_number';
}
