import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { liveInDev } from './src/launch/vite-live.js';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'baseLocale'],
			cookieName: 'lang',
			emitGitIgnore: false
		}),
		tailwindcss(),
		sveltekit(),
		liveInDev()
	],
	build: { target: ['chrome90', 'safari15'], reportCompressedSize: false }
});
