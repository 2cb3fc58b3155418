import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { env, execPath } from 'node:process';
import { findChromium } from './browser.js';

/** @typedef {{ passed: number, failed: number }} Counts */

const results = 'test-results';

/**
 * Type check, lint, format, then the tests of Vitest and of Playwright, one after the other. A check counts as one test;
 * a runner that breaks down, or runs nothing, counts as one failure.
 * @returns {Promise<Counts>}
 */
export async function runAllTests() {
	rmSync(results, { recursive: true, force: true });
	mkdirSync(results, { recursive: true });
	const counts = [
		await typeCheck(),
		await check('eslint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
		await check('prettier', 'prettier/bin/prettier.cjs', '--check', '.'),
		await vitest(),
		...(await playwright())
	];
	return {
		passed: counts.reduce((sum, c) => sum + c.passed, 0),
		failed: counts.reduce((sum, c) => sum + c.failed, 0)
	};
}

/** @param {string} title @param {string} script @param {string[]} args */
async function check(title, script, ...args) {
	const ok = await stream(title, script, args);
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** @returns {Promise<Counts>} */
async function typeCheck() {
	const synced = await check('svelte-kit sync', '@sveltejs/kit/svelte-kit.js', 'sync');
	if (synced.failed) return synced;
	return check('svelte-check', 'svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human');
}

async function vitest() {
	const file = `${results}/vitest.json`;
	const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const ok = await stream('vitest', 'vitest/vitest.mjs', args);
	return countOf(ok, file, vitestCounts);
}

/** One project after the other (playwright.config.ts), so that what takes the whole machine disturbs nobody's countdown. */
async function playwright() {
	const chromium = await findChromium((line) => console.log(line));
	if (!chromium) {
		console.error(
			'Không tìm thấy và không cài được Chromium. Hãy cài Chromium hoặc Chrome, hoặc chỉ chỗ: CHROMIUM_PATH=/… npm test'
		);
		return [{ passed: 0, failed: 1 }];
	}
	const counts = [];
	for (const project of ['screens', 'contests']) {
		const file = `${results}/playwright-${project}.json`;
		const extra = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
		const args = ['test', '--project', project, '--output', `${results}/${project}`, '--reporter=list,json'];
		const ok = await stream(`playwright: ${project}`, '@playwright/test/cli.js', args, extra);
		counts.push(countOf(ok, file, playwrightCounts));
	}
	return counts;
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number }} report
 * @returns {Counts}
 */
const vitestCounts = ({ numPassedTests, numFailedTests }) => ({
	passed: numPassedTests,
	failed: numFailedTests
});

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number } }} report
 * @returns {Counts}
 */
const playwrightCounts = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky });

/**
 * What a runner has reported, and one failure more where its exit code says so and its report does not.
 * @template Report
 * @param {boolean} ok
 * @param {string} file
 * @param {(report: Report) => Counts} count
 * @returns {Counts}
 */
export function countOf(ok, file, count) {
	/** @type {Counts} */
	let counts = { passed: 0, failed: 0 };
	try {
		counts = count(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		console.error(`no report in ${file}`);
	}
	const fine = ok && counts.passed > 0;
	return counts.failed > 0 || fine ? counts : { ...counts, failed: 1 };
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
