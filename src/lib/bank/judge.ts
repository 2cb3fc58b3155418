import { bareForm, normalForm } from './normal';
import { isChoice, type Question } from './question';

/** `nearly` is right but for diacritics: never right by itself, always put before the judges (rules.md QU2). */
export type Verdict = 'right' | 'nearly' | 'wrong';

type Judged = Pick<Question, 'type' | 'key' | 'accepted'>;

/** Whether `value` answers the question. `value` is a letter for a choice and the typed text for a short answer. */
export function judge(question: Judged, value: string): Verdict {
	if (isChoice(question.type)) return value === question.key ? 'right' : 'wrong';
	const form = normalForm(value);
	if (form === '') return 'wrong';
	const good = [question.key, ...question.accepted];
	if (good.some((g) => normalForm(g) === form)) return 'right';
	const bare = bareForm(value);
	return good.some((g) => bareForm(g) === bare) ? 'nearly' : 'wrong';
}

/** What judges decide on together: equal answers make a group. The empty answer has no group. */
export function groupOf(value: string): string {
	return normalForm(value);
}
