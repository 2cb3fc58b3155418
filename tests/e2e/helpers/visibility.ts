import type { Page } from '@playwright/test';

/** Lays the page behind another one, or brings it back, as far as it can tell. */
export async function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
	await page.evaluate((state) => {
		Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	}, state);
}
