import { expect, type Browser, type BrowserContext } from '@playwright/test';
import { consoleStates, type ConsoleState } from '../../src/lib/showcase/console';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import {
	atRest,
	expectAccessible,
	expectFit,
	expectKept,
	forReadme,
	picture,
	type Picture
} from './helpers/looks';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';
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

async function show(browser: Browser, { view, live, people, stage }: ConsoleState) {
	const desk = { viewport: sizes[0], reducedMotion: 'reduce', storageState: signedIn } as const;
	const page = await (await browser.newContext(desk)).newPage();
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
	await expect(page.locator('[data-testid=next-step]:disabled')).toHaveCount(0);
	return { page, errors };
}

/** What the README shows. */
const documented: Record<string, string> = { open: 'console' };
/** Desks, with how wide each is in the picture that is kept. */
const sizes = [
	{ width: 360, height: 740, small: 144 },
	{ width: 1280, height: 800, small: 512 },
	{ width: 1920, height: 1080, small: 640 }
];

test.describe.configure({ mode: 'parallel' });

for (const [name, make] of states)
	test(`on the console: ${name}`, { tag: name in documented ? '@readme' : [] }, async ({ browser }) => {
		const row: Picture[] = [];
		const { page, errors } = await show(browser, make());
		for (const { width, height, small } of sizes) {
			const here = `${name}, ${width} × ${height}`;
			await page.setViewportSize({ width, height });
			await atRest(page);
			await expectFit(page, here, false);
			if (name !== 'finished') await expect(page.getByTestId('next-step')).toBeInViewport({ ratio: 1 });
			row.push(await picture(page, small, true));
			if (width !== 1920) await expectAccessible(page, here);
			if (width === 1280) await forReadme(page, documented[name]);
		}
		expect(errors).toEqual([]);
		await page.context().close();
		await expectKept('console', name, [row]);
	});
