import { getHeapSnapshot } from 'node:v8';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { heapOf } from './heap';

const MB = 1_000_000;
const heap = async () => heapOf(await text(getHeapSnapshot()));

test('what the program keeps is told from what V8 makes of it', async () => {
	const before = await heap();
	const kept = Array.from({ length: 20_000 }, (_, i) => ({ name: `Người ${i}`, answers: [i, i + 1, i + 2] }));
	const objects = await heap();
	expect(objects.objects - before.objects).toBeGreaterThan(2 * MB);
	expect(Math.abs(objects.compiled - before.compiled)).toBeLessThan(MB);
	expect(kept).toHaveLength(20_000);

	const functions = Array.from({ length: 300 }, (_, i) => {
		const body = Array.from({ length: 200 }, (_, k) => `x = x * ${k} + ${i};`).join('');
		return new Function('x', `${body} return x;`) as (x: number) => number; // as it is written
	});
	expect(functions.reduce((sum, f) => sum + f(1), 0)).not.toBe(1);
	const code = await heap();
	expect(code.compiled - objects.compiled).toBeGreaterThan(0.3 * MB);
}, 60_000);
