import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** What a link gives to keep. */
export async function downloaded(page: Page, link: Locator): Promise<Buffer> {
	const loading = page.waitForEvent('download');
	await link.click();
	return await readFile(await (await loading).path());
}
