import { fileURLToPath } from 'node:url';
import { prepare } from '../../src/launch/prepare.js';

// `npm run soak -- minutes [phones]`
await prepare((line) => console.log(line));
const { runnerImport } = await import('vite');
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
await runnerImport(here('soak.ts'), { resolve: { alias: { $lib: here('../../src/lib') } } });
