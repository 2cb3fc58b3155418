import { differingFields, type QuestionField } from '$lib/bank/fields';
import type { Question } from '$lib/bank/question';

/** Fields of which one version holds as a whole: letters of a key mean nothing without their options. */
export type Part = readonly [QuestionField, ...QuestionField[]];
export type Side = 'mine' | 'theirs';

/** All fields, in the order in which they are shown. */
export const parts: readonly Part[] = [
	['text'],
	['type', 'options', 'key', 'accepted'],
	['media'],
	['explanation'],
	['source'],
	['asOf'],
	['topic'],
	['level'],
	['tags'],
	['seconds'],
	['note']
];

/** Theirs where only they have changed something since `base`; mine everywhere else. */
export function proposed(part: Part, base: Question, mine: Question, theirs: Question): Side {
	const changed = (of: Question) => differingFields(base, of).some((field) => part.includes(field));
	return !changed(mine) && changed(theirs) ? 'theirs' : 'mine';
}

/** My question with the parts of theirs that were chosen. */
export function merged(
	mine: Question,
	theirs: Question,
	chosen: readonly { part: Part; side: Side }[]
): Question {
	const taken = chosen.filter((c) => c.side === 'theirs').flatMap((c) => c.part);
	return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
}
