import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wild, type Wild } from './wild';

/** A way to break the engine: in a file of it, one text for another. */
interface Mutant {
	breaks: string;
	file: string;
	find: string;
	replace: string;
}

const mutants: Mutant[] = [
	{
		breaks: '[EL1] a question judges the eliminated too',
		file: 'evolving/question.ts',
		find: "const floor = withStatus(contest, 'in');",
		replace: "const floor = withStatus(contest, 'in', 'out');"
	},
	{
		breaks: '[BE4] the clock runs on in a pause',
		file: 'verdicts.ts',
		find: 'receivedAt - asked.openedAt - stood',
		replace: 'receivedAt - asked.openedAt'
	},
	{
		breaks: '[EL2] a life too many',
		file: 'elimination.ts',
		find: 'trial.missesBefore(j.sbd) + 1 >= round.lives',
		replace: 'trial.missesBefore(j.sbd) >= round.lives'
	},
	{
		breaks: '[EL2] who is level at the cut leaves',
		file: 'elimination.ts',
		find: 's.timeMs > last.timeMs',
		replace: 's.timeMs >= last.timeMs'
	},
	{
		breaks: '[EL2] both of a pair for one of it',
		file: 'elimination.ts',
		find: 'round.bothRight ? pair.some(fails) : pair.every(fails)',
		replace: 'round.bothRight ? pair.every(fails) : pair.some(fails)'
	},
	{
		breaks: '[EL3] whom the judges excuse leaves',
		file: 'elimination.ts',
		find: '!j.right && !trial.excused.has(j.sbd)',
		replace: '!j.right'
	},
	{
		breaks: '[EL5] a void question counts',
		file: 'evolving/reveal.ts',
		find: "effect.everyoneFailed === 'void' &&",
		replace: "effect.everyoneFailed === 'end' &&"
	},
	{
		breaks: '[RE4] the disqualified are rescued',
		file: 'rescue.ts',
		find: "return withStatus(contest, 'out');",
		replace: "return withStatus(contest, 'out', 'disqualified');"
	},
	{
		breaks: '[RE5] a rescue more than allowed',
		file: 'rescue.ts',
		find: 'contest.rescues.length >= preparedOf',
		replace: 'contest.rescues.length > preparedOf'
	},
	{
		breaks: '[BE4] time before right answers',
		file: 'ranking.ts',
		find: 'b.correct - a.correct || a.timeMs - b.timeMs',
		replace: 'a.timeMs - b.timeMs || b.correct - a.correct'
	},
	{
		breaks: '[CO7] boards marked as wrong are right',
		file: 'verdicts.ts',
		find: 'right: !wrong.has(sbd)',
		replace: 'right: wrong.has(sbd)'
	},
	{
		breaks: '[JU1] a verdict that is taken back leaves its credit',
		file: 'evolving/correct.ts',
		find: 'verdict[2] === 1 ? 1 : -1',
		replace: 'verdict[2] === 1 ? 1 : 0'
	},
	{
		breaks: '[JU1] who comes back has not survived what she missed',
		file: 'evolving/correct.ts',
		find: 'turn < t.turn || (turn === t.turn && t.here.includes(sbd))',
		replace: 'turn > t.turn'
	},
	{
		breaks: '[JU3] what is undone leaves people where they are',
		file: 'evolve.ts',
		find: '...contest.undo.without, version',
		replace: '...contest.undo.without, contestants: contest.contestants, version'
	},
	{
		breaks: "[JU4] a judge's act changes the next step unseen",
		file: 'evolve.ts',
		find: "moves === 'course' || (moves === 'step'",
		replace: "moves === 'course' || (moves === 'none'"
	}
];

const engine = fileURLToPath(new URL('..', import.meta.url));
const lib = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
/** The same contests for all. */
let contests: Wild[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mutants-'));
	contests = fc.sample(wild, { numRuns: 300, seed: 538 });
});
afterAll(() => rm(folder, { recursive: true }));

/** The check of the model-based tests with an engine of its own, broken or not. */
async function bundled(name: string, mutant: Mutant | null): Promise<(contest: Wild) => void> {
	let found = 0;
	const plant: Plugin = {
		name: 'plant-mutant',
		enforce: 'pre',
		transform(code, id) {
			if (!mutant || id !== join(engine, mutant.file)) return null;
			found = code.split(mutant.find).length - 1;
			return code.replace(mutant.find, mutant.replace);
		}
	};
	const built = await build({
		configFile: false,
		logLevel: 'silent',
		resolve: { alias: { $lib: lib } },
		plugins: [plant],
		build: { ssr: join(engine, 'tests/invariants.ts'), write: false, minify: false }
	});
	if (mutant) expect(found, `places of “${mutant.find}”`).toBe(1);
	const [output] = Array.isArray(built) ? built : [built];
	const chunk = output && 'output' in output ? output.output[0] : undefined;
	const file = join(folder, `${name}.mjs`);
	await writeFile(file, chunk?.code ?? '');
	const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
		checkContest: (contest: Wild) => void;
	};
	return module.checkContest;
}

/** How many contests it takes until something is found wrong; null: nothing is. */
function caughtAfter(check: (contest: Wild) => void): number | null {
	const i = contests.findIndex((contest) => {
		try {
			check(contest);
			return false;
		} catch {
			return true;
		}
	});
	return i < 0 ? null : i + 1;
}

describe('the model-based tests find what is broken', { timeout: 120_000 }, () => {
	it('the engine as it is passes', async () => {
		expect(caughtAfter(await bundled('engine', null))).toBeNull();
	});

	it.each(mutants.map((m, i) => [m.breaks, m, i] as const))('%s', async (_, mutant, i) => {
		expect(caughtAfter(await bundled(`mutant-${i}`, mutant))).not.toBeNull();
	});
});
