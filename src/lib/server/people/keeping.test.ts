import { expect, it } from 'vitest';
import { dueAt } from './keeping';

it.each([
	['2026-11-28T09:30:00Z', 1, '2026-11-29T09:30:00Z'],
	['2026-11-28T09:30:00Z', 90, '2027-02-26T09:30:00Z'],
	['2027-12-31T23:00:00Z', 60, '2028-02-29T23:00:00Z'],
	['2026-11-28T00:00:00Z', 3650, '2036-11-25T00:00:00Z']
])('what ended at %s and is kept for %i days is due at %s', (last, days, due) => {
	expect(dueAt(new Date(last), days)).toEqual(new Date(due));
});
