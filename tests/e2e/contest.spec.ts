import { expect, type Browser, type Page } from '@playwright/test';
import { encode } from 'uqr';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const sample = 'Tìm hiểu Nghị quyết Đại hội XIII của Đảng';
const title = 'Rung chuông vàng chào mừng 26/3';
const units = ['Chi đoàn 10A1', 'Chi đoàn 11A2'];

test('a contest from the set-up link to the bell', async ({ page, context, browser }) => {
	test.setTimeout(300_000);
	const complaints = new Complaints();
	complaints.listen('host', context);

	await test.step('the first administrator finds the sample bank', async () => {
		await becomeAdministrator(page, server);
		await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
		await expect(page.getByRole('link', { name: sample })).toBeVisible();
	});

	const address = await test.step('a contest from the preset, with questions of the bank', () => setUp(page));

	const desk = new HostConsole(page);
	const stage = await openStage(browser, complaints);
	const phones: Phone[] = [];
	await test.step('the stage shows the QR code, three phones scan it and have seats', async () => {
		await page.getByRole('link', { name: 'Bàn điều khiển' }).first().click();
		const code = address.slice(-6);
		await stage.goto(`${server.url}/stage/${code}`);
		expect(await darkModules(stage)).toEqual(darkModulesOf(address));
		for (const name of ['Nguyễn Văn An', 'Y Blưng Ksor', 'Phạm Hoàng Thuỷ Tiên']) {
			const phone = await Phone.unpack(browser);
			complaints.listen(name, phone.page.context());
			const seat = await phone.join(address, name, units[phones.length % 2]);
			expect(seat).toBe(phones.length + 1);
			phones.push(phone);
		}
		await expect(stage.getByText('3 đã vào chỗ')).toBeVisible();
		await expect(page.locator('[data-number="Đã vào chỗ"]')).toHaveText('3');
	});
	const [an, blung, tien] = phones as [Phone, Phone, Phone];

	await test.step('question 1: closes by itself; a reload keeps seat and answer', async () => {
		await desk.take('start', 'present');
		await expect(stage.getByText('MC đọc câu hỏi')).toBeVisible();
		await expect(an.page.getByText('MC đang đọc câu hỏi')).toBeVisible();
		await desk.take('open');
		const key = await desk.key();
		await everybody(phones, key);
		await expect(page.locator('[data-number="Đã trả lời"]')).toHaveText('3/3');
		await an.page.reload();
		expect(await an.seat()).toBe(1);
		await expect(an.recordedLine).toContainText('Đã ghi nhận');
		if ((await an.options.count()) > 0) await expect(an.option(key)).toHaveAttribute('aria-pressed', 'true');
		await expect(stage.getByText('Hết giờ!').first()).toBeVisible({ timeout: 30_000 });
		await desk.take('reveal');
		for (const phone of phones) await expect(phone.page.getByText('Chính xác!')).toBeVisible();
	});

	await test.step('question 2: who is wrong leaves the floor, and comes back by a rescue', async () => {
		await play(desk, { right: [an, blung], wrong: [tien] });
		await expect(tien.page.getByText('Bạn rời sàn thi đấu.')).toBeVisible();
		await expect(an.page.getByText('Bạn ở lại sàn.')).toBeVisible();
		await expect(page.locator('[data-number="Đã rời sàn"]')).toHaveText('1');

		await desk.take('rescue');
		await desk.dialog.getByRole('button', { name: 'Xem danh sách' }).click();
		await expect(desk.dialog.getByText('Trở lại sàn: 1 thí sinh')).toBeVisible();
		await expect(desk.dialog.getByText('Phạm Hoàng Thuỷ Tiên')).toBeVisible();
		await expect(tien.page.getByText('Bạn được cứu!')).toBeHidden();
		await desk.dialog.getByRole('button', { name: 'Xác nhận 1 thí sinh trở lại' }).click();
		await expect(tien.page.getByText('Bạn được cứu!')).toBeVisible();
		await expect(stage.getByRole('heading', { name: 'Cứu trợ' })).toBeVisible();
	});

	await test.step('questions 3 to 5: the floor empties but for one', async () => {
		await play(desk, { right: phones, wrong: [] });
		await play(desk, { right: [an, blung], wrong: [tien] });
		await play(desk, { right: [an], wrong: [blung] });
		await expect(page.locator('[data-number="Trên sàn"]')).toHaveText('1');
	});

	await test.step('the bell question: the last one chooses a topic, and the bell rings', async () => {
		await desk.proposes('chooseTopic');
		await page.locator('#topics').getByRole('button').first().click();
		await expect(an.page.getByText('Câu hỏi Rung chuông vàng')).toBeVisible();
		await desk.take('open');
		await an.answer(await desk.key());
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(stage.getByText('Rung chuông vàng!')).toBeVisible();
		await expect(stage.getByRole('heading', { name: 'Nguyễn Văn An' })).toBeVisible();
	});

	await test.step('the ranking is on the console, the stage and the phones', async () => {
		await desk.take('finish');
		await desk.dialog.getByTestId('confirm-finish').click();
		await expect(page.getByText('Cuộc thi đã kết thúc')).toBeVisible();
		const ranking = page.locator('section', { has: page.getByRole('heading', { name: 'Xếp hạng' }) });
		await expect(ranking.locator('li')).toContainText([
			'Nguyễn Văn An',
			'Y Blưng Ksor',
			'Phạm Hoàng Thuỷ Tiên'
		]);
		await page.getByRole('button', { name: 'Xếp hạng' }).click();
		await expect(stage.getByRole('heading', { name: 'Kết quả chung cuộc' })).toBeVisible();
		for (const name of ['Nguyễn Văn An', 'Y Blưng Ksor'])
			await expect(stage.getByRole('list').getByText(name)).toBeVisible();
		await expect(an.page.getByText('Bạn đã rung chuông vàng!')).toBeVisible();
		await expect(blung.page.getByText('Xếp hạng 2')).toBeVisible();
		await expect(tien.page.getByText('Xếp hạng 3')).toBeVisible();
		await tien.page.getByRole('button', { name: 'Xem lại các câu hỏi' }).tap();
		await expect(tien.page.locator('article')).toHaveCount(6);
	});

	expect(complaints.all).toEqual([]);
});

