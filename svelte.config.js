import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * A script that stands in a page itself, as the content policy names it.
 * @param {string} name
 * @returns {`sha256-${string}`}
 */
function inPage(name) {
	const script = readFileSync(new URL(`src/routes/${name}`, import.meta.url));
	return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ out: 'build/web', precompress: true }),
		prerender: { entries: ['/', '/play'] },
		output: { bundleStrategy: 'split' },
		// One prerendered page serves /play/<any code>, so what it loads is named from the root.
		paths: { relative: false },
		version: { pollInterval: 0 },
		// Scripts are the program's own alone: by a nonce for each answer, by hash in pages that are made beforehand.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', inPage('(phone)/play/early-line.js'), inPage('(staff)/early-touch.js')],
				// Svelte and KaTeX write sizes and places into `style`.
				'style-src': ['self', 'unsafe-inline'],
				// A font of KaTeX is small enough to stand in its style sheet.
				'font-src': ['self', 'data:'],
				'img-src': ['self', 'data:', 'blob:'],
				// The film of nothing that keeps a phone awake (lib/client/still-film.ts).
				'media-src': ['self', 'data:', 'blob:'],
				// Safari before 15.4 does not take a WebSocket to the same server for `self`.
				'connect-src': ['self', 'ws:', 'wss:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		}
	}
};
