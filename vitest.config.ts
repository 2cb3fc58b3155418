import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { mendedPostgres } from './src/launch/vite-postgres.js';
import { standIns } from './tests/simulation/stand-ins.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const database = './tests/helpers/database-setup.ts';

/** One kind of tests: where they are, whether they share a PostgreSQL, and how long one of them may take. */
function project(
	name: string,
	include: string,
	options: {
		plugins?: Plugin[];
		globalSetup?: string;
		testTimeout?: number;
		/** Projects of a group run together, the groups one after another. */
		sequence?: { groupOrder: number };
		maxWorkers?: number;
	} = {}
) {
	const { plugins = [], ...test } = options;
	return {
		plugins: [...plugins, svelte(), mendedPostgres()],
		resolve: { alias: { $lib: here('./src/lib') } },
		test: {
			name,
			include: [include],
			environment: 'node',
			hookTimeout: 60_000,
			server: { deps: { inline: ['postgres'] } },
			...test
		}
	} satisfies TestProjectConfiguration;
}

export default defineConfig({
	test: {
		maxWorkers: 2,
		globalSetup: './tests/helpers/messages-setup.ts',
		projects: [
			// The longest play thousands of contests; on a busy machine that takes a while.
			project('unit', '{src,tests/soak}/**/*.test.ts', { testTimeout: 30_000 }),
			project('simulation', 'tests/simulation/**/*.test.ts', { plugins: [standIns()] }),
			project('db', 'tests/db/**/*.test.ts', { globalSetup: database, testTimeout: 20_000 }),
			project('corpus', 'tests/corpus/**/*.test.ts', { testTimeout: 60_000 }),
			project('launch', 'tests/launch/**/*.test.ts', { testTimeout: 120_000 }),
			// Honest phones are measured beside hostile ones, so it has the machine for itself, too.
			project('security', 'tests/security/**/*.test.ts', {
				globalSetup: database,
				testTimeout: 60_000,
				sequence: { groupOrder: 1 },
				maxWorkers: 1
			}),
			// Hundreds of phones and tight times: each has the machine for itself.
			project('live', 'tests/live/**/*.test.ts', {
				globalSetup: database,
				testTimeout: 60_000,
				sequence: { groupOrder: 1 },
				maxWorkers: 1
			}),
			project('chaos', 'tests/chaos/**/*.test.ts', {
				testTimeout: 240_000,
				sequence: { groupOrder: 2 },
				maxWorkers: 1
			})
		]
	}
});
