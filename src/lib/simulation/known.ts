import { judge } from '$lib/bank/judge';
import { answerWay, letter, type Question } from '$lib/bank/question';
import type { Random } from './random';

/** What a player may know of a question: enough to be right or wrong on purpose. */
export interface KnownQuestion extends Pick<Question, 'type' | 'key'> {
	/** How many options there are; 0: the answer is typed. */
	options: number;
}

/** As much of a question as a player may know. */
export function known({ type, key, options }: Pick<Question, 'type' | 'key' | 'options'>): KnownQuestion {
	return { type, key, options: options.length };
}

/** The right answer, as a phone sends it; of a number with a tolerance, the number. */
export function rightAnswer({ type, key }: KnownQuestion): string {
	return type === 'number' ? (key.split('±')[0] ?? key) : key;
}

/** An answer in the form that the question asks for (QU1), and wrong as far as the question has wrong ones. */
export function wrongAnswer(question: KnownQuestion, random: Random): string {
	const { type, key } = question;
	let answer = anyAnswer(question, random);
	for (let tries = 0; tries < 50 && judge({ type, key, accepted: [] }, answer) !== 'wrong'; tries++)
		answer = anyAnswer(question, random);
	return answer;
}

function anyAnswer({ type, options }: KnownQuestion, random: Random): string {
	const letters = Array.from({ length: options }, (_, i) => letter(i));
	const one = Math.floor(random.next() * options);
	switch (answerWay(type)) {
		case 'one':
			return letter(one);
		case 'many':
			return letters.filter((_, i) => i === one || random.chance(0.4)).join('');
		case 'order':
			return letters
				.map((l) => ({ l, lot: random.next() }))
				.sort((a, b) => a.lot - b.lot)
				.map(({ l }) => l)
				.join('');
		case 'typed':
			return type === 'number'
				? String(Math.floor(random.next() * 3000))
				: `chịu ${Math.floor(random.next() * 5)}`;
	}
}
