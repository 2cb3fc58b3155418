import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { atRest, expectAccessible, expectFit } from './helpers/looks';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;
let contest: MadeContest;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const page = await browser.newPage();
	await becomeAdministrator(page, server);
	signedIn = await page.context().storageState();
	const longName =
		'Chi đoàn Trường Phổ thông Dân tộc Nội trú Trung học cơ sở và Trung học phổ thông Kon Plông';
	contest = await makeContest(server, {
		title: 'Rung chuông vàng: Tìm hiểu Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
		organizer: 'Ban Thường vụ Tỉnh đoàn Kon Tum',
		units: [longName, 'Chi đoàn 10A1'],
		rules: { registration: 'mixed', boards: 'mixed' },
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 60, questions: easyQuestions(3) }],
		extras: { spare: easyQuestions(1), bell: easyQuestions(1) },
		roster: [
			{ sbd: 1, name: 'Công Tằng Tôn Nữ Thị Phương Thảo', unit: longName, pin: '112233' },
			{ sbd: 2, name: 'Trần Thị Bình', unit: 'Chi đoàn 10A1', pin: '445566' }
		]
	});
	await page.close();
});
test.afterAll(() => server.stop());

const sizes = [
	{ width: 360, height: 740 },
	{ width: 1280, height: 800 }
];

/** Opens each address in both sizes, and looks at what is there. */
async function look(browser: Browser, addresses: string[], storageState = signedIn): Promise<void> {
	const complaints = new Complaints();
	for (const viewport of sizes) {
		const context = await browser.newContext({ viewport, reducedMotion: 'reduce', storageState });
		complaints.listen('office', context);
		const page = await context.newPage();
		for (const address of addresses)
			await test.step(address, async () => {
				await page.goto(server.url + address);
				await seen(page, `${address}, ${viewport.width} px`);
			});
		await context.close();
	}
	expect(complaints.all).toEqual([]);
}

async function seen(page: Page, here: string): Promise<void> {
	await expect(page.locator('h1').first()).toBeVisible();
	await atRest(page);
	await expectFit(page, here, false);
	// In a window that holds the whole page: what lies under a bar at the edge is scrolled out of there, and not covered.
	const { width = 0, height = 0 } = page.viewportSize() ?? {};
	await page.setViewportSize({ width, height: 4000 });
	await expectAccessible(page, here);
	await page.setViewportSize({ width, height });
}

test('without an account: the way in', async ({ browser }) => {
	await look(browser, ['/', '/login'], { cookies: [], origins: [] });
});

test('accounts and banks', async ({ browser, page }) => {
	test.setTimeout(240_000);
	await page.context().addCookies(signedIn.cookies);
	await page.goto(`${server.url}/banks`);
	await page
		.getByRole('link', { name: /Nghị quyết Đại hội XIII/ })
		.first()
		.click();
	await page.waitForURL(/\/banks\/[\da-f-]{36}$/);
	const here = new URL(page.url()).pathname;
	await page.locator('a[href*="/questions/"]:not([href*="/new"])').first().click();
	await page.waitForURL(/\/questions\/[\da-f-]{36}/);
	const question = new URL(page.url()).pathname;
	const bank = ['', '/checks', '/export', '/import', '/review', '/settings'].map((part) => here + part);
	await look(browser, [
		'/account',
		'/admin',
		'/banks',
		'/banks/import',
		...bank,
		question,
		`${question}/history`
	]);
});

test('the set-up, step by step', async ({ browser }) => {
	test.setTimeout(240_000);
	const steps = [
		'',
		'/rules',
		'/rounds',
		'/questions',
		'/questions/draw?to=rounds',
		'/questions/pick?to=main.0',
		'/roster',
		'/roster/import'
	];
	const later = [
		'/awards',
		'/look',
		'/staff',
		'/cards',
		'/hall',
		'/rehearsal',
		'/ready',
		'/data?q=tr',
		'/data/1'
	];
	const here = `/host/contests/${contest.id}`;
	await look(browser, ['/host/contests', ...[...steps, ...later].map((step) => here + step)]);
});

test('a contest that runs: desk of the judges, minutes', async ({ browser }) => {
	test.setTimeout(240_000);
	const context = await browser.newContext({ storageState: signedIn });
	const desk = new HostConsole(await context.newPage());
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Nguyễn Văn An', 'Chi đoàn 10A1');
	await desk.open(contest.console);
	await desk.take('start', 'present', 'open');
	await phone.answer('Một');
	await desk.closeEarly();
	await desk.take('reveal');
	const here = `/host/contests/${contest.id}`;
	await look(browser, [`${here}/judges`, `${here}/minutes`, `${here}/poster`]);
	await context.close();
});
