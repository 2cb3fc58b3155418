import { problems } from './check';
import { isFit, isRepeated, type Doubt, type Draft } from './draft';
import { normalForm } from './normal';
import type { Question } from './question';
import { readKey } from './words';

/**
 * The draft with what somebody made of its question. What was doubtful about a part that she changed or `confirmed` is
 * settled; what the question itself lacks is said anew.
 */
export function mend(draft: Draft, question: Question, confirmed?: keyof Question): Draft {
	const settled = (doubt: Doubt) => doubt.field === confirmed || isChanged(doubt, draft.question, question);
	return withDoubts(
		draft,
		question,
		doubtsOfReading(draft).filter((d) => !settled(d))
	);
}

/** The draft after somebody has looked at it and found it right. What keeps it from being played stays. */
export function accept(draft: Draft): Draft {
	return withDoubts(
		draft,
		draft.question,
		doubtsOfReading(draft).filter((d) => !isFit({ doubts: [d] }) || isRepeated({ doubts: [d] }))
	);
}

/** Several keys that the file gives to one question, if it is one of several keys: the draft as such. Null if it can't be. */
export function asMultiple(draft: Draft): Draft | null {
	const value = draft.doubts.find((d) => d.code === 'several_keys')?.value ?? '';
	const read = readKey('multiple', value, draft.question.options);
	if (draft.question.options.length < 2 || !('key' in read) || read.key.length < 2) return null;
	return mend(draft, { ...draft.question, type: 'multiple', key: read.key }, 'key');
}

/** What the reader doubted, without what is wrong with the question as it stands. */
function doubtsOfReading({ question, doubts }: Draft): Doubt[] {
	const own = problems(question);
	return doubts.filter(
		(d) =>
			d.value !== undefined ||
			!own.some((p) => p.code === d.code && p.field === d.field && p.option === d.option)
	);
}

function withDoubts(draft: Draft, question: Question, doubts: Doubt[]): Draft {
	const aboutKey = doubts.some((d) => d.field === 'key');
	const own = problems(question).filter((p) => p.field !== 'key' || !aboutKey);
	return { ...draft, question, doubts: [...doubts, ...own] };
}

function isChanged({ code, field, option }: Doubt, was: Question, is: Question): boolean {
	if (code === 'same_in_file' || code === 'same_in_bank') return normalForm(was.text) !== normalForm(is.text);
	if (field === 'options' && option !== undefined) return was.options[option] !== is.options[option];
	return JSON.stringify(was[field]) !== JSON.stringify(is[field]);
}
