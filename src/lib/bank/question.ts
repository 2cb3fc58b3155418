/** What kind of answer a question asks for (rules.md QU1). */
export const questionTypes = ['single', 'true_false', 'short'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** Nhận biết, thông hiểu, vận dụng, vận dụng cao. */
export const levels = ['recall', 'comprehension', 'application', 'high_application'] as const;
export type Level = (typeof levels)[number];

/** A question as its author wrote it, wherever it is kept. */
export interface Question {
	type: QuestionType;
	text: string;
	/** Texts of the options in the author's order; empty for a short answer. */
	options: string[];
	/** single, true_false: the letter of the right option (`A` is the first; of true_false, true). short: the model answer. */
	key: string;
	/** Further answers that count as right; short answers only. */
	accepted: string[];
	explanation: string;
	source: string;
	topic: string;
	level: Level | '';
	note: string;
}

/** A question of a bank. */
export interface StoredQuestion extends Question {
	id: string;
	/** Its place in the bank, from 1. */
	number: number;
	/** Grows with every change: whoever saves names the version that she saw. */
	version: number;
}

/** A question as a list shows it. */
export interface QuestionRow extends Pick<
	StoredQuestion,
	'id' | 'number' | 'version' | 'type' | 'text' | 'topic' | 'level'
> {
	/** The key in words. */
	answer: string;
}

export const maxOptions = 6;
/** Longest texts, in UTF-16 units. */
export const limits = {
	text: 2000,
	option: 500,
	answer: 200,
	explanation: 4000,
	source: 1000,
	topic: 200,
	note: 1000
} as const;
export const maxAccepted = 50;

/** `0` → `A`. */
export function letter(index: number): string {
	return String.fromCharCode(65 + index);
}

/** `A` → `0`; -1 when it is no letter of an option. */
export function optionIndex(value: string): number {
	return value.length === 1 ? value.charCodeAt(0) - 65 : -1;
}

/** Whether it is answered by choosing an option (and not by typing). */
export function isChoice(type: QuestionType): boolean {
	return type !== 'short';
}

/** The key in words, as the stage shows it: the option's text, or the model answer. */
export function keyText(question: Pick<Question, 'type' | 'options' | 'key'>): string {
	return isChoice(question.type) ? (question.options[optionIndex(question.key)] ?? '') : question.key;
}
