import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const administrator = { username: 'thao.nguyen', password: 'sáng nay trời mưa' };

async function choosePassword(page: Page, password: string): Promise<void> {
	await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
	await page.getByLabel('Nhập lại mật khẩu').fill(password);
}

async function logIn(
	page: Page,
	{ username, password }: { username: string; password: string }
): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(username);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

test('set-up, invitation, roles, sessions: the accounts of one evening', async ({ page, browser }) => {
	await test.step('a wrong set-up link says what to do', async () => {
		await page.goto(`${server.url}/setup?code=sai`);
		await expect(page.getByRole('alert')).toContainText('Hãy khởi động lại máy chủ');
		await page.goto(`${server.url}/login`);
		await expect(page.getByText('Chương trình chưa có quản trị viên')).toBeVisible();
	});

	await test.step('the link of the terminal makes the first administrator, after a password that will do', async () => {
		await page.goto(server.setupUrl ?? '');
		await page.getByLabel('Họ và tên').fill('Nguyễn Thị Phương Thảo');
		await page.getByLabel('Tên đăng nhập').fill(administrator.username);
		await choosePassword(page, 'ngắn');
		await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
		await expect(page.getByText('Mật khẩu cần ít nhất 10 ký tự')).toBeVisible();
		await choosePassword(page, administrator.password);
		await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
		await page.waitForURL('**/host/contests');
		await page.goto(`${server.url}/admin`);
		await expect(page.getByRole('heading', { name: 'Quản trị tài khoản' })).toBeVisible();
	});

	const invitation = await test.step('the administrator invites a judge', async () => {
		await page.getByRole('button', { name: 'Mời thêm người' }).click();
		await page.getByLabel('Họ và tên').fill('Phạm Quốc Hưng');
		await page.getByLabel('Tên đăng nhập').fill('hung');
		await page.getByRole('radio', { name: 'Giám khảo' }).check();
		await page.getByRole('button', { name: 'Tạo lời mời' }).click();
		await expect(page.getByRole('heading', { name: 'Lời mời cho Phạm Quốc Hưng' })).toBeVisible();
		return page.getByLabel('Liên kết dùng một lần').inputValue();
	});

	const guest = await (await browser.newContext()).newPage();
	await test.step('the judge sets a password, once, and may not administer', async () => {
		await guest.goto(invitation);
		await choosePassword(guest, 'chiều nay trời nắng');
		await guest.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
		await guest.waitForURL('**/host/contests');
		await guest.goto(invitation);
		await expect(guest.getByText('Mã này đã được dùng rồi')).toBeVisible();
		const refused = await guest.goto(`${server.url}/admin`);
		expect(refused?.status()).toBe(403);
	});

	await test.step('a second place is seen on the account page, and ended there', async () => {
		const phone = await (await browser.newContext()).newPage();
		await phone.goto(`${server.url}/account`);
		expect(new URL(phone.url()).search).toBe('?next=%2Faccount');
		await logIn(phone, administrator);
		await phone.waitForURL('**/account');
		await page.goto(`${server.url}/account`);
		await expect(page.getByText('Phiên này')).toBeVisible();
		await page.getByRole('button', { name: 'Đăng xuất mọi nơi khác' }).click();
		await expect(page.getByText('Đã đăng xuất.')).toBeVisible();
		await phone.reload();
		await expect(phone).toHaveURL(/\/login\?next=%2Faccount$/);
	});

	await test.step('the last administrator stays one; a disabled judge is out at once', async () => {
		await page.goto(`${server.url}/admin`);
		await page.getByLabel('Vai trò của Nguyễn Thị Phương Thảo').selectOption('host');
		await expect(page.getByRole('alert')).toContainText('quản trị viên cuối cùng');
		await expect(page.getByLabel('Vai trò của Nguyễn Thị Phương Thảo')).toHaveValue('administrator');
		await page.getByRole('button', { name: 'Khóa tài khoản của Phạm Quốc Hưng' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Khóa', exact: true }).click();
		await expect(page.getByText('Đã khóa')).toBeVisible();
		await guest.goto(`${server.url}/account`);
		await expect(guest).toHaveURL(/\/login/);
	});

	await test.step('a new password signs the other places out, not this one', async () => {
		await page.goto(`${server.url}/account`);
		await page.getByLabel('Mật khẩu hiện tại').fill(administrator.password);
		await page.getByLabel('Mật khẩu mới').fill('một câu mới hẳn');
		await page.getByLabel('Nhập lại mật khẩu').fill('một câu mới hẳn');
		await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
		await expect(page.getByText('Đã đổi mật khẩu')).toBeVisible();
	});

	await test.step('the language changes and stays; signing out ends it', async () => {
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
		await page.getByRole('button', { name: 'Sign out' }).first().click();
		await page.waitForURL('**/login');
		await page.goto(`${server.url}/account`);
		await expect(page).toHaveURL(/\/login/);
	});
});

test('on plain http the link is copied without the clipboard that only https has', async ({
	page,
	context
}) => {
	await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
	await page.goto(`${server.url}/login?next=/admin`);
	await logIn(page, { ...administrator, password: 'một câu mới hẳn' });
	await page.waitForURL('**/admin');
	await page.getByRole('button', { name: 'Tạo liên kết đặt lại mật khẩu cho Nguyễn' }).click();
	await page.getByRole('button', { name: 'Sao chép' }).click();
	await expect(page.getByText('Đã sao chép.')).toBeVisible();
	await context.clearCookies();
});

test('login works without JavaScript', async ({ browser }) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' })).newPage();
	await page.goto(`${server.url}/account`);
	await logIn(page, { ...administrator, password: 'sai mật khẩu rồi' });
	await expect(page.getByRole('alert')).toContainText('không đúng');
	await logIn(page, { ...administrator, password: 'một câu mới hẳn' });
	await expect(page).toHaveURL(`${server.url}/account`);
});
