import { describe, expect, it } from 'vitest';
import { readWish, unusedSince } from './draw-form';

const now = new Date(2026, 2, 26, 8, 30);

function sent(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

describe('the form of a draw', () => {
	it('says what to draw, a missing topic and level included', () => {
		const read = readWish(
			sent([
				['bank', 'a'],
				['bank', 'b'],
				['topic', ''],
				['topic', 'Luật'],
				['unused', 'ever'],
				['approvedOnly', 'on'],
				['count.recall', '10'],
				['count.', '2'],
				['spares', '']
			]),
			now
		);
		expect(read).toMatchObject({
			ok: true,
			banks: ['a', 'b'],
			wish: {
				topics: ['', 'Luật'],
				tags: [],
				unusedSince: 0,
				approvedOnly: true,
				notElsewhere: false,
				rising: false,
				counts: { recall: 10, comprehension: 0, application: 0, high_application: 0, '': 2 },
				spares: 0
			}
		});
	});

	it('refuses counts that are none, and what no page sends', () => {
		const code = (...fields: [string, string][]) => readWish(sent([['unused', 'any'], ...fields]), now);
		expect(code(['count.recall', '-1'])).toEqual({ ok: false, code: 'setup/count' });
		expect(code(['spares', '201'])).toEqual({ ok: false, code: 'setup/count' });
		expect(code(['count.recall', 'x'])).toEqual({ ok: false, code: 'setup/count' });
		expect(readWish(sent([['unused', 'x']]), now)).toEqual({ ok: false, code: 'form/invalid' });
	});

	it('counts “this year” from New Year and half a year from today', () => {
		expect(unusedSince('any', now)).toBeNull();
		expect(unusedSince('year', now)).toBe(new Date(2026, 0, 1).getTime());
		expect(unusedSince('half', now)).toBe(new Date(2025, 8, 26, 8, 30).getTime());
	});
});
