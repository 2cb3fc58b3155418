import { expect, type Page } from '@playwright/test';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { readFileSync } from 'node:fs';
import { startServer, type TestServer } from '../helpers/server';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

interface Sample {
	text: string;
	type: string;
	options: string[];
	answer: string;
	source?: string;
}
const sample = JSON.parse(readFileSync('src/lib/server/db/sample-bank.json', 'utf8')) as {
	questions: Sample[];
};
const questions = sample.questions.filter((q) => q.type === 'multiple_choice').slice(0, 50);

/** A Word file as organizers write it: half of the keys underlined, half on a line of their own, some missing. */
function wordFile(keyless: readonly number[]): Promise<Buffer> {
	const line = (text: string, underlined = false) =>
		new Paragraph({ children: [new TextRun({ text, ...(underlined ? { underline: {} } : {}) })] });
	const lines = questions.flatMap(({ text, options, answer, source }, i) => {
		const marked = !keyless.includes(i + 1) && i % 2 === 0;
		const said = !keyless.includes(i + 1) && i % 2 === 1;
		return [
			line(`Câu ${i + 1}: ${text}`),
			...options.map((option, o) =>
				line(`${'ABCD'.charAt(o)}. ${option}`, marked && 'ABCD'.charAt(o) === answer)
			),
			...(said ? [line(`Đáp án: ${answer}`)] : []),
			line(`Nguồn: ${source ?? 'Văn kiện Đại hội XIII'}`)
		];
	});
	return Packer.toBuffer(new Document({ sections: [{ children: lines }] }));
}

async function setUp(page: Page): Promise<void> {
	await page.goto(server.setupUrl ?? '');
	await page.getByLabel('Họ và tên').fill('Nguyễn Thị Lan');
	await page.getByLabel('Tên đăng nhập').fill('lan');
	await page.getByLabel('Mật khẩu', { exact: true }).fill('sáng nay trời mưa');
	await page.getByLabel('Nhập lại mật khẩu').fill('sáng nay trời mưa');
	await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
	await page.waitForURL('**/host/contests');
}

async function choose(page: Page, name: string, content: Buffer): Promise<void> {
	await page
		.getByLabel('Tệp câu hỏi')
		.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
	// The page is alive, and the button does something.
	await expect(page.getByText(name, { exact: true })).toBeVisible({ timeout: 20_000 });
	await page.getByRole('button', { name: 'Xem trước' }).press('Enter');
}

