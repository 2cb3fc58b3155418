import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulse } from './pulse';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A line on which replies take `ms`; null: none come. */
function line(ms: number | null) {
	const told = { asked: 0, dead: 0 };
	const pulse = new Pulse(
		(patience) => {
			told.asked++;
			return new Promise((resolve, reject) => {
				if (ms !== null && ms < patience)
					setTimeout(() => {
						pulse.heard();
						resolve(null);
					}, ms);
				else setTimeout(() => reject(new Error('timeout')), patience);
			});
		},
		() => told.dead++
	);
	pulse.heard();
	return { pulse, told };
}

test('an idle phone asks nothing', async () => {
	const { pulse, told } = line(null);
	pulse.start(() => false);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(told).toEqual({ asked: 0, dead: 0 });
});

test('while it matters a dead line is found dead within 8 s', async () => {
	const { pulse, told } = line(null);
	pulse.start(() => told.dead === 0);
	await vi.advanceTimersByTimeAsync(2_900);
	expect(told).toEqual({ asked: 0, dead: 0 });
	await vi.advanceTimersByTimeAsync(5_100);
	expect(told).toEqual({ asked: 1, dead: 1 });
});

test('a slow line that answers is not dead, and is asked no more than every 3 s', async () => {
	const { pulse, told } = line(1_500);
	pulse.start(() => true);
	await vi.advanceTimersByTimeAsync(30_000);
	expect(told.dead).toBe(0);
	expect(told.asked).toBeGreaterThan(4);
	expect(told.asked).toBeLessThanOrEqual(10);
});

test('whatever comes while it is in doubt is an answer', async () => {
	const { pulse, told } = line(null);
	await vi.advanceTimersByTimeAsync(10);
	const doubt = pulse.doubt(3_000);
	await vi.advanceTimersByTimeAsync(2_000);
	pulse.heard();
	await vi.advanceTimersByTimeAsync(1_000);
	await doubt;
	expect(told).toEqual({ asked: 1, dead: 0 });
});
