import { normalForm } from './normal';
import { isChoice, limits, maxAccepted, maxOptions, optionIndex, type Question } from './question';

export type ProblemCode =
	| 'no_text'
	| 'too_long'
	| 'too_few_options'
	| 'too_many_options'
	| 'empty_option'
	| 'equal_options'
	| 'no_key'
	| 'too_many_accepted'
	| 'key_without_option';

export interface Problem {
	code: ProblemCode;
	/** Which part of the question it is about. */
	field: 'text' | 'options' | 'key' | 'accepted' | 'explanation' | 'source' | 'topic' | 'note';
	/** Index of the option it is about. */
	option?: number;
}

/** What keeps a question from being played; empty when it is fit. */
export function problems(question: Question): Problem[] {
	return [...textProblems(question), ...optionProblems(question), ...keyProblems(question)];
}

function textProblems(question: Question): Problem[] {
	const found: Problem[] = [];
	if (question.text.trim() === '') found.push({ code: 'no_text', field: 'text' });
	for (const field of ['text', 'explanation', 'source', 'topic', 'note'] as const)
		if (question[field].length > limits[field]) found.push({ code: 'too_long', field });
	return found;
}

function optionProblems({ type, options }: Question): Problem[] {
	if (!isChoice(type)) return [];
	const found: Problem[] = [];
	if (options.length < 2) found.push({ code: 'too_few_options', field: 'options' });
	if (options.length > maxOptions || (type === 'true_false' && options.length > 2))
		found.push({ code: 'too_many_options', field: 'options' });
	const seen = new Set<string>();
	options.forEach((text, option) => {
		const form = text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
		if (form === '') found.push({ code: 'empty_option', field: 'options', option });
		else if (seen.has(form)) found.push({ code: 'equal_options', field: 'options', option });
		if (text.length > limits.option) found.push({ code: 'too_long', field: 'options', option });
		seen.add(form);
	});
	return found;
}

function keyProblems({ type, options, key, accepted }: Question): Problem[] {
	if (key.trim() === '') return [{ code: 'no_key', field: 'key' }];
	if (isChoice(type)) {
		const index = optionIndex(key);
		return index >= 0 && index < options.length ? [] : [{ code: 'key_without_option', field: 'key' }];
	}
	const found: Problem[] = [];
	if (normalForm(key) === '') found.push({ code: 'no_key', field: 'key' });
	if (key.length > limits.answer) found.push({ code: 'too_long', field: 'key' });
	if (accepted.length > maxAccepted) found.push({ code: 'too_many_accepted', field: 'accepted' });
	if (accepted.some((a) => a.length > limits.answer)) found.push({ code: 'too_long', field: 'accepted' });
	return found;
}
