import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// The thread that reads files while developing and testing, where build/node/reader.js may be missing or old.
const src = fileURLToPath(new URL('..', import.meta.url));
await runnerImport(`${src}lib/server/files/reader-thread.ts`, {
	configFile: false,
	logLevel: 'error',
	resolve: { alias: { $lib: `${src}lib` } }
});
