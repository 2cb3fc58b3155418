import { expect, type Locator, type Page } from '@playwright/test';

/** The host's console, used as its host does: one button says what comes next. */
export class HostConsole {
	constructor(readonly page: Page) {}

	get button(): Locator {
		return this.page.getByTestId('next-step');
	}

	get dialog(): Locator {
		return this.page.getByRole('dialog');
	}

	async open(address: string): Promise<void> {
		await this.page.goto(address);
		await expect(this.button).toBeEnabled();
	}

	/** Presses the button there and then, as a finger does that was on its way already; a disabled one takes no press. */
	async press(): Promise<void> {
		await this.button.evaluate((node) => node instanceof HTMLButtonElement && node.click());
	}

	/** Waits until this is the step that is proposed. */
	async proposes(step: string): Promise<void> {
		await expect(this.button).toHaveAttribute('data-step', step, { timeout: 30_000 });
		await expect(this.button).toBeEnabled();
	}

	/** Takes these steps, each when it is proposed. */
	async take(...steps: string[]): Promise<void> {
		for (const step of steps) {
			await this.proposes(step);
			await this.button.click();
		}
	}

	/** Closes the open question before its time. */
	async closeEarly(): Promise<void> {
		await this.take('close');
		await this.proposes('reveal');
	}

	/** What the console says may be taken back. */
	get undo(): Locator {
		return this.page.getByTestId('undo');
	}

	/** A number of the side column, by its name. */
	number(name: string): Locator {
		return this.page.locator(`[data-number="${name}"]`);
	}

	/** The text of the right answer, as the console shows it to the host. */
	async key(): Promise<string> {
		const now = this.page.getByRole('region', { name: 'Câu hỏi hiện tại' });
		const line = await now.getByText(/^Đáp án: /).innerText();
		return line.replace(/^Đáp án: ([A-F]\. )?/, '');
	}
}
