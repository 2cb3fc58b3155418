import type { Page } from '@playwright/test';
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
