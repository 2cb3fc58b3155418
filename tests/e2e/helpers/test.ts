import { test as base, type BrowserContext } from '@playwright/test';

/** What `beforeAll` of a file opened; it is needed until the last test of the file has ended. */
let opened: { file: string; contexts: BrowserContext[] } = { file: '', contexts: [] };

/**
 * Playwright's `test`, after which no window stays open. Playwright closes its own `page` only: a phone or a stage that a test opened would
 * go on drawing in the browser that the next files use too, one more with every test, until nothing is on time.
 */
export const test = base.extend<{ nothingLeftOpen: void }>({
	nothingLeftOpen: [
		async ({ browser }, use, { file }) => {
			if (file !== opened.file) await close(opened.contexts);
			opened = { file, contexts: browser.contexts() };
			await use();
			await close(browser.contexts().filter((one) => !opened.contexts.includes(one)));
		},
		{ auto: true }
	]
});

async function close(contexts: BrowserContext[]): Promise<void> {
	await Promise.all(contexts.map((one) => one.close()));
}
