import type { RawQuestion } from '../draft';
import { normalForm } from '../normal';

/** From so many on, it is a paper and then the same paper with its answers. */
const fewest = 3;

/** Questions that stand twice, first to be asked and then with their answers, as one. Others that stand twice stay. */
export function withoutTwins<T extends RawQuestion>(questions: readonly T[]): T[] {
	const first = new Map<string, T>();
	const answered = new Map<T, T>();
	for (const question of questions) {
		const form = [question.text, ...question.options].map(normalForm).join('\n');
		const asked = first.get(form);
		if (!asked) first.set(form, question);
		else if (asked.answer === '' && question.answer !== '' && question.options.length > 1)
			answered.set(asked, question);
	}
	if (answered.size < fewest) return [...questions];
	const twins = new Set(answered.values());
	return questions.filter((q) => !twins.has(q)).map((asked) => joined(asked, answered.get(asked)));
}

function joined<T extends RawQuestion>(asked: T, answered: T | undefined): T {
	if (!answered) return asked;
	const { answer, type, explanation, source, doubts } = answered;
	return {
		...asked,
		answer,
		type,
		explanation: asked.explanation || explanation,
		source: asked.source || source,
		doubts
	};
}
