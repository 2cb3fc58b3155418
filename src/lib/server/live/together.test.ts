import { expect, test } from 'vitest';
import { Together } from './together';

test('who comes while it is being asked goes into the next batch, and each gets her own answer', async () => {
	const batches: number[][] = [];
	const together = new Together(async (asks: number[]) => {
		batches.push(asks);
		await new Promise((resolve) => setTimeout(resolve, 10));
		return asks.map((n) => n * 2);
	});
	const first = [1, 2, 3].map((n) => together.put(n));
	await new Promise((resolve) => setTimeout(resolve, 5));
	const second = [4, 5].map((n) => together.put(n));
	expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10]);
	expect(batches).toEqual([
		[1, 2, 3],
		[4, 5]
	]);
});

test('a batch that fails fails for all in it, and the next is tried all the same', async () => {
	let away = true;
	const together = new Together((asks: string[]) =>
		away ? Promise.reject(new Error('away')) : Promise.resolve(asks)
	);
	const outcomes = await Promise.allSettled([together.put('a'), together.put('b')]);
	expect(outcomes.map((o) => o.status)).toEqual(['rejected', 'rejected']);
	away = false;
	expect(await together.put('c')).toBe('c');
});
