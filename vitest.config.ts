import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const database = './tests/helpers/database-setup.ts';

/** One kind of tests: where they are, whether they share a PostgreSQL, and how long one of them may take. */
function project(
	name: string,
	include: string,
	options: { globalSetup?: string; testTimeout?: number } = {}
) {
	return {
		plugins: [svelte()],
		resolve: { alias: { $lib: here('./src/lib'), $ui: here('./src/lib/ui') } },
		test: { name, include: [include], environment: 'node', hookTimeout: 60_000, ...options }
	} satisfies TestProjectConfiguration;
}

export default defineConfig({
	test: {
		maxWorkers: 2,
		globalSetup: './tests/helpers/messages-setup.ts',
		projects: [
			project('unit', 'src/**/*.test.ts'),
			project('db', 'tests/db/**/*.test.ts', { globalSetup: database, testTimeout: 20_000 }),
			project('live', 'tests/live/**/*.test.ts', { globalSetup: database, testTimeout: 60_000 }),
			project('launch', 'tests/launch/**/*.test.ts', { testTimeout: 120_000 })
		]
	}
});
