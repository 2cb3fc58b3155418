import fc from 'fast-check';
import { env } from 'node:process';
import { describe, it } from 'vitest';
import { checkContest } from './invariants';
import { wild } from './wild';

/** How many contests are played, and out of which: `MODEL_RUNS=50000 MODEL_SEED=7` plays more and others. A failure prints its seed. */
const runs = Number(env.MODEL_RUNS ?? 5000);
const seed = Number(env.MODEL_SEED ?? 20261123);

describe('whatever is tried on a contest of any rules', () => {
	it(
		`[IN1] [IN2] [IN3] [IN4] [IN5] [IN6] ${runs} contests of seed ${seed}: the log folds to the live state, what was recorded is judged, and a second, plain implementation agrees at every event`,
		{ timeout: 0 },
		() => fc.assert(fc.property(wild, checkContest), { numRuns: runs, seed })
	);
});
