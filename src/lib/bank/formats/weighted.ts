import type { Doubt, RawQuestion } from '../draft';
import { writeNumberKey } from '../number-key';
import { letter } from '../question';

/*
 * Answers that count a share of the points, as Moodle has them. Here an answer is right or it is not.
 */

export interface WeightedAnswer {
	/** In percent; negative where a wrong answer costs points. */
	weight: number;
	text: string;
	/** What is said to whoever gives it. */
	feedback: string;
}

type Read = Pick<RawQuestion, 'type' | 'options' | 'answer' | 'accepted' | 'explanation' | 'doubts'>;

/** A choice among options, of one or (not `single`) of all that count. */
export function readChoice(answers: readonly WeightedAnswer[], single: boolean): Read {
	const right = indices(answers, ({ weight }) => (single ? weight >= 100 : weight > 0));
	const partly = single
		? indices(answers, ({ weight }) => weight > 0 && weight < 100)
		: areWhole(right.map((i) => answers[i]?.weight ?? 0))
			? []
			: right;
	const letters = right.map(letter);
	const several = single && letters.length > 1;
	const doubts = partly.map((option): Doubt => ({ code: 'partly_right', field: 'options', option }));
	if (several) doubts.push({ code: 'several_keys', field: 'key', value: letters.join(', ') });
	const isSure = !several && (single || partly.length === 0);
	return {
		type: single ? 'single' : 'multiple',
		options: answers.map((a) => a.text),
		answer: isSure ? letters.join('') : '',
		accepted: [],
		explanation: feedbackOf(answers.filter((_, i) => right.includes(i))),
		doubts
	};
}

/** Whether these shares are all the points: each of them, or all together. */
function areWhole(weights: readonly number[]): boolean {
	const sum = weights.reduce((a, b) => a + b, 0);
	return weights.every((w) => w >= 100) || Math.abs(sum - 100) <= 2;
}

/** An answer to type. `*` stands for any letters in Moodle, `\*` for itself; we have nothing that stands for any letters. */
export function readShort(answers: readonly WeightedAnswer[]): Read {
	const full = answers.filter((a) => a.weight >= 100);
	const [key = '', ...accepted] = full.map((a) => a.text.replaceAll('\\*', '*'));
	const doubts = full.flatMap(({ text }, i): Doubt[] => {
		const field = i === 0 ? 'key' : 'accepted';
		return text.replaceAll('\\*', '').includes('*') ? [{ code: 'wildcard', field, value: text }] : [];
	});
	return { ...typed('short', key, accepted, answers), doubts: [...doubts, ...partial(answers)] };
}

/** A number to type; `text` of each answer is a canonical key, or what stood there when it could not be read. */
export function readNumerical(answers: readonly WeightedAnswer[]): Read {
	const written = answers.map((a) => ({ ...a, text: writeNumberKey(a.text) }));
	const [key = '', ...accepted] = written.filter((a) => a.weight >= 100).map((a) => a.text);
	return { ...typed('number', key, accepted, answers), doubts: partial(written) };
}

function typed(
	type: 'short' | 'number',
	key: string,
	accepted: string[],
	answers: readonly WeightedAnswer[]
) {
	const explanation = feedbackOf(answers.filter((a) => a.weight >= 100));
	return { type, options: [], answer: key, accepted, explanation };
}

function partial(answers: readonly WeightedAnswer[]): Doubt[] {
	return answers
		.filter((a) => a.weight > 0 && a.weight < 100)
		.map(({ text }) => ({ code: 'partly_right', field: 'accepted', value: text }));
}

/** What is said about the right answers, where a question has no general explanation. */
function feedbackOf(answers: readonly WeightedAnswer[]): string {
	return [...new Set(answers.map((a) => a.feedback))].filter((f) => f !== '').join('\n');
}

function indices<T>(items: readonly T[], test: (item: T) => boolean): number[] {
	return items.flatMap((item, i) => (test(item) ? [i] : []));
}
