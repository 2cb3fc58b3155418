import { beforeAll, describe, expect, it } from 'vitest';
import { chaos, type ChaosReport } from './chaos';
import { patience } from './checker';

/** A short run of `npm run chaos`, in another order each time; CHAOS_SEED plays one again. */
const seed = process.env['CHAOS_SEED'] ?? String(Date.now());

describe(`twelve faults while a contest is played on two processes (CHAOS_SEED=${seed})`, () => {
	let came: ChaosReport;

	beforeAll(async () => {
		came = await chaos({ faults: 12, phones: 40, seed });
	}, 600_000);

	it('broke in twelve ways', () => {
		expect(came.recoveries).toHaveLength(12);
		expect(came.struck.size).toBeGreaterThanOrEqual(10);
	});

	it('[PH6] [IN2] [IN6] lost, doubled, misjudged and leaked nothing, and no process ended by itself', () => {
		expect(came.verdict).toEqual({ lost: [], doubled: [], misjudged: [], leaked: [], down: [], record: [] });
	});

	it('had every phone right within ten seconds each time', () => {
		expect(Math.max(...came.recoveries.map(({ ms }) => ms ?? Infinity))).toBeLessThanOrEqual(patience);
	});
});
