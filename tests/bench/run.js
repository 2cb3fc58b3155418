import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../src/launch/browser.js';
import { prepare } from '../../src/launch/prepare.js';

// `npm run bench`.
const say = (/** @type {string} */ line) => console.log(line);
await prepare(say);
env.CHROMIUM_PATH = await findChromium(say);
const { runnerImport } = await import('vite');
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
for (const bench of ['bank-table.ts', 'phone.ts', 'stage.ts'])
	await runnerImport(here(bench), { resolve: { alias: { $lib: here('../../src/lib') } } });
