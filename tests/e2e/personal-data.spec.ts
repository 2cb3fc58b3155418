import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest } from './helpers/contest';
import { expectAccessible, expectFit } from './helpers/looks';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('told before joining, exported and erased on request, kept no longer than is said', async ({
	page,
	browser
}) => {
	test.setTimeout(240_000);
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		title: 'Hội thi 26/3',
		organizer: 'Đoàn trường Kon Plông',
		rules: { registration: 'open', audience: { joins: true } },
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 60, questions: easyQuestions(2) }]
	});

	await test.step('the organizer says for how long, and whom to ask', async () => {
		await page.goto(contest.setup);
		await page.getByLabel('Giữ dữ liệu cá nhân trong bao nhiêu ngày').fill('30');
		await page.getByLabel('Liên hệ về dữ liệu cá nhân').fill('Cô Lan, 0900 000 000');
		const panel = page.getByRole('region', { name: 'Dữ liệu cá nhân' });
		await panel.getByRole('button', { name: 'Lưu' }).click();
		await expect(panel.getByRole('status')).toHaveText('Đã lưu.');
	});

	const phone = await Phone.unpack(browser);
	await test.step('who joins is told, in one sentence and in full', async () => {
		await phone.page.goto(contest.phone);
		await expect(phone.page.getByText('tên được xóa 30 ngày sau cuộc thi')).toBeVisible();
		const opened = phone.page.waitForEvent('popup');
		await phone.page.getByRole('link', { name: 'Về dữ liệu cá nhân' }).click();
		const notice = await opened;
		await expect(notice.getByRole('heading', { level: 1 })).toHaveText([
			'Dữ liệu cá nhân trong cuộc thi',
			'Personal data in this contest'
		]);
		await expect(notice.getByText('Đoàn trường Kon Plông tổ chức cuộc thi này')).toBeVisible();
		await expect(notice.getByText('hãy liên hệ: Cô Lan, 0900 000 000')).toBeVisible();
		await expectFit(notice, 'the notice', false);
		await expectAccessible(notice, 'the notice');
		expect(await notice.locator('script').count()).toBe(0);
		await notice.close();
	});

	await phone.join(contest.phone, 'Hoàng Thị Chim Yến');
	const data = page.getByRole('link', { name: 'Dữ liệu của Hoàng Thị Chim Yến' });
	await test.step('her data come as a file', async () => {
		await page.goto(`${contest.setup}/roster`);
		await data.click();
		await expect(page.getByRole('heading', { name: /Hoàng Thị Chim Yến/ })).toBeVisible();
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Xuất dữ liệu' }).click();
		const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as object;
		expect(file).toMatchObject({ name: 'Hoàng Thị Chim Yến', number: 1, role: 'contestant', answers: [] });
	});

	await test.step('erased by keyboard, with a reason: her phone is told and is nobody’s', async () => {
		await page.getByLabel('Lý do').selectOption('Cha mẹ hoặc người giám hộ yêu cầu');
		await page.getByLabel('Tôi hiểu rằng không lấy lại được').focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã xóa dữ liệu.')).toBeVisible();
		await expect(page.getByRole('row', { name: /SBD 1/ })).toContainText('Cha mẹ hoặc người giám hộ yêu cầu');
		await expect(phone.page.getByText('Dữ liệu cá nhân của bạn ở cuộc thi này đã được xóa.')).toBeVisible();
		await expect(phone.page.getByLabel('Họ và tên')).toBeVisible();
		await page.goto(`${contest.setup}/roster`);
		await expect(page.getByText('(đã xóa dữ liệu)')).toBeVisible();
		await phone.page.reload();
		await expect(phone.page.getByLabel('Họ và tên')).toBeVisible();
		await expect(page.getByText('Hoàng Thị Chim Yến')).toBeHidden();
	});

	await test.step('somebody of the audience is found by name; everybody is erased at last', async () => {
		const watcher = await Phone.unpack(browser);
		await watcher.page.goto(contest.phone);
		await watcher.page.getByRole('button', { name: 'Không dự thi? Xem và chơi cùng' }).click();
		await watcher.page.getByLabel('Họ và tên').fill('Lý Thị Hoạ Mi');
		await watcher.page.getByRole('button', { name: 'Xem và chơi cùng' }).click();
		await expect(watcher.page.getByText('Chào Lý Thị Hoạ Mi!')).toBeVisible();
		await page.goto(`${contest.setup}/data`);
		await page.getByLabel('Họ tên hoặc số báo danh').fill('hoa mi');
		await page.getByRole('button', { name: 'Tìm' }).click();
		await expect(page.getByRole('link', { name: 'Lý Thị Hoạ Mi' })).toBeVisible();
		await expectFit(page, 'the data of a contest', false);
		await expectAccessible(page, 'the data of a contest');
		await page.getByLabel('Tôi hiểu rằng không lấy lại được').check();
		await page.getByRole('button', { name: 'Xóa dữ liệu' }).click();
		await expect(page.getByText('Dữ liệu cá nhân của mọi người đã được xóa')).toBeVisible();
		await expect(page.getByRole('row', { name: /Mọi người/ })).toContainText('Không cần nữa');
		await expect(watcher.page.getByLabel('Họ và tên')).toBeVisible();
		await page.goto(`${server.url}/host/contests`);
		await expect(page.getByText(/Đã xóa dữ liệu ngày/)).toBeVisible();
	});

	await test.step('while a contest runs that nobody can join any more, her phone says what has become of it, too', async () => {
		const running = await makeContest(server, {
			rules: { registration: 'open', lateJoin: 'never' },
			rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 60, questions: easyQuestions(2) }]
		});
		const [gone, stays] = [await Phone.unpack(browser), await Phone.unpack(browser)];
		await gone.join(running.phone, 'Hoàng Thị Chim Yến');
		await stays.join(running.phone, 'Trần Mai Chi');
		const desk = new HostConsole(page);
		await desk.open(running.console);
		await desk.take('start');
		await page.goto(`${running.setup}/data/1`);
		await page.getByLabel('Tôi hiểu rằng không lấy lại được').check();
		await page.getByRole('button', { name: 'Xóa dữ liệu' }).click();
		await expect(page.getByText('Đã xóa dữ liệu.')).toBeVisible();
		await expect(gone.page.getByText('Dữ liệu cá nhân của bạn ở cuộc thi này đã được xóa.')).toBeVisible();
		await expect(gone.page.getByText('Cuộc thi đã bắt đầu')).toBeVisible();
	});
});
