import { expect, type Locator, type Page } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { lanAddresses } from '../../src/lib/server/lan';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest } from './helpers/contest';
import { forReadme } from './helpers/looks';
import { Phone } from './helpers/phone';
import { becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer({ env: { HOST: '0.0.0.0' } });
});
test.afterAll(() => server.stop());

/** A check, by its name on the page. */
const check = (page: Page, name: string) =>
	page.getByRole('list', { name: 'Các mục kiểm tra' }).getByRole('listitem', { name, exact: true });

const state = (page: Page, name: string, word: 'Tốt' | 'Cần xem' | 'Chưa xong') =>
	expect(check(page, name).getByText(word, { exact: true })).toBeVisible();

/** The middle of the text itself, from the left, px. */
const middleOf = (words: Locator) =>
	words.evaluate((element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		const { left, right } = range.getBoundingClientRect();
		return (left + right) / 2;
	});

/** All of the poster lies within the window. */
async function inSight(poster: Page, code: string): Promise<void> {
	const parts = [
		poster.getByText('Đoàn trường THPT Nguyễn Du'),
		poster.getByRole('heading', { name: 'Rung chuông vàng 26/3' }),
		poster.getByRole('img', { name: 'Mã QR' }),
		poster.getByText(code, { exact: true }),
		...(await poster.getByRole('listitem').all()),
		poster.getByRole('link', { name: 'Về phần thiết lập' })
	];
	expect(parts).toHaveLength(8);
	for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
}

