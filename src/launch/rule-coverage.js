import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ rule: string, tests: { file: string, title: string }[] }} Covered */

/** The title of a test, and the numbers of rules that it quotes. */
const titles = /\b(?:it|test|describe)(?:\.\w+(?:\([^()]*\))?)*\(\s*(['"`])((?:\\.|(?!\1)[^])*?)\1/g;
const quoted = /\[([A-Z]{2}\d+)\]/g;

/**
 * The rules of docs/rules.md with the tests whose titles quote them, and the numbers that tests quote though there is no
 * such rule.
 * @param {string} root Folder of the project.
 * @returns {{ rules: Covered[], unknown: string[] }}
 */
export function ruleCoverage(root) {
	const text = readFileSync(join(root, 'docs/rules.md'), 'utf8');
	const rules = [...text.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((m) => m[1] ?? '');
	/** @type {Map<string, Covered['tests']>} */
	const tests = new Map();
	for (const file of [...testFiles(root, 'src'), ...testFiles(root, 'tests')])
		for (const [, , title = ''] of readFileSync(join(root, file), 'utf8').matchAll(titles))
			for (const [, rule = ''] of title.matchAll(quoted))
				tests.set(rule, [...(tests.get(rule) ?? []), { file, title }]);
	return {
		rules: rules.map((rule) => ({ rule, tests: tests.get(rule) ?? [] })),
		unknown: [...tests.keys()].filter((rule) => !rules.includes(rule))
	};
}

/** @param {string} root @param {string} folder @returns {string[]} */
function testFiles(root, folder) {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(test|spec)\.ts$/.test(file))
		.map((file) => `${folder}/${file}`);
}
