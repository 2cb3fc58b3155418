import { expect, test, type Browser, type BrowserContext } from '@playwright/test';
import { consoleStates, type ConsoleState } from '../../src/lib/showcase/console';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { forReadme, expectAccessible, expectFit } from './helpers/pictures';
import { becomeAdministrator } from './helpers/staff';
import { ToldScreen } from './helpers/told';

let server: TestServer;
let contest: MadeContest;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const page = await browser.newPage();
	await becomeAdministrator(page, server);
	signedIn = await page.context().storageState();
	contest = await makeContest(server, {
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 20, questions: easyQuestions(2) }]
	});
	await page.close();
});
test.afterAll(() => server.stop());

const states = Object.entries<() => ConsoleState>(consoleStates);

async function openDesk(browser: Browser, width: number, height: number) {
	const viewport = { width, height };
	return await browser.newContext({ viewport, reducedMotion: 'reduce', storageState: signedIn });
}

async function show(context: BrowserContext, { view, live, people, stage }: ConsoleState) {
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const told = await ToldScreen.listen(page, { clock: () => ({ t: Date.now() }) });
	await drawPictures(page);
	for (const question of [view.question, stage.question])
		if (question?.state === 'open') question.closesAt = Date.now() + 60_000;
	told.tell('/host', 'people', people);
	told.tell('/host', 'view', view);
	told.tell('/host', 'live', live);
	told.tell('/stage', 'view', stage);
	await page.goto(contest.console);
	await expect(page.locator('#main')).toBeVisible();
	await expect(page.locator('.picture')).toHaveCount(1);
	await page.evaluate(() => document.fonts.ready);
	await expect(page.locator('[data-testid=next-step]:disabled')).toHaveCount(0);
	return { page, errors };
}

for (const [width, height] of [
	[360, 740],
	[1280, 800],
	[1920, 1080]
] as const) {
	test(`every state of the console at ${width} × ${height}: nothing is cut off, and what comes next is in sight`, async ({
		browser
	}) => {
		test.setTimeout(300_000);
		const context = await openDesk(browser, width, height);
		for (const [name, make] of states)
			await test.step(name, async () => {
				const { page, errors } = await show(context, make());
				await expectFit(page, name, false);
				if (name !== 'finished') await expect(page.getByTestId('next-step')).toBeInViewport({ ratio: 1 });
				if (width !== 1920) await expectAccessible(page, name);
				const documented = width === 1280 && name === 'open' ? 'console' : undefined;
				await forReadme(page, documented);
				expect(errors).toEqual([]);
				await page.close();
			});
		await context.close();
	});
}
