import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Who may import whom. A folder's list says what it may not import; `types` may be imported as types all the same.
 * @param {string} folder
 * @param {{ never?: [regex: string, message: string][], types?: [regex: string, message: string][] }} forbidden
 * @returns {import('eslint').Linter.Config}
 */
function direction(folder, { never = [], types = [] }) {
	const patterns = [
		...never.map(([regex, message]) => ({ regex, message })),
		...types.map(([regex, message]) => ({ regex, message, allowTypeImports: true }))
	];
	return {
		files: [`${folder}/**/*.{ts,js,svelte}`],
		ignores: ['**/*.test.ts', 'src/**/tests/**'],
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
	};
}

const server = String.raw`^(\$lib|(\.\./)+)/?server/`;

/** @type {import('eslint').Linter.Config[]} */
const directions = [
	direction('src/lib/protocol', { never: [[String.raw`^(?!\./|zod$)`, 'The protocol imports zod only.']] }),
	direction('src/lib/bank', {
		never: [
			[
				String.raw`^(?!\./|\.\./(?!\.\.|client|contest|protocol|server|simulation|ui))`,
				'The types of questions import nothing.'
			]
		]
	}),
	direction('src/lib/contest', {
		never: [
			[
				String.raw`^(?!\./|\.\./(?!\.\.|bank|client|protocol|server|ui)|\$lib/(bank|protocol)/)`,
				'The engine imports only the types of questions.'
			]
		],
		types: [[String.raw`^\$lib/protocol/`, 'The engine knows the protocol as types only.']]
	}),
	...['src/lib/client', 'src/lib/ui'].map((folder) =>
		direction(folder, {
			never: [[server, 'What runs in the browser imports nothing of the server.']],
			types: [[String.raw`^\$lib/contest/`, 'What runs in the browser does not load the engine.']]
		})
	),
	direction('src/lib/words', {
		never: [[String.raw`^\$lib/(server|ui|client)/`, 'Words know nothing of who says them.']],
		types: [[String.raw`^\$lib/contest/`, 'What runs in the browser does not load the engine.']]
	}),
	direction('src/lib/simulation', {
		never: [[server, 'A simulated phone knows no more of the server than a real one.']],
		types: [[String.raw`^\$lib/contest/`, 'What came of a run is checked without the engine.']]
	}),
	direction('src/lib/server', {
		never: [[String.raw`^(\$lib/(ui|client)|\$ui)/`, 'The server imports nothing of the browser.']]
	}),
	direction('src/routes', {
		never: [[String.raw`^(kysely|postgres)$`, 'Routes call services; queries are written there.']],
		types: [
			[String.raw`^\$lib/server/db/`, 'Routes call services; queries are written there.'],
			[String.raw`^\$lib/contest/`, 'Routes call services; rules are applied there.']
		]
	})
];

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'.data/',
			'node_modules/',
			'src/lib/paraglide/',
			'test-results/',
			'static/'
		]
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...ts.configs.strict,
	...svelte.configs.recommended,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off', // TypeScript does it better
			eqeqeq: ['error', 'smart'],
			'no-console': ['error', { allow: ['error', 'warn'] }],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-invalid-void-type': 'off',
			'svelte/prefer-svelte-reactivity': 'off', // a Map that no screen shows need not be reactive
			'svelte/no-navigation-without-resolve': 'off' // the program is always at the root of its address
		}
	},
	{
		files: ['**/*.ts', '**/*.js'],
		ignores: ['**/*.svelte.ts'],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	},
	{ files: ['src/launch/**', 'src/cli/**', 'src/server.ts', 'tests/**'], rules: { 'no-console': 'off' } },
	{
		files: ['tests/e2e/**/*.spec.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@playwright/test',
							importNames: ['test'],
							message: 'That of helpers/test.ts leaves no window open.'
						}
					]
				}
			]
		}
	},
	...directions
);
