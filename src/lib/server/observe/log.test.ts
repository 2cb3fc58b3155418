import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { within } from './context';
import { logAs, reportBug, reportFact, reportTrouble } from './log';
import { noteSecurity } from './security-log';

const written: string[] = [];
beforeEach(() => {
	const keep = (line: string) => void written.push(line);
	vi.spyOn(console, 'warn').mockImplementation(keep);
	vi.spyOn(console, 'error').mockImplementation(keep);
});
afterEach(() => {
	vi.restoreAllMocks();
	logAs('text');
	written.length = 0;
});

/** What was written in JSON: each line must be an object by itself. */
function objects(): Record<string, unknown>[] {
	return written.map((line): Record<string, unknown> => {
		expect(line).not.toMatch(/[\n\r\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
		return JSON.parse(line);
	});
}

test('as a text: the time, what it was, and where', () => {
	reportTrouble('the clock jumped');
	reportBug('a request failed', new Error('so'));
	expect(written[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z the clock jumped$/);
	expect(written[1]).toMatch(/^\S+Z a request failed Error: so\n\s+at /);
});

test('as JSON: one object a line, with the level and the error', () => {
	logAs('json');
	reportFact('serving', { port: 3000 });
	reportTrouble('the clock jumped');
	reportBug('a request failed', new TypeError('so\nand so'));
	reportBug('record', 'does not hold');
	expect(objects()).toMatchObject([
		{ level: 'info', what: 'serving', port: 3000 },
		{ level: 'warn', what: 'the clock jumped' },
		{ level: 'error', error: { name: 'TypeError', message: 'so\nand so', stack: expect.any(String) } },
		{ level: 'error', what: 'record', error: { message: 'does not hold' } }
	]);
	for (const { time } of objects()) expect(new Date(String(time)).toISOString()).toBe(time);
});

test('a line says whose it is, however much was waited for', async () => {
	logAs('json');
	await within({ request: 'r1' }, async () => {
		await new Promise((resolve) => setTimeout(resolve, 1));
		reportTrouble('in a request');
	});
	within({ contest: 7, socket: 's1' }, () => reportTrouble('in an event'));
	reportTrouble('by itself');
	const [request, event, alone] = objects();
	expect(request).toMatchObject({ request: 'r1' });
	expect(event).toMatchObject({ contest: 7, socket: 's1' });
	expect(Object.keys(alone ?? {})).toEqual(['time', 'level', 'what']);
});

test('what people send can end no line of it, and take no place of ours', () => {
	logAs('json');
	const username = 'lan\n{"level":"info","what":"security"}\u001b[2J\u009b2J\u2028';
	within({ request: 'r1' }, () => noteSecurity('wrong_password', { username, what: 'x', level: 'y' }));
	expect(objects()).toMatchObject([
		{
			level: 'warn',
			what: 'security',
			request: 'r1',
			security: { event: 'wrong_password', username, what: 'x', level: 'y' }
		}
	]);
});

test('an error that quotes what it could not read quotes it no more', () => {
	logAs('json');
	const refused = Object.assign(new Error('invalid input syntax for type uuid: "Nguyễn Văn An"'), {
		code: '22P02'
	});
	reportBug('a query failed', refused);
	reportBug('reading failed', new SyntaxError('Unexpected token N, "Nguyễn Văn An" is not valid JSON'));
	expect(written.join()).not.toContain('Nguyễn');
	expect(written.join()).toContain('invalid input syntax for type uuid');
});
