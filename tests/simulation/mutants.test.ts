import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mutants } from '../mutants.js';

const run = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The rarest of them shows in every tenth contest. */
const contests = 80;

describe('the simulation finds out what is wrong on purpose', () => {
	it.each(mutants.filter(({ caughtBy }) => caughtBy.includes('simulation')))(
		'$name',
		{ timeout: 600_000 },
		async ({ name }) => {
			const vite = here('../../node_modules/vite/bin/vite.js');
			const env = { ...process.env, MUTANT: name };
			await run(execPath, [vite, 'build', '--config', here('vite.config.js'), '--logLevel', 'error'], {
				env
			});
			const main = here(`../../.data/simulation-${name}/main.js`);
			const { stdout } = await run(execPath, [main, 'mutant', '0', String(contests), 'first'], {
				maxBuffer: 1e8
			});
			const outcomes = stdout
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as { faults: string[] });
			expect(outcomes.at(-1)?.faults.length).toBeGreaterThan(0);
		}
	);
});
