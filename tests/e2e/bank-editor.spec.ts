import { expect, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;
let context: BrowserContext;
let lan: Page;
let bank: string;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	context = await browser.newContext();
	lan = await context.newPage();
	await becomeAdministrator(lan, server);
	await lan.goto(`${server.url}/banks`);
	await lan.getByLabel('Tên ngân hàng').fill('Toán và Đoàn');
	await lan.getByRole('button', { name: 'Tạo', exact: true }).click();
	await lan.getByRole('link', { name: 'Thêm câu hỏi' }).first().waitFor();
	bank = lan.url().replace(/\?.*/, '');
});
test.afterAll(() => server.stop());

const text = (page: Page) => page.getByLabel('Câu hỏi', { exact: true });
const option = (page: Page, name: string) => page.getByRole('textbox', { name: `Phương án ${name}` });
const saved = (page: Page) => expect(page.getByText(/Đã lưu lúc \d/)).toBeVisible();

/** A new question with these words, saved; ends in its editor. */
async function written(page: Page, words: string): Promise<string> {
	await page.goto(`${bank}/questions/new`);
	await text(page).fill(words);
	await saved(page);
	return page.url();
}

test('a question saves itself with its first word, unfinished, and is the same after a reload', async () => {
	await lan.goto(`${bank}/questions/new`);
	await expect(lan.getByText('Câu hỏi tự lưu trong lúc bạn soạn.')).toBeVisible();
	await text(lan).fill('Thanh niên từ đủ bao nhiêu tuổi?');
	await saved(lan);
	await expect(lan.getByText('Chưa dùng được trong cuộc thi')).toContainText('Chưa có đáp án.');
	await expect(lan).not.toHaveURL(/new/);
	await option(lan, 'A').fill('16 đến 30');
	await lan.getByLabel('A là đáp án đúng').check();
	await option(lan, 'B').fill('14 đến 28');
	await lan.getByLabel('Tính đến').fill('1/7/2021');
	await lan.getByLabel('Thời gian').fill('25');
	await lan.getByRole('combobox', { name: 'Nhãn' }).fill('luật, thanh niên');
	await lan.getByRole('combobox', { name: 'Nhãn' }).press('Enter');
	await expect(lan.getByText('Chưa dùng được trong cuộc thi')).toBeHidden();
	await saved(lan);
	await lan.reload();
	await expect(text(lan)).toHaveValue('Thanh niên từ đủ bao nhiêu tuổi?');
	await expect(lan.getByLabel('A là đáp án đúng')).toBeChecked();
	await expect(lan.getByLabel('Tính đến')).toHaveValue('1/7/2021');
	await expect(lan.getByLabel('Thời gian')).toHaveValue('25');
	await expect(lan.getByRole('button', { name: 'Bỏ nhãn thanh niên' })).toBeVisible();
	await lan.goto(bank);
	await expect(lan.getByRole('row', { name: /16 đến 30/ })).toHaveCount(1);
});

test('what is typed without a connection is kept over a reload, and saved when it is back', async () => {
	const url = await written(lan, 'Có mạng.');
	await context.setOffline(true);
	await text(lan).fill('Mất mạng rồi vẫn soạn.');
	await expect(lan.getByText('Chưa lưu được, đang thử lại.')).toBeVisible();
	await expect(lan.getByText('Nội dung vẫn được giữ trên máy này.')).toBeVisible();
	await context.setOffline(false);
	await saved(lan);

	// The page dies before anything can be sent, its last attempt on being left included.
	await lan.evaluate(() => {
		window.fetch = () => Promise.reject(new TypeError('gone'));
	});
	await text(lan).fill('Máy tắt giữa chừng.');
	await expect(lan.getByText('Chưa lưu được, đang thử lại.')).toBeVisible();
	await lan.goto('about:blank');
	await lan.goto(url);
	await expect(lan.getByText('Đã khôi phục nội dung chưa kịp lưu lần trước.')).toBeVisible();
	await expect(text(lan)).toHaveValue('Máy tắt giữa chừng.');
	await saved(lan);
	await lan.reload();
	await expect(text(lan)).toHaveValue('Máy tắt giữa chừng.');
	await expect(lan.getByText('Đã khôi phục')).toBeHidden();
});

