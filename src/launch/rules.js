import { fileURLToPath } from 'node:url';
import { ruleCoverage } from './rule-coverage.js';

// `npm run rules`: each rule of docs/rules.md with the tests that quote its number.
const { rules, unknown } = ruleCoverage(fileURLToPath(new URL('../..', import.meta.url)));
for (const { rule, tests } of rules) {
	console.log(`${rule}  ${tests.length === 0 ? 'no test' : ''}`);
	for (const { file, title } of tests) console.log(`      ${file}: ${title}`);
}
const bare = rules.filter((r) => r.tests.length === 0).map((r) => r.rule);
if (bare.length > 0) console.error(`without a test: ${bare.join(', ')}`);
if (unknown.length > 0) console.error(`quoted, and no rule: ${unknown.join(', ')}`);
process.exitCode = bare.length + unknown.length > 0 ? 1 : 0;
