import { letter, optionIndex, type Question } from '../question';

/*
 * Parts of a question as Moodle counts them.
 */

/** The items of an ordering in the right order. */
export function inRightOrder({ options, key }: Pick<Question, 'options' | 'key'>): string[] {
	return [...key].map((l) => options[optionIndex(l)] ?? '');
}

/** What each option of a choice of several is worth, in percent: only all the right ones and no wrong one are all the points. */
export function shares(options: number, key: string): number[] {
	const right = Number((100 / Math.max(1, key.length)).toFixed(5));
	return Array.from({ length: options }, (_, i) => (key.includes(letter(i)) ? right : -100));
}

/** `3.14±0.01` as value and tolerance, `0` for none. */
export function splitKey(key: string): { value: string; tolerance: string } {
	const [value = '', tolerance = '0'] = key.split('±');
	return { value, tolerance };
}
