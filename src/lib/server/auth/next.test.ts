import { expect, test } from 'vitest';
import { homePath, loginPath, ownPath } from './next';

test.each([
	['/banks', '/banks'],
	['/banks?topic=1#q2', '/banks?topic=1#q2'],
	['/host/../admin', '/admin'],
	[null, homePath],
	['', homePath],
	['banks', homePath],
	['https://evil.example', homePath],
	['//evil.example', homePath],
	['///evil.example', homePath],
	['/\\evil.example', homePath],
	['/\t/evil.example', homePath],
	['/\n/evil.example', homePath],
	['\\\\evil.example', homePath],
	['javascript:alert(1)', homePath],
	['/..//evil.example', homePath],
	['/./\\evil.example', homePath],
	['//here.invalid//evil.example', homePath],
	['/http://evil.example', '/http://evil.example']
])('after login, next=%j leads to %j', (next, path) => {
	expect(ownPath(next)).toBe(path);
	expect(new URL(ownPath(next), 'https://thi.example').origin).toBe('https://thi.example');
});

test('the login page remembers the whole wanted path', () => {
	const path = loginPath(new URL('http://x/banks/1?topic=a&b=c'));
	expect(ownPath(new URL(path, 'http://x').searchParams.get('next'))).toBe('/banks/1?topic=a&b=c');
});