test('when the session has ended the words stay, and are saved after signing in again', async () => {
	const url = await written(lan, 'Còn phiên.');
	const cookies = await context.cookies();
	await context.clearCookies();
	await text(lan).fill('Phiên đã hết.');
	await expect(lan.getByText('phiên đăng nhập đã hết')).toBeVisible();
	await expect(lan.getByRole('link', { name: 'Đăng nhập lại' })).toHaveAttribute('href', /^\/login\?next=/);
	await context.addCookies(cookies);
	await lan.goto(url);
	await expect(text(lan)).toHaveValue('Phiên đã hết.');
	await saved(lan);
});

test('two editors at once: the second is told and chooses part by part; an untouched page follows by itself', async ({
	browser
}) => {
	const url = await written(lan, 'Số π?');
	const binh = await invite(server, lan, browser, 'Trần Bình', 'binh', 'Quản trị viên');
	await lan.goto(url);
	await binh.goto(url);
	await binh.getByLabel('Nguồn').fill('Sách Toán 9');
	await saved(binh);
	// The page of the first looks again when she comes back to it.
	await lan.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect(lan.getByText('Trần Bình vừa lưu câu này. Bạn đang xem bản mới nhất.')).toBeVisible();
	await expect(lan.getByLabel('Nguồn')).toHaveValue('Sách Toán 9');

	await lan.getByLabel('Chủ đề').fill('Toán');
	await text(lan).fill('Số π bằng bao nhiêu?');
	await saved(lan);
	await text(binh).fill('Số pi?');
	await expect(binh.getByText('Nguyễn Thị Lan cũng đang sửa câu này')).toBeVisible();
	// Only Lan has changed the topic: it is proposed. Both have changed the text.
	await expect(
		binh.getByRole('group', { name: 'Chủ đề' }).getByRole('radio', { name: /Bản của Nguyễn/ })
	).toBeChecked();
	await expect(
		binh.getByRole('group', { name: 'Câu hỏi' }).getByRole('radio', { name: /Bản của bạn/ })
	).toBeChecked();
	await binh.getByLabel('Ghi chú').fill('vẫn soạn tiếp');
	await binh.getByRole('button', { name: 'Lưu theo lựa chọn' }).click();
	await saved(binh);
	await binh.reload();
	await expect(text(binh)).toHaveValue('Số pi?');
	await expect(binh.getByLabel('Chủ đề')).toHaveValue('Toán');
	await expect(binh.getByLabel('Ghi chú')).toHaveValue('vẫn soạn tiếp');
	await binh.context().close();
});

test('by keyboard alone: formatting, a formula, tags, and on to the next question', async () => {
	await lan.goto(`${bank}/questions/new`);
	await text(lan).focus();
	await lan.keyboard.type('Nghiệm của ');
	await lan.keyboard.press('Control+m');
	const dialog = lan.getByRole('dialog', { name: 'Công thức' });
	await expect(dialog.getByLabel('Công thức (cú pháp TeX)')).toBeFocused();
	await dialog.getByRole('button', { name: 'Phân số' }).press('Enter');
	await lan.keyboard.type('x+1');
	await lan.keyboard.press('Tab');
	await lan.keyboard.type('2');
	await expect(dialog.getByRole('img').locator('.katex')).toBeVisible();
	await lan.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(text(lan)).toHaveValue(String.raw`Nghiệm của $\frac{x+1}{2}$`);
	await expect(text(lan)).toBeFocused();
	await lan.keyboard.type(' là');
	await lan.keyboard.press('Control+b');
	await lan.keyboard.type('số nào');
	await expect(text(lan)).toHaveValue(
		String.raw`Nghiệm của $\frac{x+1}{2}$ là****`.replace('****', '**số nào**')
	);
	await lan.keyboard.press('Control+z');
	await expect(text(lan)).not.toHaveValue(/số nào\*\*/);
	await lan.keyboard.press('Control+y');
	await expect(lan.locator('.phone .katex')).toBeVisible();
	await option(lan, 'A').focus();
	await lan.keyboard.type('H');
	await lan.keyboard.press('Control+,');
	await lan.keyboard.type('2');
	await expect(option(lan, 'A')).toHaveValue('H_(2)');
	await lan.keyboard.press('Enter');
	await expect(option(lan, 'B')).toBeFocused();
	await lan.keyboard.type('0');
	await lan.getByLabel('B là đáp án đúng').press('Space');
	await lan.getByRole('radio', { name: 'Trên điện thoại' }).press('ArrowRight');
	const stage = lan.getByRole('figure', { name: 'Trên sân khấu' });
	await expect(stage.getByRole('heading', { level: 2, includeHidden: true })).toContainText('số nào');
	await lan.getByRole('checkbox', { name: 'Sau khi công bố' }).press('Space');
	await expect(stage.locator('li.right')).toContainText('0');
	await lan.keyboard.press('Control+Enter');
	await expect(text(lan)).toHaveValue('');
	await expect(lan.getByRole('heading', { name: 'Câu hỏi mới' })).toBeVisible();
	await lan.goto(bank);
	await expect(lan.getByText(/Nghiệm của/)).toHaveCount(1);
});

