import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** What a link gives to keep. A busy machine may take its time to draw it. */
export async function downloaded(page: Page, link: Locator): Promise<Buffer> {
	const loading = page.waitForEvent('download', { timeout: 60_000 });
	await link.click();
	return await readFile(await (await loading).path());
}
