import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// A rehearsal's crowd while developing, where build/node/crowd.js may be missing or old.
const src = fileURLToPath(new URL('..', import.meta.url));
await runnerImport(`${src}lib/simulation/crowd-process.ts`, {
	configFile: false,
	logLevel: 'error',
	resolve: { alias: { $lib: `${src}lib` } }
});
