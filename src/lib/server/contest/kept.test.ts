import { expect, test } from 'vitest';
import { Kept } from './kept';

test('what was read stands until its mark changes, and is read once for all who ask at once', async () => {
	const kept = new Kept<number>();
	let reads = 0;
	const get = (mark: string) => kept.get(1, mark, () => Promise.resolve((reads += 1)));
	expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1]);
	expect(await get('b')).toBe(2);
	expect(await get('a')).toBe(3);
});

test('what failed is read again', async () => {
	const kept = new Kept<string>();
	await expect(kept.get(1, 'a', () => Promise.reject(new Error('the database is away')))).rejects.toThrow();
	expect(await kept.get(1, 'a', () => Promise.resolve('read'))).toBe('read');
});

test('of many contests those that were read last stay', async () => {
	const kept = new Kept<string>(2);
	let reads = '';
	const get = (id: number) => kept.get(id, 'a', () => Promise.resolve((reads += id)));
	for (const id of [1, 2, 3, 3, 2, 1]) await get(id);
	expect(reads).toBe('1231');
});
