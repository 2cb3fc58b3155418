import { expect, type Browser, type Page } from '@playwright/test';
import type { TestServer } from '../../helpers/server';

export const administrator = { name: 'Nguyễn Thị Lan', username: 'lan', password: 'sáng nay trời mưa' };

/** Opens the set-up link of a fresh server and becomes its administrator; ends on the list of contests. */
export async function becomeAdministrator(page: Page, server: TestServer): Promise<void> {
	await page.goto(server.setupUrl ?? '');
	await page.getByLabel('Họ và tên').fill(administrator.name);
	await page.getByLabel('Tên đăng nhập').fill(administrator.username);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(administrator.password);
	await page.getByLabel('Nhập lại mật khẩu').fill(administrator.password);
	await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
	await page.waitForURL('**/host/contests');
}

/** Invites somebody and returns her browser, signed in. `role`: the word for it on the page. */
export async function invite(
	server: TestServer,
	admin: Page,
	browser: Browser,
	name: string,
	username: string,
	role: string
): Promise<Page> {
	await admin.goto(`${server.url}/admin`);
	await admin.getByRole('button', { name: 'Mời thêm người' }).click();
	await admin.getByLabel('Họ và tên').fill(name);
	await admin.getByLabel('Tên đăng nhập').fill(username);
	await admin.getByRole('radio', { name: role }).check();
	await admin.getByRole('button', { name: 'Tạo lời mời' }).click();
	await expect(admin.getByRole('heading', { name: `Lời mời cho ${name}` })).toBeVisible();
	const invitation = await admin.getByLabel('Liên kết dùng một lần').inputValue();
	const page = await (await browser.newContext()).newPage();
	await page.goto(invitation);
	await page.getByLabel('Mật khẩu', { exact: true }).fill('chiều nay trời nắng');
	await page.getByLabel('Nhập lại mật khẩu').fill('chiều nay trời nắng');
	await page.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
	await page.waitForURL('**/host/contests');
	return page;
}

/** Makes somebody who has an account a judge of the contest with this set-up. */
export async function appoint(manager: Page, setup: string, name: string, username: string): Promise<void> {
	await manager.goto(`${setup}/staff`);
	await manager.getByLabel('Thêm người').selectOption({ label: `${name} (${username})` });
	await manager.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(manager.getByLabel(`Vai trò của ${name}`)).toHaveValue('judge');
}
