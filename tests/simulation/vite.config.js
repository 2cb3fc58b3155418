import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { mutate } from '../mutants.js';
import { standIns } from './stand-ins.js';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

const mutant = process.env['MUTANT'];

/** The simulation as a program of its own, for thousands of contests; `npm run schedules` builds and runs it. */
export default defineConfig({
	plugins: [standIns(), svelte({ configFile: false }), ...(mutant ? [mutate(mutant)] : [])],
	resolve: { alias: { $lib: here('../../src/lib') } },
	build: {
		ssr: true,
		outDir: here(`../../.data/simulation${mutant ? `-${mutant}` : ''}`),
		target: 'node20',
		emptyOutDir: true,
		minify: false,
		reportCompressedSize: false,
		rollupOptions: { input: { main: here('main.ts') }, output: { entryFileNames: '[name].js' } }
	}
});
