import { defineConfig } from '@playwright/test';
import tests from '../../../playwright.config';

/** Takes the pictures of the documentation. Not a test: `npm test` leaves it out. */
export default defineConfig({
	...tests,
	testDir: '.',
	testMatch: 'pictures.ts',
	outputDir: '../../../test-results/pictures',
	timeout: 900_000
});
