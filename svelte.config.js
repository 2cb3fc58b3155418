import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

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
		version: { pollInterval: 0 }
	}
};
