import { describe, expect, it } from 'vitest';
import { differingFields, isSameQuestion } from './fields';
import { unsaid, type Media, type Question } from './question';

const picture: Media = { id: 'a', kind: 'image', on: 'text', alt: '', width: 2, height: 1 };
const question: Question = {
	...unsaid,
	type: 'single',
	text: 'Một?',
	options: ['a', 'b'],
	key: 'A',
	media: [picture]
};

describe('two questions', () => {
	it('are the same whatever the order in which their parts are kept', () => {
		const { id, ...rest } = picture;
		expect(isSameQuestion(question, { ...question, media: [{ ...rest, id }] })).toBe(true);
	});

	it('differ in the parts that are named, in the order of the editor', () => {
		const other = { ...question, key: 'B', options: ['b', 'a'], media: [], seconds: 20 };
		expect(differingFields(question, other)).toEqual(['media', 'options', 'key', 'seconds']);
	});
});
