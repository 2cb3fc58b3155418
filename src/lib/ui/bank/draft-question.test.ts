import { describe, expect, it } from 'vitest';
import type { Question } from '$lib/bank/question';
import { fromDraft, problemAt, toDraft } from './draft-question';

const empty = { accepted: [], explanation: '', source: '', topic: '', level: '', note: '' } as const;
const single: Question = {
	...empty,
	type: 'single',
	text: 'Một?',
	options: ['a', 'b', 'c'],
	key: 'C',
	accepted: []
};
const short: Question = {
	...empty,
	type: 'short',
	text: 'Hai?',
	options: [],
	key: 'x',
	accepted: ['y', 'z']
};
const truth: Question = {
	...empty,
	type: 'true_false',
	text: 'Ba.',
	options: ['Đúng', 'Sai'],
	key: 'B',
	accepted: []
};

describe('a question being typed', () => {
	it.each([single, short, truth])('$type: opened and saved it is the same', (question) => {
		expect(fromDraft(toDraft(question, 'single'))).toEqual(question);
	});

	it('the key stays with its option when one above is taken out', () => {
		const draft = toDraft(single, 'single');
		draft.single.options.splice(0, 1);
		expect(fromDraft(draft)).toMatchObject({ options: ['b', 'c'], key: 'B' });
	});

	it('there is no key when the right option was taken out', () => {
		const draft = toDraft(single, 'single');
		draft.single.options.pop();
		expect(problemAt(fromDraft(draft), 'key')).toEqual({ code: 'no_key', field: 'key' });
	});

	it('changing the type and back loses nothing', () => {
		const draft = toDraft(single, 'single');
		draft.type = 'true_false';
		expect(fromDraft(draft)).toMatchObject({ options: ['Đúng', 'Sai'], key: '' });
		draft.type = 'short';
		draft.answer = 'x';
		expect(fromDraft(draft)).toMatchObject({ options: [], key: 'x' });
		draft.type = 'single';
		expect(fromDraft(draft)).toEqual(single);
	});

	it('options left empty at the end are not meant; one between others is a problem of its own', () => {
		const draft = toDraft(null, 'single');
		draft.single.options.forEach((o, index) => (o.text = ['a', '', 'c', ''][index] ?? ''));
		const question = fromDraft(draft);
		expect(question.options).toEqual(['a', '', 'c']);
		expect(problemAt(question, 'options', 1)).toMatchObject({ code: 'empty_option' });
		expect(problemAt(question, 'options')).toBeUndefined();
		expect(problemAt(fromDraft(toDraft(null, 'single')), 'options')).toMatchObject({
			code: 'too_few_options'
		});
	});
});
