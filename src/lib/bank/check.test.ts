import { describe, expect, it } from 'vitest';
import { excessOf, problems } from './check';
import { cleanQuestion } from './clean';
import { unsaid, type Question, type QuestionType } from './question';

const question = (type: QuestionType, key: string, parts: Partial<Question> = {}): Question => ({
	type,
	text: '?',
	options: type === 'short' || type === 'number' ? [] : ['a', 'b', 'c'],
	key,
	...unsaid,
	...parts
});
const codes = (q: Question) => problems(q).map((p) => p.code);

describe('[QU1] which questions can be played', () => {
	it.each([
		['single', 'C'],
		['multiple', 'A'],
		['multiple', 'ABC'],
		['ordering', 'CAB'],
		['ordering', 'ABC'],
		['short', 'x'],
		['number', '-3.14'],
		['number', '3±0']
	] as const)('[QU1] %s with the key %s', (type, key) => expect(codes(question(type, key))).toEqual([]));

	it.each([
		['single', '', 'no_key'],
		['single', 'D', 'key_without_option'],
		['single', 'AB', 'key_without_option'],
		['multiple', '', 'no_key'],
		['multiple', 'AD', 'key_without_option'],
		['multiple', 'CA', 'key_without_option'],
		['multiple', 'AA', 'key_without_option'],
		['ordering', '', 'no_key'],
		['ordering', 'AB', 'no_order'],
		['ordering', 'ABCC', 'no_order'],
		['ordering', 'ABD', 'no_order'],
		['short', '...', 'no_key'],
		['number', '', 'no_key'],
		['number', '3,14', 'not_a_number'],
		['number', '3.', 'not_a_number'],
		['number', '1e3', 'not_a_number'],
		['number', 'x±1', 'not_a_number'],
		['number', '3±-0.1', 'tolerance_unfit'],
		['number', '3±x', 'tolerance_unfit'],
		['number', '3±1±1', 'tolerance_unfit']
	] as const)('[QU1] not %s with the key %j: %s', (type, key, code) => {
		expect(problems(question(type, key))).toEqual([{ code, field: 'key' }]);
	});

	it('[QU1] two to six options, or items', () => {
		for (const type of ['single', 'multiple', 'ordering'] as const) {
			expect(codes(question(type, 'A', { options: ['a'] }))).toEqual(['too_few_options']);
			const options = [...'abcdefg'];
			expect(codes(question(type, 'ABCDEFG', { options }))).toContain('too_many_options');
		}
	});

	it('[QU1] further numbers are numbers; each kind of problem is said once', () => {
		const accepted = ['4', 'x', 'y'];
		expect(problems(question('number', '3', { accepted }))).toEqual([
			{ code: 'not_a_number', field: 'accepted' }
		]);
	});
});

describe('more than can be kept', () => {
	it('is named, whatever else is missing', () => {
		const accepted = ['x'.repeat(201), ...Array.from({ length: 50 }, (_, i) => `x${i}`)];
		expect(excessOf(question('short', '', { text: '', accepted }))).toEqual([
			{ code: 'too_long', field: 'accepted' },
			{ code: 'too_many_accepted', field: 'accepted' }
		]);
	});

	it('is nothing that may wait', () => {
		expect(excessOf(question('single', '', { text: '', options: ['', 'a'], asOf: 'x' }))).toEqual([]);
	});
});

describe('the form in which a question is kept', () => {
	it('the letters of a multiple choice are sorted, each once', () => {
		expect(cleanQuestion(question('multiple', 'CAC')).key).toBe('AC');
	});

	it('an ordering forgets the items at its end that say nothing', () => {
		const options = ['a', 'b', ' ', ''];
		expect(cleanQuestion(question('ordering', 'DBCA', { options }))).toMatchObject({
			options: ['a', 'b'],
			key: 'BA'
		});
	});
});
