import { expect, type Locator, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startServer, type TestServer } from '../helpers/server';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const single = (text: string, options: string[], answer: string, more: object = {}) => ({
	type: 'multiple_choice',
	text,
	options,
	answer,
	...more
});
const questions = [
	single('Thủ đô của Việt Nam là thành phố nào?', ['Hà Nội', 'Huế', 'Đà Nẵng'], 'A'),
	single('Đỉnh núi nào cao nhất Đông Dương?', ['Pu Si Lung', 'Phan Xi Păng', 'Ngọc Linh'], 'B'),
	single('Luật Thanh niên 2020 có bao nhiêu điều?', ['41', '36', '50'], 'A'),
	single('Đông Dương: đỉnh núi nào cao nhất?', ['Ngọc Linh', 'Phan Xi Păng', 'Tây Côn Lĩnh'], 'B'),
	single('Hồ nước ngọt tự nhiên nào lớn nhất Việt Nam?', ['Hồ Tây', 'Hồ Ba Bể', 'Biển Hồ'], 'B'),
	single('Nội dung nào sau đây không thuộc ba đột phá chiến lược?', ['Thể chế', 'Nhân lực', 'Địa giới'], 'C')
];

/** Brings the bank in as an operator does; its title is what the page calls it. */
async function importBank(title: string): Promise<void> {
	const file = join(server.dataDir, 'bank.json');
	await writeFile(file, JSON.stringify({ title, questions }));
	const env = { ...process.env, DATA_DIR: server.dataDir };
	await promisify(execFile)(process.execPath, ['build/node/cli.js', 'bank', 'import', file], {
		env
	});
}

/** Goes on with Tab until it has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
	await expect(wanted).toBeVisible();
	for (let i = 0; i < 80; i += 1) {
		if (await wanted.evaluate((node) => node === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error('no way there by Tab');
}

test('a bank is checked, reviewed and approved by keyboard alone; an earlier version comes back', async ({
	page
}) => {
	await importBank('Địa lý Việt Nam');
	await becomeAdministrator(page, server);
	await page.goto(`${server.url}/banks`);
	await tabTo(page, page.getByRole('link', { name: 'Địa lý Việt Nam' }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/banks\/[-0-9a-f]+$/);
	const bank = page.url();
	const asked = page.getByRole('article').getByRole('heading');
	const button = (name: string | RegExp) => page.getByRole('button', { name });

	await test.step('the checks say what is wrong; two that are not the same are shown no more', async () => {
		await tabTo(page, page.getByRole('link', { name: 'Kiểm tra', exact: true }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: /chưa ghi nguồn/ })).toBeVisible();
		await expect(page.getByRole('heading', { name: /dễ bị bỏ sót/ })).toBeVisible();
		const pair = page.getByRole('listitem').filter({ has: button('Không trùng') });
		await expect(pair).toHaveCount(1);
		await expect(pair).toContainText('Phan Xi Păng');
		await tabTo(page, button('Xóa câu 4'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã xóa câu 4 của “Địa lý Việt Nam”')).toBeVisible();
		await expect(pair).toHaveCount(0);
		await tabTo(page, button('Hoàn tác'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã đưa trở lại 1 câu.')).toBeVisible();
		await tabTo(page, button('Không trùng'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Cặp này sẽ không hiện nữa.')).toBeVisible();
		await page.reload();
		await expect(page.getByText('Không có câu nào trùng hay gần giống nhau.')).toBeVisible();
	});

	await test.step('one question after another: A, R, and D with a remark', async () => {
		await tabTo(page, page.getByRole('link', { name: 'Duyệt câu hỏi' }));
		await page.keyboard.press('Enter');
		await expect(asked).toHaveText('Câu 1');
		await page.keyboard.press('a');
		await expect(asked).toHaveText('Câu 2');
		await expect(page.getByText('Câu 1: Đã duyệt.')).toBeVisible();
		await page.keyboard.press('r');
		await expect(asked).toHaveText('Câu 3');
		await expect(page.getByText('Có năm, ngày hoặc số văn bản')).toBeVisible();
		await page.keyboard.press('d');
		await page.keyboard.type('Ghi số hiệu của luật');
		await page.keyboard.press('Enter');
		await expect(asked).toHaveText('Câu 4');
		await page.keyboard.press('ArrowLeft');
		await expect(asked).toHaveText('Câu 3');
		await expect(page.getByText('Ghi số hiệu của luật')).toBeVisible();
		await expect(page.getByText('1 đã duyệt')).toBeVisible();
	});

	await test.step('what was sent back is mended in the editor, and approved there', async () => {
		await page.keyboard.press('e');
		await page.waitForURL(/\/questions\//);
		await expect(page.getByText('Ghi số hiệu của luật')).toBeVisible();
		await tabTo(page, page.getByLabel('Nguồn'));
		await page.keyboard.type('Luật số 57/2020/QH14');
		await page.keyboard.press('Tab');
		await expect(page.getByText('Không thấy điều gì phải xem lại.')).toBeVisible();
		await expect(page.getByText('bản 1')).toBeVisible();
		await tabTo(page, button('Duyệt'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('tự duyệt')).toBeVisible();
	});

	await test.step('an earlier version is compared and restored: a draft again', async () => {
		await tabTo(page, page.getByRole('link', { name: 'Lịch sử', exact: true }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('insertion')).toContainText('Luật số 57/2020/QH14');
		await tabTo(page, page.getByRole('link', { name: /^Bản 1/ }));
		await page.keyboard.press('Enter');
		await tabTo(page, button('Lấy lại bản này'));
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog');
		await tabTo(page, dialog.getByRole('button', { name: 'Lấy lại bản này' }));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã lấy lại.')).toBeVisible();
		await expect(page.getByRole('link', { name: /^Bản 3/ })).toContainText('lấy lại');
	});

	await test.step('all that nothing was found of are approved at once, after saying how many', async () => {
		await page.goto(`${bank}/review`);
		await tabTo(page, button('Duyệt 3 câu không có gì phải xem lại'));
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Duyệt 3 câu' }));
		await page.keyboard.press('Enter');
		await expect(page.getByText('4 đã duyệt')).toBeVisible();
		for (const left of ['Câu 3', 'Câu 6']) {
			await expect(asked).toHaveText(left);
			await page.keyboard.press('a');
		}
		await expect(page.getByText('Đã duyệt hết')).toBeVisible();
	});
});
