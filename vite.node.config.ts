import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { translations } from './src/launch/translations.js';

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** What runs in Node beside the web build: the server's entry and the operators' commands. */
export default defineConfig({
	plugins: [paraglideVitePlugin(translations)],
	resolve: { alias: { $lib: src('lib') } },
	build: {
		ssr: true,
		outDir: 'build/node',
		target: 'node20',
		emptyOutDir: true,
		rollupOptions: {
			input: { server: src('server.ts'), cli: src('cli/index.ts') },
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	}
});
