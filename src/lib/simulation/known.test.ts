import { describe, expect, it } from 'vitest';
import { judge } from '$lib/bank/judge';
import type { Question } from '$lib/bank/question';
import { known, rightAnswer, wrongAnswer } from './known';
import { Random } from './random';

const four = ['Một', 'Hai', 'Ba', 'Bốn'];
const questions: Pick<Question, 'type' | 'key' | 'options'>[] = [
	{ type: 'single', key: 'C', options: four },
	{ type: 'true_false', key: 'B', options: ['Đúng', 'Sai'] },
	{ type: 'multiple', key: 'ACD', options: four },
	{ type: 'ordering', key: 'BA', options: ['Một', 'Hai'] },
	{ type: 'ordering', key: 'CABD', options: four },
	{ type: 'short', key: 'Hà Nội', options: [] },
	{ type: 'number', key: '1945', options: [] },
	{ type: 'number', key: '-3.14±0.01', options: [] }
];

describe('what simulated contestants answer', () => {
	it.each(questions)('[QU1] is right or wrong as they mean it: $type $key', (question) => {
		const judged = (answer: string) => judge({ ...question, accepted: [] }, answer);
		expect(judged(rightAnswer(known(question)))).toBe('right');
		const random = new Random('thử');
		const wrong = Array.from({ length: 100 }, () => wrongAnswer(known(question), random));
		expect(new Set(wrong.map(judged))).toEqual(new Set(['wrong']));
		expect(wrong).not.toContain('');
	});

	it('is something even where nothing is wrong', () => {
		const only = known({ type: 'single', key: 'A', options: ['Một'] });
		expect(wrongAnswer(only, new Random('thử'))).toBe('A');
	});
});
