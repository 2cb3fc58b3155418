import { withoutTrailingEmpty } from './clean';
import type { RawQuestion } from './draft';
import { letter, optionIndex } from './question';
import { readType } from './words';

/*
 * Keys of a table that are numbers: whether they count the options, and from which number on, is told by all rows together.
 */

/** Nobody counts from 0 by chance; and one row that can only be counted says how the others are meant. */
const fewest = 3;

/** The questions with letters where their keys are numbers that count the options. */
export function withCountedKeys(questions: RawQuestion[]): RawQuestion[] {
	const from = countedFrom(questions);
	if (from === null) return questions;
	return questions.map((question) => {
		const number = numberOf(question.answer);
		if (number === null || number - from >= question.options.length || number < from) return question;
		const doubts = [...question.doubts];
		if (from === 0) doubts.push({ code: 'counted_from_zero', field: 'key', value: question.answer.trim() });
		return { ...question, answer: letter(number - from), doubts };
	});
}

/** The questions, with a doubt where keys are the options' texts and one of them is a letter and the text of another option, too. */
export function withNamedKeys(questions: RawQuestion[]): RawQuestion[] {
	// True and false are named in any file, and say nothing of how its other keys are meant.
	const asked = questions.filter((question) => !isTrueFalse(question));
	const named = asked.filter(({ answer, options }) => answer.trim().length > 1 && options.includes(answer));
	if (named.length < 2 || named.length < asked.length / 2) return questions;
	return questions.map((question) => {
		const said = question.answer.trim().toUpperCase();
		const isBoth =
			/^[A-F]$/.test(said) &&
			optionIndex(said) < lengthOf(question.options) &&
			question.options.some((o, i) => o.trim().toUpperCase() === said && letter(i) !== said);
		if (!isBoth) return question;
		return {
			...question,
			doubts: [...question.doubts, { code: 'number_or_text', field: 'key', value: said }]
		};
	});
}

const isTrueFalse = ({ type, options, answer }: RawQuestion) =>
	readType(type, withoutTrailingEmpty(options), answer) === 'true_false';

const numberOf = (answer: string): number | null => {
	const said = /^\s*([0-6])\s*$/.exec(answer)?.[1];
	return said === undefined ? null : Number(said);
};

/** 0 or 1; null where the numbers may be the options' own texts, or are no numbers. */
function countedFrom(questions: readonly RawQuestion[]): 0 | 1 | null {
	const counted = questions.filter(({ answer, options }) => {
		const number = numberOf(answer);
		return number !== null && !options.some((o) => o.trim() === String(number));
	});
	const keyed = questions.filter(({ answer, options }) => answer.trim() !== '' && options.length > 1);
	const numbers = keyed.filter(({ answer }) => numberOf(answer) !== null);
	if (counted.length < fewest || numbers.length < keyed.length) return null;
	const isZero = keyed.some(({ answer }) => numberOf(answer) === 0);
	const isLast = counted.some(({ answer, options }) => numberOf(answer) === lengthOf(options));
	return isZero && !isLast ? 0 : isZero ? null : 1;
}

const lengthOf = (options: readonly string[]) => options.filter((o) => o.trim() !== '').length;
