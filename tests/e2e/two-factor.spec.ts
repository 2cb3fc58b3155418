import { expect, type Page } from '@playwright/test';
import { stepAt, totpCode } from '../../src/lib/server/auth/totp';
import { startServer, type TestServer } from '../helpers/server';
import { atRest, expectAccessible, expectFit } from './helpers/looks';
import { administrator, becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/** An authenticator app: makes each code once, as the server takes none twice. */
class App {
	private readonly secret: Uint8Array;
	private last = 0;

	/** `typed`: the secret in base32, as it stands on the page. */
	constructor(typed: string) {
		const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
		const bits = [...typed.replaceAll(' ', '')].map((sign) =>
			signs.indexOf(sign).toString(2).padStart(5, '0')
		);
		this.secret = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	}

	code(): string {
		this.last = Math.max(this.last + 1, stepAt(Date.now()));
		return totpCode(this.secret, this.last);
	}

	/** Six digits that it shows neither now nor soon. */
	wrong(): string {
		const soon = Array.from({ length: 9 }, (_, i) => totpCode(this.secret, stepAt(Date.now()) - 4 + i));
		return ['000000', '123456', '654321'].find((code) => !soon.includes(code)) ?? '';
	}
}

/** In a narrow and in a wide window. */
async function seen(page: Page, name: string): Promise<void> {
	for (const viewport of [
		{ width: 360, height: 740 },
		{ width: 1280, height: 800 }
	]) {
		await page.setViewportSize(viewport);
		await atRest(page);
		await expectFit(page, `${name}, ${viewport.width} px`, false);
		await expectAccessible(page, `${name}, ${viewport.width} px`);
	}
}

async function givePassword(
	page: Page,
	username: string,
	password: string,
	next = '/account'
): Promise<void> {
	await page.goto(`${server.url}/login?next=${encodeURIComponent(next)}`);
	await page.getByLabel('Tên đăng nhập').fill(username);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.keyboard.press('Enter');
}

async function signOut(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Đăng xuất', exact: true }).first().click();
	await page.waitForURL('**/login');
}

/** Turns it on, from the account page to the recovery codes. */
async function turnOn(page: Page, password: string): Promise<App> {
	await page.goto(`${server.url}/account`);
	await page.getByRole('link', { name: 'Bật xác thực hai bước' }).click();
	await page.waitForURL('**/account/two-factor'); // the page before asks for the password too
	await page.getByLabel('Mật khẩu hiện tại').fill(password);
	await page.keyboard.press('Enter');
	const app = new App(await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/).innerText());
	await page.getByLabel('Mã 6 số').fill(app.code());
	await page.getByRole('button', { name: 'Bật', exact: true }).click();
	await expect(page.getByText('Đã bật xác thực hai bước.')).toBeVisible();
	return app;
}

