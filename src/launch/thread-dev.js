import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const src = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a thread's program from the sources, while developing and testing, where build/node may be missing or old.
 * @param {string} program file below src/lib/server
 */
export async function runThread(program) {
	await runnerImport(`${src}lib/server/${program}`, {
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: `${src}lib` } }
	});
}
