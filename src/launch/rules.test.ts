import { expect, it } from 'vitest';
import { ruleCoverage } from './rule-coverage.js';

const { rules, unknown } = ruleCoverage('.');

it('every rule of docs/rules.md is quoted by a test', () => {
	expect(rules.length).toBeGreaterThan(40);
	expect(rules.filter((r) => r.tests.length === 0).map((r) => r.rule)).toEqual([]);
});

it('no test quotes a rule that does not exist', () => {
	expect(unknown).toEqual([]);
});
