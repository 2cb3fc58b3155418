import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { translations } from './src/launch/translations.js';
import { liveInDev } from './src/launch/vite-live.js';
import { phonePage } from './src/launch/vite-phone.js';
import { mendedPostgres } from './src/launch/vite-postgres.js';

export default defineConfig({
	plugins: [
		paraglideVitePlugin(translations),
		tailwindcss(),
		sveltekit(),
		phonePage(),
		liveInDev(),
		mendedPostgres()
	],
	build: {
		target: ['chrome90', 'safari15', 'ios15'],
		reportCompressedSize: false,
		rolldownOptions: { checks: { pluginTimings: false } }
	}
});
