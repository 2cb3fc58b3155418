import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { expectAccessible, expectFit } from './helpers/looks';
import { Phone } from './helpers/phone';
import { appoint, becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';
import { turn } from './helpers/visibility';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('[CO2] [JU6] names that the hall must not see, and a phone that was left in a question', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(240_000);
	const complaints = new Complaints();
	complaints.listen('host', context);
	await becomeAdministrator(page, server);
	const judge = await invite(server, page, browser, 'Phạm Quốc Hưng', 'hung', 'Giám khảo');
	complaints.listen('judge', judge.context());
	const contest = await makeContest(server, {
		rules: { registration: 'open', names: 'approved', signals: true },
		rounds: [{ name: 'Khởi động', elimination: 'warmup', seconds: 120, questions: easyQuestions(1) }]
	});
	await appoint(page, contest.setup, 'Phạm Quốc Hưng', 'hung');

	const stage = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
	complaints.listen('stage', stage.context());
	await stage.goto(contest.stage);
	const phones = await seated(browser, contest, [
		'Nguyễn Văn An',
		'Thằng Ngu Số Một',
		'Ban Giám Khảo',
		'Trần Mai Chi'
	]);
	const [an, ngu, office, chi] = phones;
	const desk = new HostConsole(page);
	await desk.open(contest.console);
	const names = page.getByTestId('names');

	await test.step('who waits is told so, and what the judges may see is told before', async () => {
		await expect(an.page.getByText('Tên bạn đang chờ duyệt.')).toBeVisible();
		await expect(an.page.getByText('Ban Giám khảo được báo khi bạn rời trang này')).toBeVisible();
		await expectFit(an.page, 'waiting with a name that nobody has let in', false);
		await expectAccessible(an.page, 'waiting with a name that nobody has let in');
	});

	await test.step('the host lets them in, writes one anew and hides one, by keyboard', async () => {
		await page.getByRole('link', { name: 'Tên chờ duyệt (4)' }).click();
		await expect(names.getByRole('listitem').filter({ hasText: 'Thằng Ngu' })).toContainText('Xúc phạm');
		await expect(names.getByRole('listitem').filter({ hasText: 'Ban Giám Khảo' })).toContainText('Giả danh');
		// All at once are let in only those about whom there is nothing doubtful.
		await expect(names.getByRole('button', { name: 'Duyệt 2 tên không có gì đáng ngờ' })).toBeVisible();
		for (const width of [360, 1280, 1920]) {
			await page.setViewportSize({ width, height: 800 });
			await expectFit(page, `names at ${width}`, false);
		}
		await page.setViewportSize({ width: 1280, height: 800 });
		await expectAccessible(page, 'names');
		await names.getByRole('listitem').first().getByRole('button', { name: 'Duyệt' }).focus();
		await page.keyboard.press('a');
		await expect(names.getByText('Tên chờ duyệt (3)')).toBeVisible();
		await page.keyboard.press('x');
		await expect(names.getByText('Tên chờ duyệt (2)')).toBeVisible();
		await page.keyboard.press('s');
		await page.keyboard.type('Lê Văn Giám');
		await page.keyboard.press('Enter');
		await expect(names.getByText('Tên chờ duyệt (1)')).toBeVisible();
		await names.getByRole('button', { name: 'Duyệt' }).click();
		await expect(names.getByText('Tên đã ẩn (1)')).toBeVisible();
	});

	await test.step('each sees her own name, and is told what became of it', async () => {
		await expect(an.page.getByText('Tên bạn đang chờ duyệt.')).toBeHidden();
		await expect(office.page.getByText('Lê Văn Giám')).toBeVisible();
		await expect(ngu.page.getByText('Thằng Ngu Số Một')).toBeVisible();
		await expect(ngu.page.getByText('Ban Tổ chức đã ẩn tên bạn.')).toBeVisible();
	});

	await test.step('a page that is left while a question asks is a sign at the desk, with how it may have come about', async () => {
		await judge.goto(`${contest.setup}/judges`);
		await desk.take('start', 'present', 'open');
		const away = await leave(chi.page, 1500);
		// By now she can have read it: a right answer sooner than that would be a sign, too.
		await an.answer('Hai');
		await chi.answer('Ba');
		await desk.closeEarly();
		await desk.take('reveal');
		const signals = judge.getByTestId('signals');
		await signals.getByRole('heading', { name: 'Dấu hiệu cần xem' }).click();
		await expect(signals.getByRole('listitem').first()).toContainText('Rời trang thi lúc đang tính giờ');
		await expect(signals.getByRole('button', { name: 'Trần Mai Chi' })).toBeVisible();
		await expect(signals.getByText('Nguyễn Văn An')).toBeHidden();
		await expect(signals.getByText(/Có thể do màn hình tự khóa/)).toBeVisible();
		for (const width of [360, 1280, 1920]) {
			await judge.setViewportSize({ width, height: 800 });
			await expectFit(judge, `signals at ${width}`, false);
		}
		await expectAccessible(judge, 'signals');
		const time = signals.getByRole('button', { name: /^Câu 1: 1 lần, [\d,]+ giây/ });
		const seconds = Number(/([\d,]+) giây/.exec(await time.innerText())?.[1]?.replace(',', '.'));
		expect(seconds).toBeGreaterThanOrEqual(1.4);
		expect(seconds).toBeLessThanOrEqual(away / 1000 + 1);
		await time.click();
		await expect(judge.getByTestId('turn').getByRole('heading', { name: 'Câu 1' })).toBeVisible();
	});

	await test.step('the stage has the names that were let in, and none of the others', async () => {
		await desk.take('finish');
		await desk.dialog.getByTestId('confirm-finish').click();
		await page.getByRole('button', { name: 'Xếp hạng 4' }).click();
		await expect(stage.getByText(/Nguyễn\sVăn\sAn/).first()).toBeVisible();
		await expect(stage.getByText(/Lê\sVăn\sGiám/).first()).toBeVisible();
		expect(await stage.content()).not.toMatch(/Ngu\sSố\sMột|Ban\sGiám\sKhảo/);
	});
	expect(complaints.all).toEqual([]);
});

/** Phones with these names, in seats 1, 2, … */
async function seated(
	browser: Parameters<typeof Phone.unpack>[0],
	contest: MadeContest,
	names: [string, string, string, string]
): Promise<[Phone, Phone, Phone, Phone]> {
	const seat = async (name: string) => {
		const phone = await Phone.unpack(browser);
		await phone.join(contest.phone, name);
		return phone;
	};
	const [a, b, c, d] = names;
	return [await seat(a), await seat(b), await seat(c), await seat(d)];
}

/** The page is behind another one for so long. @returns how long it was in truth, in milliseconds: on a busy machine it is more. */
async function leave(page: Page, ms: number): Promise<number> {
	const since = Date.now();
	await turn(page, 'hidden');
	await page.waitForTimeout(ms);
	await turn(page, 'visible');
	return Date.now() - since;
}
