import { expect, test } from 'vitest';
import { requestId } from './request-id';

test('a trusted proxy names its requests', () => {
	expect(requestId('req_1-A', { trustProxy: true })).toBe('req_1-A');
	expect(requestId('x'.repeat(64), { trustProxy: true })).toHaveLength(64);
});

test.each(['', 'x'.repeat(65), 'a b', 'a\nb', '{"a":1}', 'câu'])(
	'what is no name is not taken: %j',
	(given) => {
		expect(requestId(given, { trustProxy: true })).toMatch(/^[\w-]{12}$/);
	}
);

test('nobody else names them, and each has a name of its own', () => {
	const ids = ['mine', null].map((given) => requestId(given, { trustProxy: false }));
	expect(new Set([...ids, 'mine']).size).toBe(3);
});
