import { problems, type Problem } from '$lib/bank/check';
import { cleanQuestion, dateText, withoutTrailingEmpty } from '$lib/bank/clean';
import { joinNumberKey, readNumberKey, splitNumberKey, writeNumberKey } from '$lib/bank/number-key';
import {
	answerWay,
	letter,
	optionIndex,
	secondsRange,
	type Media,
	type Question,
	type QuestionType
} from '$lib/bank/question';

/** An option while it is being typed; the id keeps each field with its text when one above is taken out. */
export interface Option {
	id: number;
	text: string;
}

export interface Choice {
	options: Option[];
	/** The ids of the right options; of a single choice the only one. */
	right: number[];
}

/** A question while it is being typed. What one type has no use for stays for another. */
export interface DraftQuestion {
	type: QuestionType;
	text: string;
	/** Options of single and multiple choice, items of an ordering. */
	choice: Choice;
	true_false: Choice;
	/** The ids of the items in the right order, as far as it is known ({@link inOrder}). */
	order: number[];
	answer: string;
	/** Of a number. */
	tolerance: string;
	/** One a line. */
	accepted: string;
	explanation: string;
	source: string;
	asOf: string;
	topic: string;
	level: Question['level'];
	/** Each with a comma behind it, but for the one that is being typed. */
	tags: string;
	/** Empty: those of the round. */
	seconds: string;
	media: Media[];
	note: string;
}

/** The question made ready for editing; without one, an empty one of this type. */
export function toDraft(question: Question | null, type: QuestionType): DraftQuestion {
	const way = question && answerWay(question.type);
	const truth = question?.type === 'true_false';
	const number = question?.type === 'number';
	const lettered = way !== null && way !== 'typed' ? question : null;
	const listed = (texts: string[]) => texts.map((text, id) => ({ id, text }));
	const ids = lettered ? [...lettered.key].map(optionIndex) : [];
	const typed = number ? splitNumberKey(question.key) : { value: question?.key ?? '', tolerance: '' };
	return {
		type: question?.type ?? type,
		text: question?.text ?? '',
		choice: {
			options: listed(lettered && !truth ? withRoom(lettered.options) : withRoom([])),
			right: truth || way === 'order' ? [] : ids
		},
		true_false: {
			options: listed(lettered && truth ? lettered.options : ['Đúng', 'Sai']),
			right: truth ? ids : []
		},
		order: way === 'order' ? ids : [],
		answer: way === 'typed' ? typed.value : '',
		tolerance: typed.tolerance,
		accepted: (number ? question.accepted.map(writeNumberKey) : (question?.accepted ?? [])).join('\n'),
		explanation: question?.explanation ?? '',
		source: question?.source ?? '',
		asOf: dateText(question?.asOf ?? ''),
		topic: question?.topic ?? '',
		level: question?.level ?? '',
		tags: (question?.tags ?? []).map((tag) => `${tag}, `).join(''),
		seconds: question?.seconds === null || question === null ? '' : String(question.seconds),
		media: [...(question?.media ?? [])],
		note: question?.note ?? ''
	};
}

/** Seconds as they are typed; `unfit` when nobody could play with them. */
export function toSeconds(text: string): number | 'unfit' | null {
	if (text.trim() === '') return null;
	const n = Number(text);
	return Number.isInteger(n) && n >= secondsRange.min && n <= secondsRange.max ? n : 'unfit';
}

/** An unfinished question still has its empty fields. */
function withRoom(options: readonly string[]): string[] {
	return options.length < 2 ? [...options, '', '', '', ''].slice(0, 4) : [...options];
}

/** The question as it would be saved. */
export function fromDraft(draft: DraftQuestion): Question {
	const { type, choice, true_false, answer, tolerance, text, explanation, source } = draft;
	const { asOf, topic, level, tags, seconds, media, note } = draft;
	const { options } = type === 'true_false' ? true_false : choice;
	const lines = draft.accepted.split('\n');
	const number = type === 'number';
	const wanted = toSeconds(seconds);
	return cleanQuestion({
		type,
		text,
		options: options.map((o) => o.text),
		key: answerWay(type) !== 'typed' ? lettersOf(draft) : number ? joinNumberKey(answer, tolerance) : answer,
		accepted: number ? lines.map(readNumberKey) : lines,
		explanation,
		source,
		asOf,
		topic,
		level,
		tags: [tags],
		seconds: typeof wanted === 'number' ? wanted : null,
		media,
		note
	});
}

function lettersOf(draft: DraftQuestion): string {
	const { options, right } = draft.type === 'true_false' ? draft.true_false : draft.choice;
	if (draft.type === 'ordering')
		return inOrder(draft)
			.map(({ letter }) => letter)
			.join('');
	const letters = options.flatMap(({ id }, index) => (right.includes(id) ? [letter(index)] : []));
	// Several were right while it was a multiple choice: which one is meant is not guessed.
	return draft.type !== 'multiple' && letters.length > 1 ? '' : letters.join('');
}

/** The items in the right order with the letters they are shown with; those that have no place yet are the last. */
export function inOrder({ choice, order }: Pick<DraftQuestion, 'choice' | 'order'>) {
	const said = withoutTrailingEmpty(choice.options.map((o) => o.text)).length;
	const place = (id: number) => (order.includes(id) ? order.indexOf(id) : order.length);
	return choice.options
		.slice(0, said)
		.map((option, index) => ({ ...option, letter: letter(index) }))
		.sort((a, b) => place(a.id) - place(b.id));
}

/** The first thing that is wrong with a part of the question. */
export function problemAt(question: Question, field: Problem['field'], option?: number): Problem | undefined {
	return problems(question).find((p) => p.field === field && p.option === option);
}
