import { svelte } from '@sveltejs/vite-plugin-svelte';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { translations } from './src/launch/translations.js';

/** What libraries carry for cases that the phone does not have, by less: each kilobyte counts on a slow line. */
const lean: Plugin = {
	name: 'lean',
	enforce: 'pre',
	resolveId: (id) => (id in leaner ? `\0lean:${id}` : undefined),
	load: (id) => leaner[id.replace('\0lean:', '')]
};
const leaner: Record<string, string> = {
	// The line asks for WebSocket and polling only (connection.svelte.ts).
	'./webtransport.js': 'export class WT {}',
	// Every message is text.
	'./is-binary.js': 'export const isBinary = () => false; export const hasBinary = isBinary;',
	'./binary.js':
		'export const deconstructPacket = (packet) => packet; export const reconstructPacket = deconstructPacket;',
	// Parts that are loaded when they are needed bring at most a style sheet.
	'\0vite/preload-helper.js': `
		const sheet = (path) => new Promise((resolve, reject) => {
			const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/' + path });
			Object.assign(link, { onload: resolve, onerror: reject });
			document.head.append(link);
		});
		export const __vitePreload = (load, paths = []) => Promise.all(paths.map(sheet)).then(load);`
};

/** The phone's program, small enough for a slow line: nothing of the other screens, no router. See vite-phone.js. */
export default defineConfig({
	plugins: [
		lean,
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