test(
	'the hall before the show: what is measured, what is ticked, and the poster at the door',
	{ tag: '@readme' },
	async ({ page, context, browser }) => {
		test.setTimeout(180_000);
		const complaints = new Complaints();
		complaints.listen('technician', context);
		await becomeAdministrator(page, server);
		const stranger = await invite(server, page, browser, 'Vũ Thu Trang', 'trang', 'Ban Tổ chức');
		const contest = await makeContest(server, {
			title: 'Rung chuông vàng 26/3',
			organizer: 'Đoàn trường THPT Nguyễn Du',
			rules: { registration: 'mixed', capacity: 40 },
			rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 60, questions: easyQuestions(2) }],
			roster: [
				{ sbd: 1, name: 'Nguyễn Văn An', unit: '10A1', pin: '0042' },
				{ sbd: 2, name: 'Trần Thị Bình', unit: '10A2' }
			]
		});

		await test.step('a step of the set-up, with what the program sees by itself', async () => {
			await page.goto(contest.setup);
			await page.getByRole('navigation', { name: 'Các bước' }).getByText('Kiểm tra hội trường').click();
			await expect(page.getByTestId('hall-summary')).toContainText(/\d mục tốt/);
			await state(page, 'Đồng hồ', 'Tốt');
			await expect(check(page, 'Ổ đĩa')).toContainText(/ổ đĩa|trống/i);
			await expect(check(page, 'Số điện thoại cùng lúc')).toContainText('40 điện thoại');
			await state(page, 'Câu hỏi được duyệt', 'Tốt');
			await state(page, 'Câu dự bị, đáp án, thời gian', 'Cần xem');
			await expect(check(page, 'Câu dự bị, đáp án, thời gian').getByRole('link').first()).toHaveAttribute(
				'href',
				/\/questions$/
			);
		});

		const stage = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
		await test.step('a stage that is opened tells its size, and whether it fills the screen', async () => {
			const item = check(page, 'Màn hình sân khấu');
			await state(page, 'Màn hình sân khấu', 'Chưa xong');
			await stage.goto(contest.stage);
			await expect(item).toContainText('Màn hình sân khấu 1280×720 chưa phủ kín máy chiếu.');
			await expect(item.getByRole('listitem')).toHaveText(/1280×720.*chưa toàn màn hình.*chưa có tiếng/);
			await stage.setViewportSize({ width: 800, height: 600 });
			await expect(item).toContainText('chỉ có 800×600');
			await stage.setViewportSize({ width: 1280, height: 720 });
			await stage.keyboard.press('r');
			await expect(item.getByRole('listitem')).toContainText('có tiếng');
			await expect(item.getByRole('listitem')).not.toContainText('chưa có tiếng');
			await stage.keyboard.press('m');
			await expect(item.getByRole('listitem')).toContainText('tắt tiếng');
			await stage.keyboard.press('ArrowUp');
			await expect(item.getByRole('listitem')).not.toContainText('tắt tiếng');
		});

		await test.step('the bell is rung, and heard', async () => {
			const item = check(page, 'Âm thanh');
			await item.getByRole('slider', { name: 'Âm lượng' }).fill('30');
			await item.getByRole('button', { name: 'Rung thử chuông' }).click();
			await expect(item.getByText('30%')).toBeVisible();
			await item.getByLabel('Đã nghe thấy').check();
			await state(page, 'Âm thanh', 'Tốt');
			expect(await page.evaluate(() => localStorage.getItem('stage-sound'))).toBe(
				JSON.stringify({ volume: 0.3, muted: false })
			);
		});

		await test.step('a phone on this machine proves nothing, by whatever address it comes', async () => {
			const [lan = '127.0.0.1'] = lanAddresses(networkInterfaces());
			const phone = await Phone.unpack(browser);
			await phone.page.goto(contest.phone.replace('localhost', lan));
			await expect(phone.page.getByLabel('Họ và tên')).toBeVisible();
			await page.waitForResponse((response) => response.url().endsWith('/hall/facts'));
			await state(page, 'Địa chỉ cho điện thoại', 'Chưa xong');
			await phone.page.close();
		});

		await test.step('what is ticked by hand is kept on this machine', async () => {
			const item = check(page, 'Những việc máy không thấy');
			await item.getByLabel('Bộ phát Wi-Fi').check();
			await expect(item).toContainText('Còn 4 trên 5 việc');
			await page.reload();
			await expect(item.getByLabel('Bộ phát Wi-Fi')).toBeChecked();
			for (const box of await item.getByRole('checkbox').all()) await box.check();
			await state(page, 'Những việc máy không thấy', 'Tốt');
			await page.setViewportSize({ width: 1280, height: 900 });
			await page.evaluate(() => scrollTo(0, 0));
			await forReadme(page, 'hall');
		});

		await test.step('the poster fills a screen of any shape, and prints without the night', async () => {
			const opened = context.waitForEvent('page');
			await page.getByRole('link', { name: 'Áp phích ở cửa' }).click();
			const poster = await opened;
			for (const size of [
				{ width: 360, height: 640 },
				{ width: 768, height: 1024 },
				{ width: 1920, height: 1080 }
			]) {
				await poster.setViewportSize(size);
				await inSight(poster, contest.code);
			}
			await poster.emulateMedia({ media: 'print' });
			await expect(poster.getByRole('button', { name: 'In ra giấy A4' })).toBeHidden();
			await expect(poster.getByRole('heading')).toHaveCSS('color', 'rgb(0, 0, 0)');
			await poster.setViewportSize({ width: 703, height: 1030 }); // what A4 has within its margins
			const [line, title] = [poster.getByText('Đoàn trường THPT Nguyễn Du'), poster.getByRole('heading')];
			expect(Math.abs((await middleOf(line)) - (await middleOf(title)))).toBeLessThan(2);
			await poster.close();
		});

		await test.step('a seat card is enlarged, and leads to the next', async () => {
			await page.goto(`${contest.setup}/cards`);
			await page.emulateMedia({ media: 'print' });
			await expect(page.getByText('Nguyễn Văn An')).toBeVisible();
			for (const other of ['banner', 'navigation', 'heading'] as const)
				await expect(page.getByRole(other).filter({ visible: true }), other).toHaveCount(0);
			await page.emulateMedia({ media: null });
			await expect(page.getByRole('button', { name: 'In 2 thẻ' })).toBeVisible();
			await page.getByRole('button', { name: 'Phóng to thẻ SBD 1' }).click();
			const dialog = page.getByRole('dialog', { name: 'Thẻ SBD 1' });
			await expect(dialog).toContainText('0042');
			await expect(dialog.getByRole('button', { name: 'Thẻ trước' })).toBeDisabled();
			await page.keyboard.press('ArrowRight');
			await expect(page.getByRole('dialog', { name: 'Thẻ SBD 2' })).toContainText('Trần Thị Bình');
			await page.keyboard.press('Escape');
			await expect(page.getByRole('dialog')).toBeHidden();
		});

		await test.step('who has nothing to do with the contest sees nothing of it', async () => {
			// She signed in by the address of the invitation, which is the one for others.
			const setup = new URL(new URL(contest.setup).pathname, stranger.url()).href;
			for (const path of ['/hall', '/hall/facts', '/poster'])
				expect((await stranger.request.get(setup + path)).status(), path).toBe(404);
			const nobody = await browser.newContext();
			const answer = await nobody.request.get(`${contest.setup}/hall/facts`, { maxRedirects: 0 });
			expect(answer.status()).toBe(303);
			await nobody.close();
		});

		await test.step('the console tells the stage, and that it is lost while the contest runs', async () => {
			const desk = new HostConsole(page);
			const line = page.getByTestId('stage-line');
			const phone = await Phone.unpack(browser);
			await phone.join(contest.phone, 'Lê Hoàng Cường', '10A1');
			await desk.open(contest.console);
			await expect(line).toHaveText('Sân khấu: 1280×720 · có tiếng');
			await desk.take('start');
			await stage.close();
			await expect(line).toContainText('Màn hình sân khấu đã mất kết nối');
		});
		expect(complaints.all).toEqual([]);
	}
);
