import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// `npm run bench`.
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
await runnerImport(here('bank-table.ts'), { resolve: { alias: { $lib: here('../../src/lib') } } });
