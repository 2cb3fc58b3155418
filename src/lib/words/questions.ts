import { plainText } from '$lib/bank/markup';
import { answerWay, optionIndex, type Question } from '$lib/bank/question';
import type { QuestionRef } from '$lib/contest/question-ref';
import { m } from '$lib/paraglide/messages';

/** Questions and answers in the words of the record: for the screens of staff and for what is written on paper. */

/** `câu 7`, `câu cứu trợ`, … within a sentence. */
export function questionName({ kind, ordinal }: QuestionRef): string {
	switch (kind) {
		case 'main':
			return m.host_question_main({ n: ordinal });
		case 'spare':
			return m.host_question_spare({ n: ordinal });
		case 'rescue':
			return m.host_question_rescue();
		case 'tiebreak':
			return m.host_question_tiebreak({ n: ordinal });
		case 'bell':
			return m.host_question_bell();
		case 'audience':
			return m.host_question_audience({ n: ordinal });
	}
}

/** The same at the beginning of a line. */
export function questionTitle(question: QuestionRef): string {
	const name = questionName(question);
	return name.charAt(0).toUpperCase() + name.slice(1);
}

/** An answer by the letters and the texts of its options, or as it was typed; without formatting. */
export function answerInFull({ type, options }: Pick<Question, 'type' | 'options'>, value: string): string {
	const way = answerWay(type);
	if (way === 'typed') return value;
	const texts = [...value].map((letter) => {
		const text = plainText(options[optionIndex(letter)] ?? '');
		return type === 'true_false' ? text : `${letter}. ${text}`;
	});
	return texts.join(way === 'order' ? ' → ' : '; ');
}
