import { svelte } from '@sveltejs/vite-plugin-svelte';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { translations } from './src/launch/translations.js';

const ours = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What libraries carry for cases that the phone does not have, by less (src/phone/lean): each kilobyte counts on a slow line. */
const leanLibraries: Plugin = {
	name: 'lean-libraries',
	enforce: 'pre',
	// Every message is text.
	resolveId: (id) =>
		/^(engine|socket)\.io-parser$/.test(id) ? ours(`./src/phone/lean/${id}.js`) : undefined,
	load(id) {
		// The line asks for WebSocket and polling only (connection.svelte.ts).
		if (id.endsWith('/transports/webtransport.js')) return 'export class WT {}';
		if (id === '\0vite/preload-helper.js') return leaner('preload-helper');
		if (id.endsWith('/paraglide/runtime.js')) return leaner('paraglide-runtime');
	}
};
const leaner = (name: string) => readFileSync(ours(`./src/phone/lean/${name}.js`), 'utf8');

/** Messages that choose their language once, and not at each call; one that looks different goes on choosing. */
const leanMessages: Plugin = {
	name: 'lean-messages',
	transform: (code, id) =>
		id.includes('/paraglide/messages/')
			? code
					.replace(
						/ \(\(inputs.*?if \(locale === "en"\) return (\w+)\(inputs\)\s+return (\w+).*/s,
						" getLocale() === 'en' ? $1 : $2"
					)
					.replace(', experimentalStaticLocale', '')
			: undefined
};

/** The phone's program, small enough for a slow line: nothing of the other screens, no router. See vite-phone.js. */
export default defineConfig({
	plugins: [
		leanLibraries,
		leanMessages,
		paraglideVitePlugin(translations),
		svelte({ configFile: false, compilerOptions: { runes: true } })
	],
	resolve: { alias: { $lib: ours('./src/lib') } },
	publicDir: false,
	build: {
		target: ['chrome90', 'safari15', 'ios15'],
		outDir: 'build/phone',
		emptyOutDir: true,
		manifest: true,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		assetsDir: '_app/immutable/phone',
		rolldownOptions: { input: 'src/phone/main.ts', checks: { pluginTimings: false } }
	}
});
