import { problems, type Problem } from '$lib/bank/check';
import { cleanQuestion } from '$lib/bank/clean';
import { letter, type Question, type QuestionType } from '$lib/bank/question';

/** Options while they are being typed; the ids keep each field with its text when one above is taken out. */
export interface Choice {
	options: { id: number; text: string }[];
	/** The id of the right option; null while none is chosen. */
	right: number | null;
}

/** A question while it is being typed. Each type keeps its own answer, so that changing the type loses nothing. */
export interface DraftQuestion {
	type: QuestionType;
	text: string;
	single: Choice;
	true_false: Choice;
	answer: string;
	/** One a line. */
	accepted: string;
	explanation: string;
	source: string;
	topic: string;
	level: Question['level'];
	note: string;
}

/** The question made ready for editing; without one, an empty one of this type. */
export function toDraft(question: Question | null, type: QuestionType): DraftQuestion {
	const choice = (of: 'single' | 'true_false', otherwise: string[]): Choice => {
		const mine = question?.type === of ? question : null;
		const options = (mine?.options ?? otherwise).map((text, id) => ({ id, text }));
		return { options, right: options.find(({ id }) => letter(id) === mine?.key)?.id ?? null };
	};
	return {
		type: question?.type ?? type,
		text: question?.text ?? '',
		single: choice('single', ['', '', '', '']),
		true_false: choice('true_false', ['Đúng', 'Sai']),
		answer: question?.type === 'short' ? question.key : '',
		accepted: question?.accepted.join('\n') ?? '',
		explanation: question?.explanation ?? '',
		source: question?.source ?? '',
		topic: question?.topic ?? '',
		level: question?.level ?? '',
		note: question?.note ?? ''
	};
}

/** The question as it would be saved. */
export function fromDraft({ single, true_false, answer, accepted, ...draft }: DraftQuestion): Question {
	const { options, right } = draft.type === 'true_false' ? true_false : single;
	const index = options.findIndex((o) => o.id === right);
	return cleanQuestion({
		...draft,
		options: options.map((o) => o.text),
		key: draft.type === 'short' ? answer : index < 0 ? '' : letter(index),
		accepted: accepted.split('\n')
	});
}

/** The first thing that is wrong with a part of the question. */
export function problemAt(question: Question, field: Problem['field'], option?: number): Problem | undefined {
	return problems(question).find((p) => p.field === field && p.option === option);
}
