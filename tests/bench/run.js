import { argv, env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../src/launch/browser.js';
import { prepare } from '../../src/launch/prepare.js';

// `npm run bench`: all of them; `npm run bench -- live`: one, with what it takes.
const benches = [
	'engine',
	'bank-table',
	'phone',
	'stage',
	'live',
	'storms',
	'halls',
	'processes',
	'fair-start',
	'papers',
	'province'
];
const say = (/** @type {string} */ line) => console.log(line);
const [chosen] = argv.slice(2);
if (chosen !== undefined && !benches.includes(chosen)) {
	console.error(`npm run bench -- ${benches.join(' | ')}`);
	exit(1);
}
await prepare(say);
env.CHROMIUM_PATH = await findChromium(say);
const { runnerImport } = await import('vite');
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
for (const bench of benches)
	if (chosen === undefined || chosen === bench)
		await runnerImport(here(`${bench}.ts`), { resolve: { alias: { $lib: here('../../src/lib') } } });
