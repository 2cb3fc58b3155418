import { describe, expect, it } from 'vitest';
import { unsaid, type Question } from '$lib/bank/question';
import { fromDraft, inOrder, problemAt, toDraft } from './draft-question';

const single: Question = {
	...unsaid,
	type: 'single',
	text: 'Một?',
	options: ['a', 'b', 'c'],
	key: 'C',
	accepted: []
};
const short: Question = {
	...unsaid,
	type: 'short',
	text: 'Hai?',
	options: [],
	key: 'x',
	accepted: ['y', 'z']
};
const truth: Question = {
	...unsaid,
	type: 'true_false',
	text: 'Ba.',
	options: ['Đúng', 'Sai'],
	key: 'B',
	accepted: []
};

const multiple: Question = { ...single, type: 'multiple', key: 'AC' };
const ordering: Question = { ...single, type: 'ordering', key: 'CAB' };
const number: Question = { ...short, type: 'number', key: '-3.142±0.01', accepted: ['1234.5', '3.142'] };

describe('a question being typed', () => {
	it.each([single, short, truth, multiple, ordering, number, { ...number, key: '1945', accepted: [] }])(
		'$type: opened and saved it is the same',
		(question) => {
			expect(fromDraft(toDraft(question, 'single'))).toEqual(question);
		}
	);

	it('an unfinished one keeps what there is, and room for the rest', () => {
		for (const parts of [
			{ options: [], key: '' },
			{ options: ['', 'b'], key: 'C' },
			{ options: ['a'], key: 'A' }
		]) {
			const question = { ...single, ...parts };
			const draft = toDraft(question, 'single');
			expect(draft.choice.options.length).toBeGreaterThan(1);
			expect(fromDraft(draft)).toMatchObject({ options: parts.options });
		}
		const wordless = { ...number, key: 'ba', accepted: ['bốn'] };
		expect(fromDraft(toDraft(wordless, 'single'))).toEqual(wordless);
	});

	it('the key stays with its option when one above is taken out', () => {
		const draft = toDraft(single, 'single');
		draft.choice.options.splice(0, 1);
		expect(fromDraft(draft)).toMatchObject({ options: ['b', 'c'], key: 'B' });
	});

	it('there is no key when the right option was taken out', () => {
		const draft = toDraft(single, 'single');
		draft.choice.options.pop();
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
		draft.choice.options.forEach((o, index) => (o.text = ['a', '', 'c', ''][index] ?? ''));
		const question = fromDraft(draft);
		expect(question.options).toEqual(['a', '', 'c']);
		expect(problemAt(question, 'options', 1)).toMatchObject({ code: 'empty_option' });
		expect(problemAt(question, 'options')).toBeUndefined();
		expect(problemAt(fromDraft(toDraft(null, 'single')), 'options')).toMatchObject({
			code: 'too_few_options'
		});
	});

	it('a single choice keeps its right option as a multiple one; of several right ones none is guessed', () => {
		const draft = toDraft(single, 'single');
		draft.type = 'multiple';
		expect(fromDraft(draft)).toMatchObject({ options: ['a', 'b', 'c'], key: 'C' });
		draft.choice.right.push(0);
		expect(fromDraft(draft).key).toBe('AC');
		draft.type = 'single';
		expect(fromDraft(draft).key).toBe('');
	});

	it('an ordering starts as it is shown; an item taken out leaves the others in their order', () => {
		const draft = toDraft(multiple, 'single');
		draft.type = 'ordering';
		expect(fromDraft(draft)).toMatchObject({ options: ['a', 'b', 'c'], key: 'ABC' });
		const other = toDraft(ordering, 'single');
		other.choice.options.splice(0, 1);
		expect(fromDraft(other)).toMatchObject({ options: ['b', 'c'], key: 'BA' });
		other.choice.options.push({ id: 9, text: 'd' });
		expect(inOrder(other).map((o) => o.text)).toEqual(['c', 'b', 'd']);
	});

	it('items left empty at the end have no place in the order', () => {
		const draft = toDraft(ordering, 'single');
		draft.choice.options.push({ id: 9, text: ' ' });
		expect(fromDraft(draft).key).toBe('CAB');
	});

	it('a number is written in Vietnamese notation, and what is none is named at its field', () => {
		const draft = toDraft(number, 'single');
		expect(draft).toMatchObject({ answer: '-3,142', tolerance: '0,01' });
		Object.assign(draft, { answer: '1.234,5 km', tolerance: '' });
		expect(fromDraft(draft).key).toBe('1234.5');
		Object.assign(draft, { answer: '3,14', tolerance: '-1' });
		expect(problemAt(fromDraft(draft), 'key')?.code).toBe('tolerance_unfit');
		draft.answer = 'ba';
		expect(problemAt(fromDraft(draft), 'key')?.code).toBe('not_a_number');
		draft.accepted = 'bốn';
		expect(problemAt(fromDraft(draft), 'accepted')?.code).toBe('not_a_number');
	});
});
