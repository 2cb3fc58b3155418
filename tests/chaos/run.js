import { fileURLToPath } from 'node:url';
import { prepare } from '../../src/launch/prepare.js';
import { mendedPostgres } from '../../src/launch/vite-postgres.js';

// `npm run chaos -- [faults] [phones] [seed]`, `npm run chaos -- mutants [name …]`
await prepare((line) => console.log(line));
const { runnerImport } = await import('vite');
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
await runnerImport(here('main.ts'), {
	plugins: [mendedPostgres()],
	resolve: { alias: { $lib: here('../../src/lib') } }
});
