import { expect, test, vi } from 'vitest';
import { ServerClock } from './server-clock';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('[PH3] a device whose clock is wrong by an hour counts right to 150 ms, over lines that are slow one way', async () => {
	const truth = () => performance.timeOrigin + performance.now();
	vi.spyOn(Date, 'now').mockImplementation(() => Math.round(truth()) - 3_600_000);
	const clock = new ServerClock();
	expect(Math.abs(clock.now() - truth())).toBeGreaterThan(3_599_000);
	for (const [there, back] of [
		[20, 280],
		[60, 20],
		[150, 5]
	] as const)
		await clock.measure(async () => {
			await wait(there);
			const moment = truth();
			await wait(back);
			return moment;
		});
	expect(Math.abs(clock.now() - truth())).toBeLessThan(150);

	// What was measured well is kept when the line breaks, or gets slow.
	const before = clock.now() - performance.now();
	await clock.measure(() => Promise.reject(new Error('the line is broken')));
	await clock.measure(async () => (await wait(200), truth() + 5000));
	expect(clock.now() - performance.now()).toBeCloseTo(before, 2);
	vi.restoreAllMocks();
});
