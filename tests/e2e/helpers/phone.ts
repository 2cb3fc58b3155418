import { expect, type Browser, type Locator, type Page } from '@playwright/test';

/** A contestant's phone: a browser of its own, small, with a touch screen. */
export class Phone {
	constructor(readonly page: Page) {}

	static async unpack(browser: Browser): Promise<Phone> {
		const context = await browser.newContext({
			viewport: { width: 360, height: 640 },
			deviceScaleFactor: 2,
			isMobile: true,
			hasTouch: true
		});
		return new Phone(await context.newPage());
	}

	get options(): Locator {
		return this.page.locator('.phone-options button');
	}

	/** What the phone says about her choice. */
	get recordedLine(): Locator {
		return this.page.locator('.line[role=status]');
	}

	/** Opens the address of the QR code and takes a seat by name; returns the SBD. */
	async join(address: string, name: string, unit?: string): Promise<number> {
		await this.page.goto(address);
		await this.page.getByLabel('Họ và tên').fill(name);
		if (unit !== undefined) await this.page.getByLabel('Đơn vị').selectOption(unit);
		await this.page.getByRole('button', { name: 'Vào chỗ' }).tap();
		return await this.seat();
	}

	/** The SBD in the corner. */
	async seat(): Promise<number> {
		const corner = this.page.locator('header .seat');
		await expect(corner).toBeVisible();
		return Number((await corner.innerText()).replace(/\D/g, ''));
	}

	/** Taps an option, or types where there is none; resolves when the phone says that it is recorded. */
	async answer(text: string): Promise<void> {
		const typed = this.page.getByLabel('Câu trả lời của bạn');
		await expect(typed.or(this.options.first())).toBeEnabled();
		if (await typed.isVisible()) await typed.fill(text);
		else await this.option(text).tap();
		await expect(this.recordedLine).toContainText('Đã ghi nhận');
	}

	option(text: string): Locator {
		return this.options.filter({ has: this.page.getByText(text, { exact: true }) });
	}

	/** An answer that is wrong, whatever the question is. */
	async wrongAnswer(key: string): Promise<string> {
		await expect(this.page.getByLabel('Câu trả lời của bạn').or(this.options.first())).toBeEnabled();
		const texts = await this.options.locator('.text').allInnerTexts();
		return texts.find((text) => text !== key) ?? 'không biết';
	}
}
