import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSchedule } from './schedule';

/* Some hundred of them here; `npm run schedules -- 10000` plays as many as one likes, and keeps the seeds that fail in seeds.txt. */

const contests = 150;
const kept = readFileSync(new URL('./seeds.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean);

describe('the program in a world where things break', () => {
	it(
		`[IN1] [IN2] [IN6] [PH3] [PH6] stays right in ${contests} contests`,
		{ timeout: 1_200_000 },
		async () => {
			const counts: Record<string, number> = {};
			for (let i = 0; i < contests; i++) {
				const seed = `hall ${i}`;
				const outcome = await runSchedule(seed);
				expect(outcome.faults, seed).toEqual([]);
				for (const [kind, n] of Object.entries(outcome.counts)) counts[kind] = (counts[kind] ?? 0) + n;
			}
			// Each kind of trouble has come about, and there was something that could have been lost.
			expect(Object.keys(counts).length).toBeGreaterThanOrEqual(19);
			expect(Math.min(...Object.values(counts))).toBeGreaterThan(contests / 5);
			expect(counts['acks']).toBeGreaterThan(contests * 5);
		}
	);

	it.each(kept)(
		'stays right with the seed “%s”, which has found something',
		{ timeout: 60_000 },
		async (seed) => {
			expect((await runSchedule(seed)).faults).toEqual([]);
		}
	);

	it('comes to the same twice with the same seed', async () => {
		expect(await runSchedule('hall 3')).toEqual(await runSchedule('hall 3'));
	});
});
