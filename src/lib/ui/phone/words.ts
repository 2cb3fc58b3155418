import { plainText } from '$lib/bank/markup';
import { answerWay, optionIndex } from '$lib/bank/question';
import { m } from '$lib/paraglide/messages';
import type { QuestionView } from '$lib/protocol/common';

type Answered = Pick<QuestionView, 'type' | 'options'>;

/** What the question is called: `Câu 7/20`, `Câu cứu trợ`, … */
export function questionName({ kind, ordinal, of }: Pick<QuestionView, 'kind' | 'ordinal' | 'of'>): string {
	switch (kind) {
		case 'main':
		case 'spare':
			return ordinal <= of ? m.phone_question_of({ n: ordinal, of }) : m.phone_question({ n: ordinal });
		case 'rescue':
			return m.phone_question_rescue();
		case 'tiebreak':
			return m.phone_question_tiebreak({ n: ordinal });
		case 'bell':
			return m.phone_question_bell();
		case 'audience':
			return m.phone_question_audience();
	}
}

/** The text of an option by its letter, with its markup. */
export function optionText({ options }: Pick<Answered, 'options'>, letter: string): string {
	return options[optionIndex(letter)] ?? '';
}

/** Long options are set smaller and closer, so that each stays in reach on a small screen. */
export function density(options: string[]): 'plain' | 'dense' | 'tight' {
	const length = options.join('').length;
	if (length > 280) return 'tight';
	return length > 140 || options.length > 4 ? 'dense' : 'plain';
}

/** An answer by its texts, without formatting: of its options, or as it was typed. */
export function answerText(question: Answered, value: string): string {
	const way = answerWay(question.type);
	if (way === 'typed') return value;
	const texts = [...value].map((letter) => plainText(optionText(question, letter)));
	return texts.join(way === 'order' ? ' → ' : '; ');
}

/** An answer in few words: by the letters where the phone shows them (PH8), else by its texts. */
export function answerShort(question: Answered & { shuffle: boolean }, value: string): string {
	const way = answerWay(question.type);
	if (way === 'typed' || question.type === 'true_false' || question.shuffle)
		return answerText(question, value);
	return [...value].join(way === 'order' ? ' → ' : ', ');
}
