import { expect, test } from 'vitest';
import { untilOpening } from './opening';

const question = {
	state: 'open',
	text: 'Câu hỏi?',
	options: ['Một', 'Hai'],
	media: ['ảnh'],
	opensAt: 10_000
};

test('[PH10] a question that opens at one instant is read out until then, by the server’s clock', () => {
	const { shown, wait } = untilOpening({ question }, 9_400);
	expect(wait).toBe(600);
	expect(shown.question).toMatchObject({ state: 'presented', text: '', options: [], media: [] });
	for (const now of [10_000, 10_001, 99_999])
		expect(untilOpening({ question }, now)).toEqual({ shown: { question }, wait: 0 });
});

test('others are shown at once, and a clock that is wrong holds nothing back for long', () => {
	for (const view of [
		{ question: null },
		{ question: { ...question, opensAt: 0 } },
		{ question: { ...question, state: 'paused' } }
	])
		expect(untilOpening(view, 9_400)).toEqual({ shown: view, wait: 0 });
	expect(untilOpening({ question }, 0).wait).toBe(1500);
});
