import { expect, type Locator, type Page } from '@playwright/test';

/** A page that is used with nothing but its keyboard. */
export class Keyboard {
	constructor(readonly page: Page) {}

	async press(...keys: string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.insertText(text);
	}

	/** Goes on with Tab until the focus is there; fails when it does not come by. The focus must be to be seen. */
	async to(goal: Locator): Promise<void> {
		await expect(goal.first()).toBeVisible();
		for (let i = 0; i < 120; i++) {
			if (await goal.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
			await this.press('Tab');
		}
		throw new Error(`Tab never comes to ${goal}`);
	}

	/** Goes to a control and presses it. */
	async use(goal: Locator): Promise<void> {
		await this.to(goal);
		await this.press('Enter');
	}

	/** Goes to a field and fills it in. */
	async fill(field: Locator, text: string): Promise<void> {
		await this.to(field);
		await this.press('Control+A');
		await this.type(text);
	}
}
