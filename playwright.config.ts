import { defineConfig, devices } from '@playwright/test';
import { env } from 'node:process';

/** Tests in a real browser. Each starts the built program itself (tests/helpers/server.ts). */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	snapshotPathTemplate: 'tests/e2e/references/{arg}{ext}',
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(env.CI),
	timeout: 90_000,
	reporter: 'list',
	use: {
		...devices['Desktop Chrome'],
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		actionTimeout: 15_000,
		trace: 'retain-on-failure',
		launchOptions: env.CHROMIUM_PATH ? { executablePath: env.CHROMIUM_PATH } : {}
	}
});
