import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { mended } from './vite-postgres.js';

describe.each(['connection.js', 'queue.js', 'index.js'])('the mended driver, %s', (file) => {
	const text = readFileSync(`node_modules/postgres/src/${file}`, 'utf8');

	it('is made of the one that is installed', () => {
		expect(mended(file, text)).not.toBe(text);
	});

	it('is not made of another one', () => {
		expect(() => mended(file, text.replaceAll('\n    ', '\n  '))).toThrow('postgres has changed');
	});
});

interface Queue {
	length: number;
	push(x: number): void;
	shift(): number | undefined;
	remove(x: number): number | null;
}

describe('a queue of the mended driver', () => {
	const text = mended('queue.js', readFileSync('node_modules/postgres/src/queue.js', 'utf8'));
	const newQueue = () => runInNewContext(`${text.replace('export default Queue', '')}; Queue()`) as Queue; // the driver's own

	it('keeps nothing of those who have left, though somebody is always there', () => {
		setFlagsFromString('--expose-gc');
		const gc = runInNewContext('gc') as () => void; // by that flag
		const queue = newQueue();
		queue.push(0);
		gc();
		const before = process.memoryUsage().heapUsed;
		for (let i = 1; i <= 2_000_000; i++) {
			queue.push(i);
			queue.shift();
		}
		gc();
		expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
		expect(queue.length).toBe(1);
	});

	it('lets everybody go in her turn', () => {
		const queue = newQueue();
		const waiting: number[] = [];
		for (let i = 0, next = 0; i < 20_000; i++) {
			// Long and short in turn, and empty now and then.
			const come = i % 5000 < 2500 ? 3 : 0;
			for (let c = 0; c < come; c++) {
				queue.push(next);
				waiting.push(next++);
			}
			if (i % 7 === 0 && waiting.length > 3) {
				const [gone] = waiting.splice(2, 1);
				expect(queue.remove(gone ?? NaN)).toBe(gone);
			}
			if (waiting.length > 0) expect(queue.shift()).toBe(waiting.shift());
			expect(queue.length).toBe(waiting.length);
		}
	});
});
