import { expect } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('a rehearsal from the set-up to a reveal on the stage, and wiped', async ({
	page,
	context,
	browser
}) => {
	const complaints = new Complaints();
	complaints.listen('manager', context);
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		title: 'Hội thi 26/3',
		rules: { registration: 'open', capacity: 30 },
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 60, questions: easyQuestions(3) }]
	});
	const setup = contest.console.replace('/live', '');
	const banner = 'Tổng duyệt';

	const code = await test.step('started, with simulated contestants', async () => {
		await page.goto(setup);
		await page.getByRole('navigation', { name: 'Các bước' }).getByText('Tổng duyệt').click();
		await page.getByLabel('Bao nhiêu thí sinh').fill('12');
		await page.getByLabel('Trả lời đúng').fill('100');
		await page.getByRole('radio', { name: 'Nhanh' }).check();
		await page.getByRole('button', { name: 'Bắt đầu tổng duyệt' }).click();
		await expect(page.getByText('12 / 12')).toBeVisible();
		const code = (await page.getByLabel('Địa chỉ vào thi').inputValue()).split('/').pop() ?? '';
		expect(contest.phone).not.toContain(code);
		return code;
	});

	const stage = await context.newPage();
	await stage.goto(`${server.url}/stage/${code}`);
	const phone = await Phone.unpack(browser);
	await phone.join(`${server.url}/play/${code}`, 'Người Thật');
	const host = new HostConsole(await context.newPage());
	const here = server.url + (await page.getByRole('link', { name: 'Bàn điều khiển' }).getAttribute('href'));

	await test.step('played on the real screens, which say what it is', async () => {
		await host.open(here);
		for (const screen of [stage, phone.page, host.page])
			await expect(screen.getByText(banner, { exact: true }).first()).toBeVisible();
		await host.take('start', 'present', 'open');
		await phone.answer('Hai');
		// Twelve simulated and one real; somebody may say nothing, as in the hall.
		await expect(stage.getByText(/^1[0-3]\/13$/)).toBeVisible({ timeout: 20_000 });
		await host.closeEarly();
		await host.take('reveal');
		await expect(stage.getByText('Đáp án: B. Hai')).toHaveCount(1);
	});

	await test.step('has no set-up of its own, and is not on the list', async () => {
		await page.goto(here.replace('/live', '/rules'));
		await expect(page).toHaveURL(`${setup}/rehearsal`);
		await page.goto(`${server.url}/host/contests`);
		await expect(page.getByRole('link', { name: 'Hội thi 26/3' })).toHaveCount(1);
	});

	await test.step('wiped: every screen says that it is over', async () => {
		await page.goto(`${setup}/rehearsal`);
		await page.getByLabel('Tôi muốn kết thúc').check();
		await page.getByRole('button', { name: 'Kết thúc và xóa' }).click();
		await expect(page.getByText('Đã xóa buổi tổng duyệt')).toBeVisible();
		for (const screen of [stage, phone.page, host.page])
			await expect(screen.getByText('Buổi tổng duyệt đã kết thúc')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Bắt đầu tổng duyệt' })).toBeVisible();
	});

	await test.step('the stage goes on to that of the contest, and does not look for a line that is none', async () => {
		await expect(stage.getByText('Mất kết nối')).toHaveCount(0);
		await expect(stage.getByText(/mở sau \d+ giây/)).toBeVisible();
		await stage.getByRole('button', { name: 'Mở ngay' }).click();
		await expect(stage).toHaveURL(new RegExp(`/stage/${contest.phone.split('/').pop()}$`));
		await expect(stage.getByText('Quét mã để vào chỗ')).toBeVisible();
	});

	expect(complaints.all).toEqual([]);
});
