import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { mendedPostgres } from './src/launch/vite-postgres.js';

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** What is installed where the program runs; all else it takes along, as adapter-node does. */
const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
	readFileSync(new URL('package.json', import.meta.url), 'utf8')
);

/**
 * What runs in Node beside the web build: the server's entry, the operators' commands, a rehearsal's crowd, threads. The message
 * functions are there already: src/launch/build.js builds the web first.
 */
export default defineConfig({
	plugins: [mendedPostgres()],
	resolve: { alias: { $lib: src('lib') } },
	ssr: { noExternal: true, external: Object.keys(dependencies).filter((name) => name !== 'postgres') },
	build: {
		ssr: true,
		outDir: 'build/node',
		target: 'node20',
		emptyOutDir: true,
		reportCompressedSize: false,
		rollupOptions: {
			input: {
				server: src('server.ts'),
				cli: src('cli/index.ts'),
				crowd: src('lib/simulation/crowd-process.ts'),
				reader: src('lib/server/files/reader-thread.ts'),
				printer: src('lib/server/papers/printer-thread.ts')
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	}
});
