import { expect, it } from 'vitest';
import { readTags, writeTags } from './tags';

it('a tag is done with its comma, each once, and what is being typed stands behind', () => {
	expect(readTags('luật, thanh niên;luật, hiế')).toEqual({ done: ['luật', 'thanh niên'], pending: 'hiế' });
	expect(readTags('')).toEqual({ done: [], pending: '' });
	expect(readTags(writeTags(['a', 'b'], 'hai chữ '))).toEqual({ done: ['a', 'b'], pending: 'hai chữ ' });
});
