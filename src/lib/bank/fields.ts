import type { Media, Question } from './question';

/** The parts of a question, in the order in which its editor shows them. */
export const questionFields = [
	'type',
	'text',
	'media',
	'options',
	'key',
	'accepted',
	'explanation',
	'source',
	'asOf',
	'topic',
	'level',
	'tags',
	'seconds',
	'note'
] as const satisfies readonly (keyof Question)[];
export type QuestionField = (typeof questionFields)[number];

/** The parts in which two questions differ. */
export function differingFields(a: Question, b: Question): QuestionField[] {
	return questionFields.filter((field) => asText(a[field]) !== asText(b[field]));
}

/** Whether two questions say the same. */
export function isSameQuestion(a: Question, b: Question): boolean {
	return differingFields(a, b).length === 0;
}

/** A database gives the parts of a medium back in an order of its own. */
function asText(value: Question[QuestionField]): string {
	const inOrder = (part: string | Media) =>
		typeof part === 'string' ? part : [part.id, part.kind, part.on, part.alt, part.width, part.height];
	return JSON.stringify(Array.isArray(value) ? value.map(inOrder) : value);
}
