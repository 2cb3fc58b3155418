import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { easyQuestions, makeContest } from './helpers/contest';
import { becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/** Nothing of the program reaches the page until what is returned is called. */
async function holdPrograms(page: Page): Promise<() => void> {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route(/\.js$/, async (route) => {
		await held;
		await route.continue();
	});
	return release;
}

test('what is chosen before the page has come alive stays chosen, and what is pressed is done, once', async ({
	page,
	browser
}) => {
	await becomeAdministrator(page, server);
	await invite(server, page, browser, 'Phạm Quốc Hưng', 'hung', 'Giám khảo');
	const contest = await makeContest(server, {
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 60, questions: easyQuestions(1) }]
	});
	const release = await holdPrograms(page);
	await page.goto(`${contest.setup}/staff`, { waitUntil: 'commit' });
	const people = page.getByLabel('Thêm người');
	await people.selectOption({ label: 'Phạm Quốc Hưng (hung)' });
	await page.getByLabel('Vai trò', { exact: true }).selectOption({ label: 'Người dẫn chương trình' });
	release();
	await page.waitForLoadState('networkidle');
	await page.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(page.getByLabel('Vai trò của Phạm Quốc Hưng')).toHaveValue('host');
	await expect(page.getByLabel('Vai trò của Nguyễn Thị Lan')).toBeHidden();

	const releaseAgain = await holdPrograms(page);
	await page.goto(`${server.url}/admin`, { waitUntil: 'commit' });
	const invitation = page.getByRole('button', { name: 'Mời thêm người' });
	for (let times = 0; times < 2; times++) await invitation.click();
	await expect(page.getByLabel('Họ và tên')).toBeHidden();
	releaseAgain();
	await page.getByLabel('Họ và tên').fill('Trần Văn Tú');
});
