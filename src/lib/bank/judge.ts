import { bareForm, normalForm } from './normal';
import { fits, numberGroup, readNumber } from './number';
import { answerWay, type Question, type QuestionType } from './question';

/** `nearly` is never right by itself, always put before the judges: right but for diacritics, or a number that can be read in two ways (rules.md QU2). */
export type Verdict = 'right' | 'nearly' | 'wrong';

type Judged = Pick<Question, 'type' | 'key' | 'accepted'>;

/**
 * Whether `value` answers the question (rules.md QU1, QU2). `value` has the form of the question's key, or is the text
 * as it was typed; what has neither form is wrong.
 */
export function judge(question: Judged, value: string): Verdict {
	const { type, key, accepted } = question;
	if (answerWay(type) !== 'typed') return value !== '' && value === key ? 'right' : 'wrong';
	return type === 'number' ? judgeNumber([key, ...accepted], value) : judgeShort([key, ...accepted], value);
}

/** What judges decide on together: equal typed answers make a group. The empty answer has no group. */
export function groupOf(type: QuestionType, value: string): string {
	return type === 'number' ? numberGroup(value) : normalForm(value);
}

function judgeShort(good: string[], value: string): Verdict {
	const form = normalForm(value);
	if (form === '') return 'wrong';
	if (good.some((g) => normalForm(g) === form)) return 'right';
	const bare = bareForm(value);
	return good.some((g) => bareForm(g) === bare) ? 'nearly' : 'wrong';
}

function judgeNumber(good: string[], value: string): Verdict {
	const readings = readNumber(value);
	const right = readings.filter((r) => good.some((g) => fits(g, r)));
	if (right.length === 0) return 'wrong';
	return right.length === readings.length ? 'right' : 'nearly';
}
