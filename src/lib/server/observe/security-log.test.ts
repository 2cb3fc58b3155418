import { afterEach, expect, test, vi } from 'vitest';
import { noteSecurity } from './security-log';

afterEach(() => vi.restoreAllMocks());

test('what people send can neither end the line nor steer a terminal', () => {
	const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
	const sent = 'lan\n2026-01-01 security {"event":"signed_in"}\u001b[2J\u009b2J\u2028';
	noteSecurity('wrong_password', { username: sent });
	const line = String(log.mock.calls[0]?.[0]);
	expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z security \{[\x20-\x7e]*\}$/);
	expect(JSON.parse(line.slice(line.indexOf('{')))).toEqual({ event: 'wrong_password', username: sent });
});

test('who makes it write all the time does not fill the disk', () => {
	const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
	for (let i = 0; i < 5000; i++) noteSecurity('refused');
	expect(log.mock.calls.length).toBeLessThan(500);
});
