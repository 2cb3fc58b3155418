import { expect, test, type Browser, type BrowserContext } from '@playwright/test';
import { consoleStates, type ConsoleState } from '../../src/lib/showcase/console';
import type { HostView } from '../../src/lib/protocol/host';
import type { StageView } from '../../src/lib/protocol/stage';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { forReadme, expectAccessible, expectFit } from './helpers/pictures';
import { becomeAdministrator } from './helpers/staff';
import { StillClock } from './helpers/still-clock';
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

/** The same a little later, with 12 s left on an open countdown at `now`, ms of the page's clock. */
function withTime<View extends HostView | StageView>(view: View, now: number): View {
	const { question } = view;
	if (question?.state !== 'open') return view;
	return { ...view, question: { ...question, closesAt: now + 12_000 } };
}

async function openDesk(browser: Browser, width: number, height: number) {
	const viewport = { width, height };
	return await browser.newContext({ viewport, reducedMotion: 'reduce', storageState: signedIn });
}

async function show(context: BrowserContext, { view, live, people, stage }: ConsoleState) {
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const clock = await StillClock.in(page);
	const told = await ToldScreen.listen(page, { clock: () => ({ t: clock.elapsed }) });
	await drawPictures(page);
	told.tell('/host', 'people', people);
	told.tell('/host', 'view', view);
	told.tell('/host', 'live', live);
	told.tell('/stage', 'view', stage);
	await page.goto(contest.console);
	await clock.until('#main');
	await clock.until('.picture');
	// However long it took to come here, so much is left on every countdown.
	told.tell('/host', 'view', withTime(view, clock.elapsed));
	told.tell('/stage', 'view', withTime(stage, clock.elapsed));
	await clock.give(700);
	await page.evaluate(() => document.fonts.ready);
	await clock.give(100);
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