/** The way through the set-up's pages; returns the address that the QR code holds. */
async function setUp(page: Page): Promise<string> {
	await page.getByRole('link', { name: 'Cuộc thi' }).click();
	await page.getByLabel('Tên cuộc thi').fill(title);
	await page.getByRole('radio', { name: 'Trường học 100 chỗ' }).check();
	await page.getByRole('button', { name: 'Tạo cuộc thi' }).click();

	const steps = page.getByRole('navigation', { name: 'Các bước thiết lập' });
	await steps.getByRole('link', { name: 'Thể lệ' }).click();
	await page.getByLabel('Đến ngay câu Rung chuông vàng').check();
	await page.getByRole('button', { name: 'Lưu thể lệ' }).click();
	await expect(page.getByText('Đã lưu')).toBeVisible();

	await steps.getByRole('link', { name: 'Câu hỏi' }).click();
	await page.getByLabel('Ngân hàng câu hỏi').selectOption({ label: `${sample} (69 câu)` });
	await page.getByRole('button', { name: 'Điền giúp' }).click();
	await expect(page.getByText('Đã điền đủ.')).toBeVisible();

	await steps.getByRole('link', { name: 'Thí sinh' }).click();
	await page.getByLabel(/^Danh sách đơn vị/).fill(units.join('\n'));
	await page.getByRole('button', { name: 'Lưu đơn vị' }).click();
	await expect(page.getByText('Đã lưu')).toBeVisible();

	await steps.getByRole('link', { name: 'Sẵn sàng' }).click();
	await page.getByRole('button', { name: 'Mở phòng chờ' }).click();
	const address = await page.getByLabel('Địa chỉ vào thi').inputValue();
	expect(await darkModules(page)).toEqual(darkModulesOf(address));
	return address;
}

async function openStage(browser: Browser, complaints: Complaints): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
	complaints.listen('stage', context);
	return await context.newPage();
}

/** Where the QR code on a page is dark, as `x y`. */
async function darkModules(page: Page): Promise<string[]> {
	const path = await page
		.getByRole('img', { name: 'Mã QR để vào cuộc thi' })
		.locator('path')
		.getAttribute('d');
	return [...(path ?? '').matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x} ${y}`);
}

/** Where the QR code of a text is dark. */
function darkModulesOf(text: string): string[] {
	const { data } = encode(text, { ecc: 'M', border: 3 });
	return data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x} ${y}`] : [])));
}

async function everybody(phones: Phone[], text: string): Promise<void> {
	for (const phone of phones) await phone.answer(text);
}

/** One question, from its presentation to the reveal; who is wrong is wrong by the key that the console shows. */
async function play(desk: HostConsole, answers: { right: Phone[]; wrong: Phone[] }): Promise<void> {
	await desk.take('present', 'open');
	const key = await desk.key();
	await everybody(answers.right, key);
	for (const phone of answers.wrong) await phone.answer(await phone.wrongAnswer(key));
	await desk.closeEarly();
	await desk.take('reveal');
	const judged = answers.right.length + answers.wrong.length;
	await expect(desk.page.getByText(`${answers.right.length}/${judged} đúng`).first()).toBeVisible();
}