test('two-factor sign-in: on, in with a code, in with a recovery code, off', async ({ page, browser }) => {
	test.setTimeout(240_000);
	const { username, password } = administrator;
	await becomeAdministrator(page, server);

	const app = await test.step('it is on after the password and a right code', async () => {
		await page.goto(`${server.url}/account/two-factor`);
		await seen(page, 'off');
		await page.getByLabel('Mật khẩu hiện tại').fill('không phải đâu');
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(page.getByText('Mật khẩu hiện tại không đúng')).toBeVisible();
		await page.getByLabel('Mật khẩu hiện tại').fill(password);
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(page.getByRole('img', { name: 'Mã QR' })).toBeVisible();
		const made = new App(await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/).innerText());
		await page.getByLabel('Mã 6 số').fill(made.wrong());
		await page.getByRole('button', { name: 'Bật', exact: true }).click();
		await expect(page.getByText('Giờ trên máy chủ')).toBeVisible();
		await seen(page, 'set-up');
		await page.getByLabel('Mã 6 số').fill(made.code());
		await page.getByRole('button', { name: 'Bật', exact: true }).click();
		await expect(page.getByText('Đã bật xác thực hai bước.')).toBeVisible();
		return made;
	});

	const codes = await test.step('recovery codes are shown, once', async () => {
		const shown = page
			.getByRole('main')
			.getByRole('listitem')
			.filter({ hasText: /^[\da-z]{4}(-[\da-z]{4}){3}$/ });
		await expect(shown).toHaveCount(10);
		await seen(page, 'recovery codes');
		const kept = await shown.allInnerTexts();
		await page.getByRole('button', { name: 'Sao chép' }).click();
		await expect(page.getByText('Đã sao chép.')).toBeVisible();
		await page.getByRole('link', { name: 'Tôi đã cất các mã' }).click();
		await expect(page.getByText('Còn 10 mã khôi phục.')).toBeVisible();
		await expect(shown).toHaveCount(0);
		await seen(page, 'on');
		return kept;
	});

	await test.step('the password alone opens nothing; a wrong code neither; the right one, by keyboard, does', async () => {
		await signOut(page);
		await givePassword(page, username, password);
		await page.waitForURL('**/login/code?next=%2Faccount');
		await page.goto(`${server.url}/account`);
		await expect(page).toHaveURL(/\/login\?next=%2Faccount$/);
		await page.goBack();
		await expect(page.getByLabel('Mã 6 số')).toBeVisible();
		await page.getByLabel('Mã 6 số').fill(app.wrong());
		await page.keyboard.press('Enter');
		await expect(page.getByText('Mã không đúng hoặc đã dùng rồi')).toBeVisible();
		await expect(page.getByLabel('Mã 6 số')).toBeFocused();
		await seen(page, 'code');
		await page.keyboard.insertText(app.code());
		await page.keyboard.press('Enter');
		await page.waitForURL('**/account');
	});

	await test.step('a recovery code stands in, once', async () => {
		const enter = async () => {
			await signOut(page);
			await givePassword(page, username, password);
			await page.getByRole('link', { name: 'Dùng mã khôi phục' }).click();
			await page.getByLabel('Mã khôi phục').fill(codes[0] ?? '');
			await page.keyboard.press('Enter');
		};
		await enter();
		await page.waitForURL('**/account');
		await enter();
		await expect(page.getByText('Mã khôi phục không đúng hoặc đã dùng rồi')).toBeVisible();
		await seen(page, 'recovery code');
		await page.getByLabel('Mã khôi phục').fill(codes[1] ?? '');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/account');
	});

	await test.step('off takes password and code, and then the password is enough', async () => {
		await page.getByRole('link', { name: 'Quản lý', exact: true }).click();
		await expect(page.getByText('Còn 8 mã khôi phục.')).toBeVisible();
		const off = page.getByRole('region', { name: 'Tắt xác thực hai bước' });
		await off.getByLabel('Mật khẩu hiện tại').fill(password);
		await off.getByLabel('Mã 6 số hoặc mã khôi phục').fill(codes[2] ?? '');
		await off.getByRole('button', { name: 'Tắt xác thực hai bước' }).click();
		await expect(page.getByText('Đã tắt xác thực hai bước.')).toBeVisible();
		await page.goto(`${server.url}/account`);
		await signOut(page);
		await givePassword(page, username, password);
		await page.waitForURL('**/account');
	});

	await test.step('five wrong codes, and the password is asked for again; an administrator helps', async () => {
		const hung = await invite(server, page, browser, 'Phạm Quốc Hưng', 'hung', 'Giám khảo');
		const his = await turnOn(hung, 'chiều nay trời nắng');
		await hung.getByRole('link', { name: 'Tôi đã cất các mã' }).click();
		await signOut(hung);
		await givePassword(hung, 'hung', 'chiều nay trời nắng');
		const field = hung.getByLabel('Mã 6 số');
		for (let i = 0; i < 5; i++) {
			await field.fill(his.wrong());
			const answered = hung.waitForResponse((response) => response.request().method() === 'POST');
			await hung.keyboard.press('Enter');
			await answered;
			if (i < 4) await expect(field).toHaveValue('');
		}
		await expect(hung.getByRole('heading', { name: 'Hãy đăng nhập lại' })).toBeVisible();
		await seen(hung, 'over');

		await page.goto(`${server.url}/admin`);
		await page.getByRole('button', { name: 'Tắt xác thực hai bước của Phạm Quốc Hưng' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Tắt hai bước' }).click();
		await expect(page.getByText('Hai bước', { exact: true })).toBeHidden();
		await givePassword(hung, 'hung', 'chiều nay trời nắng');
		await hung.waitForURL('**/account');
	});
});

test('the code is taken without JavaScript too', async ({ browser, page }) => {
	await givePassword(page, administrator.username, administrator.password);
	await page.waitForURL('**/account');
	const app = await turnOn(page, administrator.password);
	const plain = await (await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' })).newPage();
	await givePassword(plain, administrator.username, administrator.password, '/banks');
	await plain.getByLabel('Mã 6 số').fill(app.code());
	await plain.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(plain).toHaveURL(`${server.url}/banks`);
});
