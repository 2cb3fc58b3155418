import { normalForm } from '../normal';
import { letter } from '../question';

/**
 * Items in an order to show them in, with the key that puts them right. Other programs keep them in the right order and
 * shuffle them for each person; here everybody sees the same, so it must be another one.
 */
export function shownOrder(right: readonly string[]): { options: string[]; answer: string } {
	const form = new Map(right.map((item) => [item, normalForm(item)]));
	const sorted = [...right].sort((a, b) => ((form.get(a) ?? '') < (form.get(b) ?? '') ? -1 : 1));
	const isRight = sorted.every((item, i) => item === right[i]);
	const options = isRight ? [...right.slice(1), ...right.slice(0, 1)] : sorted;
	return { options, answer: right.map((item) => letter(options.indexOf(item))).join('') };
}
