import { afterEach, expect, test, vi } from 'vitest';
import { tellForeignForm } from './foreign-forms';

const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
afterEach(() => log.mockClear());

const behind = { publicUrl: 'https://thi.example.vn' };
const sent = (origin: string, proto = 'http') => ({
	headers: { origin, host: 'thi.example.vn', 'x-forwarded-proto': proto }
});

test('a form that was refused for its origin is said, and what may be missing where it was ours', () => {
	tellForeignForm(sent('https://thi.example.vn'), 200, behind);
	tellForeignForm(sent('https://thi.example.vn', 'https'), 403, behind);
	tellForeignForm({ headers: {} }, 403, behind);
	expect(log).not.toHaveBeenCalled();
	tellForeignForm(sent('https://thi.example.vn'), 403, behind);
	expect(log.mock.calls.at(-1)?.[0]).toContain('TRUST_PROXY=1 is missing');
	tellForeignForm(sent('https://evil.example'), 403, behind);
	expect(log.mock.calls.at(-1)?.[0]).toMatch(/refused for its Origin(?!.*(TRUST_PROXY|evil))/);
});

test('who sends such forms all the time does not fill the disk', () => {
	for (let i = 0; i < 1000; i++) tellForeignForm(sent('https://evil.example'), 403, behind);
	expect(log.mock.calls.length).toBeLessThan(10);
});
