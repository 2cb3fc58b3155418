import { env, execPath, exit } from 'node:process';
import { spawnSync } from 'node:child_process';
import { requireNode } from './node-version.js';

// `npm run pictures`: docs/pictures/ anew, by the tests that look at every state.
requireNode();
const { prepare } = await import('./prepare.js');
const say = (/** @type {string} */ line) => console.log(line);
await prepare(say);
const { findChromium } = await import('./browser.js');
const args = [
	'node_modules/@playwright/test/cli.js',
	'test',
	'--project',
	'screens',
	'--project',
	'contests',
	'--grep',
	'@readme',
	'--ignore-snapshots'
];
const chromium = await findChromium(say);
const { status } = spawnSync(execPath, args, {
	stdio: 'inherit',
	env: { ...env, CHROMIUM_PATH: chromium, PICTURES: 'docs' }
});
exit(status ?? 1);