/** A picture of one colour, as the clipboard holds a piece of the screen. */
const pasteOf = async (page: Page, field: ReturnType<typeof text>) => {
	const file = await page.evaluateHandle(async () => {
		const canvas = new OffscreenCanvas(320, 200);
		const drawing = canvas.getContext('2d');
		if (drawing) drawing.fillStyle = '#c00';
		drawing?.fillRect(0, 0, 320, 200);
		const data = new DataTransfer();
		data.items.add(new File([await canvas.convertToBlob()], 'image.png', { type: 'image/png' }));
		return data;
	});
	await field.evaluate(
		(to, clipboardData) =>
			to.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })),
		file
	);
};

test('a picture that is pasted into the question is brought in, described, shown, and kept', async () => {
	await written(lan, 'Đây là cờ nước nào?');
	await expect(lan.getByText('Hình tối đa 10 MB, âm thanh 5 MB, phim 20 MB.')).toBeVisible();
	await pasteOf(lan, text(lan));
	await lan.getByLabel('Mô tả').fill('Một lá cờ đỏ');
	const picture = lan.locator('.phone').getByRole('img', { name: 'Một lá cờ đỏ' });
	await expect(picture).toBeVisible();
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
	await pasteOf(lan, lan.getByLabel('Giải thích', { exact: true }));
	await expect(lan.getByLabel('Hiện cùng').nth(1)).toHaveValue('explanation');
	await lan.getByRole('button', { name: 'Đưa tệp 2 lên trước' }).click();
	await lan.getByRole('button', { name: 'Bỏ tệp 1' }).click();
	await saved(lan);
	await lan.reload();
	await expect(lan.getByLabel('Mô tả')).toHaveValue('Một lá cờ đỏ');
	await expect(lan.getByLabel('Hiện cùng')).toHaveValue('text');

	await lan.getByLabel('Hình ảnh, âm thanh, video').setInputFiles({
		name: 'bài.docx',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from('không phải hình')
	});
	await expect(lan.getByText('Không mở được tệp này.')).toBeVisible();
	await lan.getByRole('button', { name: 'Bỏ tệp này' }).click();
	await expect(lan.getByText('Không mở được tệp này.')).toBeHidden();

	// Larger than anything may be: said by what it is, in the page, and by the server where the page does not know.
	const png = Buffer.alloc(21 * 1024 * 1024);
	png.write('\x89PNG\r\n\x1a\n', 'latin1');
	for (const mimeType of ['image/png', 'application/octet-stream']) {
		await lan
			.getByLabel('Hình ảnh, âm thanh, video')
			.setInputFiles({ name: 'bản đồ.png', mimeType, buffer: png });
		await expect(lan.getByText('Hình lớn quá 10 MB.')).toBeVisible();
		await lan.getByRole('button', { name: 'Bỏ tệp này' }).click();
		await expect(lan.getByText('Hình lớn quá 10 MB.')).toBeHidden();
	}
});
