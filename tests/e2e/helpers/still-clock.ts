import type { Page } from '@playwright/test';

/**
 * The page's clock stands still but for what it is given, so that a countdown is the same in each picture. To be called before
 * the page is opened.
 */
export class StillClock {
	/** What it has been given, ms. */
	elapsed = 0;

	private constructor(private readonly page: Page) {}

	static async in(page: Page): Promise<StillClock> {
		const morning = new Date('2026-03-26T08:00:00+07:00');
		await page.clock.install({ time: morning });
		await page.clock.pauseAt(new Date(morning.getTime() + 1000));
		return new StillClock(page);
	}

	async give(ms: number): Promise<void> {
		await this.page.clock.runFor(ms);
		this.elapsed += ms;
	}

	/** Gives it what the page needs to come to where `selector` is to be seen. */
	async until(selector: string): Promise<void> {
		for (let tries = 0; tries < 200; tries++) {
			await this.give(20);
			if ((await this.page.locator(selector).count()) > 0) return;
			await new Promise((done) => setTimeout(done, 50));
		}
		throw new Error(`${selector} does not come`);
	}
}
