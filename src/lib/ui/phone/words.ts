import { m } from '$lib/paraglide/messages';
import type { QuestionView } from '$lib/protocol/common';

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

/** An answer as people say it: the letter and text of an option, or what was typed. */
export function answerText(question: Pick<QuestionView, 'type' | 'options'>, value: string): string {
	if (question.type === 'short') return value;
	const text = question.options[value.charCodeAt(0) - 65] ?? '';
	if (question.type === 'true_false') return text;
	return text ? `${value}. ${text}` : value;
}
