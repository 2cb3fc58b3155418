import { defineConfig, devices } from '@playwright/test';
import { resolve } from 'node:path';
import { env } from 'node:process';

/** Pictures and forms. */
const screens =
	/\/(stage-scenes|phone-states|console-states|work-screens|server-page|bank-(editor|files|import|review)|draw|accounts|banks|two-factor)\.spec\.ts$/;
/** Lost lines, countdowns, frames: what is on time is on time only on a machine that has nothing else to do. */
const timed = /\/(awake|bank-table|lines|start)\.spec\.ts$/;

/** Tests in a real browser. Each starts the built program itself (tests/helpers/server.ts). */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	snapshotPathTemplate: 'tests/e2e/references/{arg}{ext}',
	workers: 2,
	fullyParallel: false,
	forbidOnly: Boolean(env.CI),
	timeout: 180_000,
	// What must be quick says so itself; everything else may wait for a busy machine.
	expect: { timeout: 15_000 },
	reporter: 'list',
	projects: [
		{ name: 'screens', testMatch: screens },
		// Countdowns of many seconds: two at once do not keep each other from answering in time.
		{ name: 'contests', testIgnore: [screens, timed] },
		{ name: 'timed', testMatch: timed, workers: 1 }
	],
	use: {
		...devices['Desktop Chrome'],
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		actionTimeout: 15_000,
		// It takes time in every test; `--trace retain-on-failure` shows how something came to fail.
		trace: 'off',
		launchOptions: {
			...(env.CHROMIUM_PATH && { executablePath: env.CHROMIUM_PATH }),
			// Arrows, hearts and ticks are in no font of ours: the machine's must be the same one everywhere.
			env: { ...env, FONTCONFIG_FILE: resolve('tests/e2e/fonts.conf') }
		}
	}
});
