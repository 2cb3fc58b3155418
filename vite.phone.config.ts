import { svelte } from '@sveltejs/vite-plugin-svelte';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { translations } from './src/launch/translations.js';

/** The phone's program, small enough for a slow line: nothing of the other screens, no router. See vite-phone.js. */
export default defineConfig({
	plugins: [
		paraglideVitePlugin(translations),
		svelte({ configFile: false, compilerOptions: { runes: true } })
	],
	resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
	publicDir: false,
	build: {
		target: ['chrome90', 'safari15'],
		outDir: 'build/phone',
		emptyOutDir: true,
		manifest: true,
		modulePreload: false,
		reportCompressedSize: false,
		assetsDir: '_app/immutable/phone',
		rolldownOptions: { input: 'src/phone/main.ts', checks: { pluginTimings: false } }
	}
});