test('a Word file of 50 questions becomes an approved bank, and comes again with changes', async ({
	page
}) => {
	await setUp(page);
	await page.goto(`${server.url}/banks/import`);
	const began = Date.now();
	const seconds = () => ((Date.now() - began) / 1000).toFixed(1);

	await test.step('what can not be read says what to do, and the screen stays', async () => {
		await choose(page, 'Đề.pdf', Buffer.from('%PDF-1.7'));
		await expect(page.getByText(/PDF/).last()).toBeVisible();
		// The box that the sentence speaks of is there, and what is put into it takes the file's place.
		const box = page.getByRole('textbox', { name: 'Hoặc dán từ Word, Google Docs' });
		await box.fill('Câu 1: Ai viết Truyện Kiều?');
		await expect(page.getByText('Đề.pdf')).toBeHidden();
		await expect(box).toHaveText('Câu 1: Ai viết Truyện Kiều?');
		await page.getByRole('button', { name: 'Xóa khung' }).click();
	});

	await test.step('the preview names what has no key, and takes it from the keyboard', async () => {
		await choose(page, 'Đề Địa lý.docx', await wordFile([7, 20, 33]));
		await expect(page.getByText('Xem trước: Đề Địa lý.docx')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tất cả 50' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Chưa dùng được 3' })).toBeVisible();
		console.log(`  preview after ${seconds()} s`);
		for (const no of [7, 20, 33]) {
			await page.keyboard.press('n');
			await expect(page.getByRole('article', { name: `Câu ${no}, đoạn` })).toBeFocused();
			await page.keyboard.press(questions[no - 1]?.answer.toLowerCase() ?? '');
		}
		await expect(page.getByRole('button', { name: 'Nhập 50 câu' })).toBeEnabled();
	});

	await test.step('a text is mended where it stands, and all get a topic', async () => {
		await page.keyboard.press('Enter');
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('Vịnh nào của nước ta là di sản thế giới?');
		await page.keyboard.press('Escape');
		await expect(page.getByText('Vịnh nào của nước ta là di sản thế giới?')).toBeVisible();
		await page.getByText('Điền chung cho nhiều câu').click();
		await page.getByLabel('Chủ đề').fill('Địa lý');
		await page.getByRole('button', { name: 'Điền vào 50 câu đang hiện' }).click();
		await expect(page.getByText('Đã điền vào 50 câu.')).toBeVisible();
		await page.keyboard.press('ControlOrMeta+Enter');
		await expect(page.getByText('Đã thêm 50 câu.')).toBeVisible();
		console.log(`  saved after ${seconds()} s`);
	});
	const bank = page.url().replace(/\?.*/, '');

	await test.step('it is approved', async () => {
		await page.getByRole('link', { name: 'Duyệt ngay' }).click();
		await page.getByRole('button', { name: /^Duyệt \d+ câu không có gì/ }).click();
		const sure = page.getByRole('dialog');
		await sure.getByRole('button', { name: /^Duyệt \d+ câu$/ }).click();
		await expect(sure).toBeHidden();
		// What the checks found is judged one by one.
		const done = page.getByText('Đã duyệt hết');
		const approve = page.getByRole('button', { name: 'Duyệt', exact: true });
		await expect(async () => {
			if (await approve.isVisible()) await approve.click({ timeout: 500 });
			await expect(done).toBeVisible({ timeout: 300 });
		}).toPass({ intervals: [50] });
		console.log(`  approved after ${seconds()} s`);
	});

	await test.step('the same file again: what is there is known, what differs asks', async () => {
		await page.goto(`${bank}/import`);
		await choose(page, 'Đề Địa lý.docx', await wordFile([]));
		await expect(page.getByRole('button', { name: 'Trùng 49' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Nhập 1 câu' })).toBeVisible();
		await page.goto(`${bank}/import`);
		const [first] = questions;
		const json = JSON.stringify({ questions: [{ ...first, explanation: 'Xem lại văn kiện.' }] });
		await choose(page, 'Sửa.json', Buffer.from(json));
		await expect(page.getByText('Ngân hàng đã có câu này (câu 1) với nội dung khác')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Nhập 0 câu' })).toBeDisabled();
		await page.getByLabel('Cập nhật câu 1').check();
		await page.getByRole('button', { name: 'Nhập 1 câu' }).click();
		await expect(page.getByText('Đã cập nhật 1 câu.')).toBeVisible();
	});

	await test.step('pasted from Word into the box, with the keys beside it', async () => {
		await page.goto(`${bank}/import`);
		await page.getByRole('textbox', { name: 'Hoặc dán từ Word, Google Docs' }).evaluate((box) => {
			const data = new DataTransfer();
			const option = (text: string) => `<p class=MsoNormal>${text}</p>`;
			const html =
				'<p class=MsoNormal>Câu 1: Ai viết Truyện Kiều?</p>' +
				['A. Nguyễn Du', 'B. Nguyễn Trãi', 'C. Tố Hữu', 'D. Xuân Diệu'].map(option).join('');
			data.setData('text/html', html);
			box.dispatchEvent(
				new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
			);
		});
		await page.getByText('Đáp án nằm ở chỗ khác?').click();
		await page.getByLabel('Danh sách đáp án').fill('1.A');
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await expect(page.getByText('Ai viết Truyện Kiều?')).toBeVisible();
		await page.getByRole('button', { name: 'Nhập 1 câu' }).click();
		await expect(page.getByText('Đã thêm 1 câu.')).toBeVisible();
	});
});
