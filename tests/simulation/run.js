import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { argv, execPath, exit } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compile } from '@inlang/paraglide-js';
import { translations } from '../../src/launch/translations.js';

// `npm run schedules -- 10000 hall`: so many contests of the simulation, with the seeds `hall 0`, `hall 1`, … Seeds that fail are kept in
// seeds.txt, which `npm test` runs. `npm run schedules -- "hall 17"`: one of them, and what happens in it.
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const [first = '1000', prefix = String(Date.now())] = argv.slice(2);
const one = /^(.+) (\d+)$/.exec(first);
await compile(translations);
await build({ configFile: here('vite.config.js'), logLevel: 'warn' });
const main = here('../../.data/simulation/main.js');

if (one) {
	const n = Number(one[2]);
	const child = spawn(execPath, [main, one[1] ?? '', String(n), String(n + 1), 'tell'], { stdio: 'inherit' });
	child.on('exit', (code) => exit(code ?? 1));
} else {
	const many = Number(first);
	const started = Date.now();
	/** @type {Record<string, number>} */
	const counts = {};
	let [done, failed, steps] = [0, 0, 0];
	const share = Math.ceil(many / availableParallelism());
	const shares = Array.from({ length: Math.ceil(many / share) }, (_, i) => i * share);
	const codes = await Promise.all(
		shares.map((from) => {
			const child = spawn(execPath, [main, prefix, String(from), String(Math.min(many, from + share))], {
				stdio: ['ignore', 'pipe', 'inherit']
			});
			createInterface(child.stdout).on('line', (line) => {
				const outcome = JSON.parse(line);
				done++;
				steps += outcome.steps;
				for (const [kind, n] of Object.entries(outcome.counts))
					counts[kind] = (counts[kind] ?? 0) + Number(n);
				if (outcome.faults.length > 0) {
					failed++;
					console.log(`${outcome.seed}: ${outcome.faults.slice(0, 3).join('\n  ')}`);
					appendFileSync(here('seeds.txt'), `${outcome.seed}\n`);
				}
				if (done % 500 === 0) console.log(`${done} of ${many}, ${failed} failed`);
			});
			return new Promise((resolve) => child.on('exit', resolve));
		})
	);
	console.table(counts);
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`${done} contests of the seed “${prefix}”, ${steps} steps, ${seconds} s: ${failed} failed`);
	exit(failed > 0 || done < many || codes.some((code) => code !== 0) ? 1 : 0);
}
