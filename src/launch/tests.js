import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { cwd, env, execPath } from 'node:process';
import { findChromium } from './browser.js';

/**
 * @typedef {{ passed: number, failed: number, failures: string[] }} Outcome How many tests passed and failed, and which failed.
 */

const results = 'test-results';

/**
 * Type check, lint, format, then the tests of Vitest and of Playwright, one after the other. A check counts as one test;
 * a runner that breaks down, or runs nothing, counts as one failure.
 * @returns {Promise<Outcome>}
 */
export async function runAllTests() {
	rmSync(results, { recursive: true, force: true });
	mkdirSync(results, { recursive: true });
	const outcomes = [
		await typeCheck(),
		await check('eslint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
		await check('prettier', 'prettier/bin/prettier.cjs', '--check', '.'),
		await vitest(),
		...(await playwright())
	];
	return {
		passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
		failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
		failures: outcomes.flatMap(({ failures }) => failures)
	};
}

/** @param {string} title @param {string} script @param {string[]} args */
async function check(title, script, ...args) {
	const ok = await stream(title, script, args);
	return ok ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [title] };
}

/** @returns {Promise<Outcome>} */
async function typeCheck() {
	const synced = await check('svelte-kit sync', '@sveltejs/kit/svelte-kit.js', 'sync');
	if (synced.failed) return synced;
	return check('svelte-check', 'svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human');
}

async function vitest() {
	const file = `${results}/vitest.json`;
	const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const ok = await stream('vitest', 'vitest/vitest.mjs', args);
	return outcomeOf(ok, file, ofVitest);
}

/** One project after the other (playwright.config.ts), so that what takes the whole machine disturbs nobody's countdown. */
async function playwright() {
	const chromium = await findChromium((line) => console.log(line));
	if (!chromium) {
		console.error(
			'Không tìm thấy và không cài được Chromium. Hãy cài Chromium hoặc Chrome, hoặc chỉ chỗ: CHROMIUM_PATH=/… npm test'
		);
		return [{ passed: 0, failed: 1, failures: ['playwright'] }];
	}
	const outcomes = [];
	for (const project of ['screens', 'contests', 'timed']) {
		const file = `${results}/playwright-${project}.json`;
		const extra = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
		const args = ['test', '--project', project, '--output', `${results}/${project}`, '--reporter=list,json'];
		const ok = await stream(`playwright: ${project}`, '@playwright/test/cli.js', args, extra);
		outcomes.push(outcomeOf(ok, file, ofPlaywright));
	}
	return outcomes;
}

/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} VitestFile
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} report
 * @returns {Outcome}
 */
export const ofVitest = ({ numPassedTests, numFailedTests, testResults }) => ({
	passed: numPassedTests,
	failed: numFailedTests,
	failures: testResults
		.filter(({ status }) => status === 'failed')
		.flatMap(({ name, assertionResults }) => {
			const failed = assertionResults.filter(({ status }) => status === 'failed');
			const file = relative(cwd(), name);
			// A file that could not be read has no tests.
			return failed.length ? failed.map(({ fullName }) => `${file} › ${fullName}`) : [file];
		})
});

/**
 * @typedef {{ specs: { file: string, title: string, tests: { status: string }[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, suites: PlaywrightSuite[] }} report
 * @returns {Outcome}
 */
export const ofPlaywright = ({ stats, suites }) => ({
	passed: stats.expected,
	failed: stats.unexpected + stats.flaky,
	failures: suites.flatMap(failuresIn)
});

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
const failuresIn = ({ specs, suites = [] }) => [
	...specs
		.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
		.map(({ file, title }) => `${file} › ${title}`),
	...suites.flatMap(failuresIn)
];

/**
 * What a runner has reported, and one failure more where its exit code says so and its report does not.
 * @template Report
 * @param {boolean} ok
 * @param {string} file
 * @param {(report: Report) => Outcome} read
 * @returns {Outcome}
 */
export function outcomeOf(ok, file, read) {
	/** @type {Outcome} */
	let outcome = { passed: 0, failed: 0, failures: [] };
	try {
		outcome = read(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		console.error(`no report in ${file}`);
	}
	const fine = ok && outcome.passed > 0;
	if (outcome.failed > 0 || fine) return outcome;
	return { ...outcome, failed: 1, failures: [...outcome.failures, file] };
}

/**
 * Runs a program of node_modules with its output in ours.
 * @param {string} title
 * @param {string} script
 * @param {string[]} args
 * @param {Record<string, string>} [extra]
 * @returns {Promise<boolean>}
 */
function stream(title, script, args, extra) {
	console.log(`\n── ${title} ──`);
	return new Promise((done) => {
		const child = spawn(execPath, [`node_modules/${script}`, ...args], {
			stdio: 'inherit',
			env: { ...env, ...extra }
		});
		child.on('error', () => done(false));
		child.on('exit', (code) => done(code === 0));
	});
}
