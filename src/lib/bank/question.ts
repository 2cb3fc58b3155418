import type { Doubt } from './draft';
import type { CheckCode } from './findings';
import { escapeMarkup, plainText } from './markup';
import { numberKeyText } from './number';

/** What kind of answer a question asks for (rules.md QU1). */
export const questionTypes = ['single', 'multiple', 'true_false', 'short', 'number', 'ordering'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** How a question is answered: by one option, by all right options, by putting the options in order, or by typing. */
export type AnswerWay = 'one' | 'many' | 'order' | 'typed';

/** Nhận biết, thông hiểu, vận dụng, vận dụng cao. */
export const levels = ['recall', 'comprehension', 'application', 'high_application'] as const;
export type Level = (typeof levels)[number];

/** A question as its author wrote it, wherever it is kept. */
export interface Question {
	type: QuestionType;
	/** The text, the options and the explanation may hold light markup (markup.ts); nothing else does. */
	text: string;
	/** Texts of the options in the author's order; none where the answer is typed. */
	options: string[];
	/**
	 * single, true_false: the letter of the right option (`A` is the first; of true_false, true). multiple: the letters of
	 * all right options, sorted: `ACD`. ordering: all letters in the right order: `CABD`. short: the model answer.
	 * number: `1945`, or with a tolerance `3.14±0.01` (number.ts).
	 */
	key: string;
	/** Further answers that count as right, in the form of the key; only where the answer is typed. */
	accepted: string[];
	explanation: string;
	source: string;
	/** As of which day the answer holds: `2025`, `2025-07` or `2025-07-01`; '' when nobody said. */
	asOf: string;
	topic: string;
	level: Level | '';
	/** Words to find it by, each once, in the author's order; without commas and semicolons, which part them. */
	tags: string[];
	/** Seconds of its own; null: those of the round that it is played in. */
	seconds: number | null;
	/** What is shown or heard with it, in this order. */
	media: Media[];
	/** For those who work on the bank and for the MC. */
	note: string;
}

export const mediaKinds = ['image', 'audio', 'video'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** A picture, a sound or a film; its bytes lie apart, found by `id`. */
export interface Media {
	/** SHA-256 of what is kept, in hex. */
	id: string;
	kind: MediaKind;
	/** With the question itself, or with the explanation after the reveal. */
	on: 'text' | 'explanation';
	/** What is to be seen or heard, in words; '' when nobody said. */
	alt: string;
	/** In pixels, so that room is kept before it has arrived; 0 for a sound. */
	width: number;
	height: number;
}

/** Everything that a question may go without, as long as nobody has said it. */
export const unsaid: Omit<Question, 'type' | 'text' | 'options' | 'key'> = {
	accepted: [],
	explanation: '',
	source: '',
	asOf: '',
	topic: '',
	level: '',
	tags: [],
	seconds: null,
	media: [],
	note: ''
};

/** How far a question has come: written, read by somebody else, released for contests. */
export const reviewStatuses = ['draft', 'reviewed', 'approved'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** A question of a bank. */
export interface StoredQuestion extends Question {
	id: string;
	/** Its place in the bank, from 1. */
	number: number;
	/** Grows with every change: whoever saves names the version that she saw. */
	version: number;
	status: ReviewStatus;
}

/** A question as a list shows it. */
export interface QuestionRow extends Pick<
	StoredQuestion,
	'id' | 'number' | 'version' | 'type' | 'text' | 'topic' | 'level'
> {
	/** The key in words. */
	answer: string;
}

/** A question as the table of its bank shows it. */
export interface TableRow extends Omit<QuestionRow, 'answer'>, Pick<StoredQuestion, 'tags' | 'status'> {
	/** The key as markup. */
	answer: string;
	/** Of all who were judged by it in contests, the share that was right; null: it was never played. */
	share: number | null;
	/** It can't be played; it can, but somebody has to look; '': neither. */
	check: 'unfit' | 'doubtful' | '';
	/** Why: what was found about it, and what the file that it came from left open. */
	findings: CheckCode[];
	doubts: Doubt[];
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
	tag: 50,
	alt: 300,
	note: 1000
} as const;
export const maxAccepted = 50;
export const maxTags = 20;
export const maxMedia = 4;
/** What an author may allow for an answer, in seconds; the same as for a round. */
export const secondsRange = { min: 3, max: 600 } as const;

/** `0` → `A`. */
export function letter(index: number): string {
	return String.fromCharCode(65 + index);
}

/** `A` → `0`; -1 when it is no letter of an option. */
export function optionIndex(value: string): number {
	return value.length === 1 ? value.charCodeAt(0) - 65 : -1;
}

/** How a question of this type is answered: on screens, in files and when answers are counted. */
export function answerWay(type: QuestionType): AnswerWay {
	switch (type) {
		case 'single':
		case 'true_false':
			return 'one';
		case 'multiple':
			return 'many';
		case 'ordering':
			return 'order';
		case 'short':
		case 'number':
			return 'typed';
	}
}

/**
 * Whether a phone may send `value`: a letter of the options, several of them sorted, or some of them in an order that may
 * not be finished yet (PH5); whatever is typed.
 */
export function mayBeAnswer({ type, options }: Pick<Question, 'type' | 'options'>, value: string): boolean {
	const way = answerWay(type);
	if (way === 'typed') return true;
	const letters = options.map((_, i) => letter(i)).filter((l) => value.includes(l));
	const once = letters.length === value.length && letters.length > 0;
	return (
		once && (way === 'order' || (letters.join('') === value && (way === 'many' || letters.length === 1)))
	);
}

/** The key in words, without formatting: the texts of its options, or the model answer. */
export function keyText({ type, options, key }: Pick<Question, 'type' | 'options' | 'key'>): string {
	if (type === 'number') return numberKeyText(key);
	const way = answerWay(type);
	if (way === 'typed') return key;
	return joined({ options: options.map(plainText), key }, way);
}

/** The same with the formatting and the formulas of its options, to be shown as markup. */
export function keyMarkup(question: Pick<Question, 'type' | 'options' | 'key'>): string {
	const way = answerWay(question.type);
	return way === 'typed' ? escapeMarkup(keyText(question)) : joined(question, way);
}

function joined({ options, key }: Pick<Question, 'options' | 'key'>, way: AnswerWay): string {
	return [...key].map((l) => options[optionIndex(l)] ?? '').join(way === 'order' ? ' → ' : '; ');
}
