import { expect, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import writeExcelFile from 'write-excel-file/node';
import { startServer, type TestServer } from '../helpers/server';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

async function setUp(page: Page): Promise<void> {
	await page.goto(server.setupUrl ?? '');
	await page.getByLabel('Họ và tên').fill('Nguyễn Thị Lan');
	await page.getByLabel('Tên đăng nhập').fill('lan');
	await page.getByLabel('Mật khẩu', { exact: true }).fill('sáng nay trời mưa');
	await page.getByLabel('Nhập lại mật khẩu').fill('sáng nay trời mưa');
	await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
	await page.waitForURL('**/host/contests');
}

/** From the bank's page and back to it. */
async function exported(page: Page, format: string): Promise<Download> {
	await page.getByRole('link', { name: 'Xuất ra tệp' }).click();
	await page.getByRole('radio', { name: format }).check();
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tải tệp' }).click();
	const download = await downloading;
	await page.goBack();
	return download;
}

test('a question bank: found, written, imported, exported', async ({ page }) => {
	await setUp(page);

	await test.step('a question far down that was saved is said and shown; so is who was given a role', async () => {
		await page.goto(`${server.url}/banks`);
		await page.getByRole('link', { name: 'Tìm hiểu Nghị quyết Đại hội XIII của Đảng' }).click();
		await page.getByRole('row').nth(1).focus();
		await page.keyboard.press('End');
		await page.keyboard.press('Enter');
		await page.getByLabel('Ghi chú').fill('đã đối chiếu');
		await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
		await expect(page.getByText('Đã lưu câu 69.')).toBeVisible();
		const row = page.getByRole('row', { name: /Chọn câu 69 / });
		await expect(row).toBeFocused();
		await expect(row).toBeInViewport();
		await page.getByRole('link', { name: 'Cài đặt và chia sẻ' }).click();
		await page.getByLabel('Vai trò', { exact: true }).selectOption('Chủ sở hữu');
		await page.getByRole('button', { name: 'Thêm', exact: true }).click();
		await expect(page.getByText('Đã lưu: Nguyễn Thị Lan là Chủ sở hữu của ngân hàng này.')).toBeVisible();
		await expect(page.getByText('Chưa có tài khoản nào khác')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Mời thêm người' })).toHaveAttribute('href', '/admin');
	});

	await test.step('the sample bank is there, and found without diacritics', async () => {
		await page.goto(`${server.url}/banks`);
		await page.getByRole('link', { name: 'Tìm hiểu Nghị quyết Đại hội XIII của Đảng' }).click();
		await expect(page.getByText('69 / 69 câu', { exact: true })).toBeVisible();
		await page.keyboard.press('/');
		await page.keyboard.type('tong bi thu');
		await expect(page.getByText('4 / 69 câu')).toBeVisible();
	});

	await test.step('a new bank; what is missing of a question is named when one wants to be done with it', async () => {
		await page.goto(`${server.url}/banks`);
		await page.getByRole('button', { name: 'Tạo', exact: true }).click();
		await expect(page.getByLabel('Tên ngân hàng')).toBeFocused();
		await expect(page.getByLabel('Tên ngân hàng')).toHaveAccessibleDescription('Hãy điền ô này.');
		await page.getByLabel('Tên ngân hàng').fill('Luật Thanh niên');
		await expect(page.getByText('Hãy điền ô này.')).toBeHidden();
		await page.getByRole('button', { name: 'Tạo', exact: true }).click();
		await page.getByRole('link', { name: 'Thêm câu hỏi' }).first().click();
		await page.getByLabel('Câu hỏi', { exact: true }).fill('Thanh niên là công dân từ đủ bao nhiêu tuổi?');
		await page.getByRole('textbox', { name: 'Phương án A' }).fill('14 đến 28');
		await page.getByRole('textbox', { name: 'Phương án B' }).fill('16 đến 30');
		await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
		await expect(page.getByText('Chưa có đáp án.', { exact: true })).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'Phương án B' })).toHaveValue('16 đến 30');
		await page.getByLabel('B là đáp án đúng').check();
		await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
		await expect(page.getByRole('status').getByText('Đã lưu câu 1.')).toBeVisible();
		await expect(page.getByRole('row', { name: /16 đến 30/ })).toBeFocused();
	});
	const bank = page.url().replace(/\?.*/, '');

	await test.step('an Excel file: what is bad is named by row and can not be taken', async () => {
		const file = await writeExcelFile([
			['STT', 'Loại', 'Câu hỏi', 'A', 'B', 'Đáp án', 'Người soạn'],
			[
				1,
				'Trắc nghiệm',
				'Tỷ lệ che phủ rừng?',
				{ value: 0.4, format: '0%' },
				{ value: 0.42, format: '0%' },
				'B',
				20
			],
			[2, 'Trắc nghiệm', 'Hai đáp án?', 'x', 'y', 'A, B', 20],
			[3, null, 'THANH NIÊN là công dân từ đủ bao nhiêu tuổi', null, null, '16', 20]
		]).toBuffer();
		await page.getByRole('link', { name: 'Nhập từ tệp' }).click();
		const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
		await page.getByLabel('Tệp câu hỏi').setInputFiles({ name: 'Bộ đề.xlsx', mimeType: type, buffer: file });
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await expect(page.getByText('Bỏ qua cột “Người soạn” vì không biết nó nói gì.')).toBeVisible();
		await expect(page.getByText('“A, B” chỉ ra nhiều đáp án')).toBeVisible();
		await expect(page.getByText('Ngân hàng đã có câu này (câu 1) với nội dung khác')).toBeVisible();
		await expect(page.getByLabel('Nhập câu ở dòng 3', { exact: true })).toBeDisabled();
		await expect(page.getByLabel('Nhập câu ở dòng 4', { exact: true })).not.toBeChecked();
		await page.getByRole('button', { name: 'Nhập 1 câu' }).click();
		await expect(page.getByText('Đã thêm 1 câu, bỏ qua 2 câu.')).toBeVisible();
		await expect(page.getByRole('row', { name: /42%/ })).toBeVisible();
	});

	await test.step('moved by keyboard, exported, deleted', async () => {
		await page.getByRole('row', { name: /Tỷ lệ che phủ rừng/ }).focus();
		await page.keyboard.press('Alt+ArrowUp');
		await expect(page.getByRole('row').nth(1)).toContainText('Tỷ lệ che phủ rừng?');
		const download = await exported(page, 'JSON (.json)');
		expect(download.suggestedFilename()).toBe('Luật Thanh niên.json');
		const json = JSON.parse(await readFile(await download.path(), 'utf8')) as {
			questions: { text: string }[];
		};
		expect(json.questions.map((q) => q.text)).toEqual([
			'Tỷ lệ che phủ rừng?',
			'Thanh niên là công dân từ đủ bao nhiêu tuổi?'
		]);
		await page.getByRole('row', { name: /Tỷ lệ che phủ rừng/ }).focus();
		await page.keyboard.press('Delete');
		await expect(page.getByText('Đã xóa 1 câu.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Tỷ lệ che phủ rừng?' })).toBeHidden();
	});

	await test.step('[QU1] all types written by keyboard, and taken through Excel', async () => {
		const option = (name: string) => page.getByRole('textbox', { name: `Phương án ${name}` });
		const type = (name: string) => page.getByRole('radio', { name, exact: true });
		const next = () => page.getByRole('button', { name: 'Lưu và soạn câu tiếp' }).press('Enter');

		await page.keyboard.press('n');
		await type('Trắc nghiệm').press('ArrowRight');
		await expect(type('Nhiều đáp án')).toBeChecked();
		await page.getByLabel('Câu hỏi', { exact: true }).fill('Thành phố nào trực thuộc trung ương?');
		for (const [name, text] of Object.entries({ A: 'Huế', B: 'Vinh', C: 'Cần Thơ' }))
			await option(name).fill(text);
		for (const name of ['A', 'C']) await page.getByLabel(`${name} là đáp án đúng`).press('Space');
		await next();

		await page.waitForURL(/new=multiple/);
		await type('Sắp xếp').check({ force: true });
		await page.getByLabel('Câu hỏi', { exact: true }).fill('Xếp theo thời gian.');
		for (const [name, text] of Object.entries({ A: '1954', B: '1930', C: '1945' }))
			await option(name).fill(text);
		await expect(page.getByText('thí sinh không phải sắp xếp gì')).toBeVisible();
		await page.getByRole('button', { name: 'Đưa mục A xuống' }).press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await expect(page.getByText('Mục A: vị trí 3 trên 3')).toBeAttached();
		await expect(page.getByRole('button', { name: 'Đưa mục A lên' })).toBeFocused();
		await expect(page.getByText('thí sinh không phải sắp xếp gì')).toBeHidden();
		await next();

		await page.waitForURL(/new=ordering/);
		await type('Điền số').check({ force: true });
		await page.getByLabel('Câu hỏi', { exact: true }).fill('Số π là bao nhiêu?');
		await page.getByLabel('Đáp án', { exact: true }).fill('3,142');
		await expect(page.getByText('“3,142” được hiểu là 3,142, không phải 3142.')).toBeVisible();
		await page.getByLabel('Sai số cho phép (±)').fill('-1');
		await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
		await expect(page.getByText('Sai số phải là một số từ 0 trở lên')).toBeVisible();
		await expect(page.getByLabel('Sai số cho phép (±)')).toBeFocused();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('0,01');
		await page.getByRole('button', { name: 'Lưu câu hỏi' }).press('Enter');
		await page.waitForURL(bank);
		const keys = ['Huế; Cần Thơ', '1930 → 1945 → 1954', '3,142 (±0,01)'];
		for (const key of keys) await expect(page.getByRole('row', { name: key })).toBeVisible();

		const file = await (await exported(page, 'Excel (.xlsx)')).path();
		await page.goto(`${server.url}/banks/import`);
		await page.getByLabel('Tệp câu hỏi').setInputFiles({
			name: 'Ba loại.xlsx',
			mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			buffer: await readFile(file)
		});
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await page.getByRole('button', { name: 'Nhập 4 câu' }).click();
		for (const key of keys) await expect(page.getByRole('row', { name: key })).toBeVisible();
	});
});
