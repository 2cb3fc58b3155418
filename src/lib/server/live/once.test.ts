import { expect, it, vi } from 'vitest';
import { Once } from './once';

const done = { ok: true as const };
const refused = { ok: false as const, code: 'contest/nobody_checked_in' };
type Outcome = typeof done | typeof refused;

it('a copy that comes while the first is under way gets what the first comes to', async () => {
	const once = new Once<Outcome>(10);
	let settle = (_: Outcome) => {};
	const act = vi.fn(() => new Promise<Outcome>((resolve) => (settle = resolve)));
	const both = Promise.all([once.act('a', act), once.act('a', act)]);
	settle(refused);
	expect(await both).toEqual([refused, refused]);
	expect(act).toHaveBeenCalledTimes(1);
});

it('what was refused stays refused, though it could be done by now', async () => {
	const once = new Once<Outcome>(10);
	await once.act('a', () => Promise.resolve<Outcome>(refused));
	expect(await once.act('a', () => Promise.resolve<Outcome>(done))).toBe(refused);
	expect(await once.act('b', () => Promise.resolve<Outcome>(done))).toBe(done);
});

it('what failed may be tried again, and what was done is the database’s to know', async () => {
	const once = new Once<Outcome>(10);
	await expect(once.act('a', () => Promise.reject(new Error('no database')))).rejects.toThrow();
	expect(await once.act('a', () => Promise.resolve<Outcome>(done))).toBe(done);
	const again = vi.fn(() => Promise.resolve<Outcome>(done));
	await once.act('a', again);
	expect(again).toHaveBeenCalledTimes(1);
});

it('the oldest refusal is forgotten first', async () => {
	const once = new Once<Outcome>(2);
	for (const id of ['a', 'b', 'c']) await once.act(id, () => Promise.resolve<Outcome>(refused));
	expect(await once.act('c', () => Promise.resolve<Outcome>(done))).toBe(refused);
	expect(await once.act('a', () => Promise.resolve<Outcome>(done))).toBe(done);
});
