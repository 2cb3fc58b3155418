import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { easyQuestions, makeContest } from './helpers/contest';
import { atRest, expectAccessible, expectFit } from './helpers/looks';
import { administrator, becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/** In narrow and in wide windows. */
async function seen(page: Page, name: string): Promise<void> {
	for (const width of [320, 360, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await atRest(page);
		await expectFit(page, `${name}, ${width} px`, false);
		await expectAccessible(page, `${name}, ${width} px`);
	}
}

test('somebody makes a token, uses it, and deletes it', async ({ page, request }) => {
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		title: 'Hội thi Rung chuông vàng tìm hiểu Nghị quyết Đại hội Đoàn toàn quốc lần thứ XIII',
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 10, questions: easyQuestions(2) }]
	});
	await page.goto(`${server.url}/account`);
	await expect(page.getByRole('region', { name: 'Khóa API' })).toContainText('Chưa có khóa nào');
	await seen(page, 'account');
	await page.getByRole('link', { name: 'Quản lý khóa API' }).click();
	await expect(page.getByText('Bạn chưa tạo khóa nào.')).toBeVisible();
	await seen(page, 'none yet');

	const make = page.getByRole('button', { name: 'Tạo khóa' });
	await page.getByLabel('Tên khóa').fill('Trang tin của Đoàn trường');
	await page.getByLabel('Mật khẩu hiện tại').fill(administrator.password);
	await make.click();
	await expect(page.getByText('Hãy chọn ít nhất một quyền.')).toBeVisible();
	await expect(page.getByLabel('Tên khóa')).toHaveValue('Trang tin của Đoàn trường');
	await page.getByLabel('Đọc kết quả').check();
	await page.getByLabel('Mật khẩu hiện tại').fill('sai mật khẩu rồi');
	await make.click();
	await expect(page.getByText('Mật khẩu hiện tại không đúng')).toBeVisible();
	await seen(page, 'a wrong password');

	await page.getByLabel('Cuộc thi').selectOption({ index: 1 });
	await page.getByLabel('Thời hạn').selectOption('365');
	await page.getByLabel('Mật khẩu hiện tại').fill(administrator.password);
	await make.click();
	await expect(page.getByRole('heading', { name: 'Khóa mới: Trang tin của Đoàn trường' })).toBeVisible();
	const token = await page.getByLabel('Khóa API', { exact: true }).inputValue();
	expect(token).toMatch(/^cv_[\w-]{43}$/);
	await seen(page, 'made');

	const ask = () =>
		request.get(`${server.url}/api/v1/contests`, { headers: { authorization: `Bearer ${token}` } });
	expect(await (await ask()).json()).toMatchObject({ contests: [{ code: contest.code, phase: 'lobby' }] });

	await page.getByRole('link', { name: 'Tôi đã cất khóa' }).click();
	await expect(page.getByRole('heading', { name: 'Tạo khóa mới' })).toBeVisible();
	await page.reload();
	expect(await page.content()).not.toContain(token);
	const table = page.getByRole('table', { name: 'Khóa của tôi' });
	await expect(table).toContainText('Đọc kết quả');
	await expect(table).not.toContainText('Chưa dùng');
	await seen(page, 'used');
	await page.getByRole('button', { name: 'Xóa khóa Trang tin của Đoàn trường' }).click();
	await seen(page, 'deleting');
	await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click();
	await expect(page.getByText('Đã xóa khóa.')).toBeVisible();
	await expect(page.getByText('Bạn chưa tạo khóa nào.')).toBeVisible();
	expect((await ask()).status()).toBe(401);
});
