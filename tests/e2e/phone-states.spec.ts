import { expect, test, type Browser } from '@playwright/test';
import { code } from '../../src/lib/showcase/hall';
import { phoneStates, review, type PhoneState } from '../../src/lib/showcase/phone';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import { forReadme, expectAccessible, expectFit, inOurTypeface } from './helpers/pictures';
import { ToldScreen } from './helpers/told';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const states = Object.entries<() => PhoneState>(phoneStates);
/** What the README shows. */
const documented: Record<string, string> = {
	recorded: 'phone-question',
	right: 'phone-right',
	finished: 'phone-bell'
};
/** A finger needs so many pixels. */
const finger = 48;

async function unpack(browser: Browser, width: number, height: number) {
	return await browser.newContext({
		viewport: { width, height },
		deviceScaleFactor: width === 360 ? 2 : 1,
		reducedMotion: 'reduce',
		isMobile: true,
		hasTouch: true
	});
}

/** A phone that shows a state. */
async function show(context: Awaited<ReturnType<typeof unpack>>, name: string, state: PhoneState) {
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const replies = { clock: () => ({ t: Date.now() }), review: () => ({ ok: true, ...review() }) };
	const told = await ToldScreen.listen(page, replies);
	await drawPictures(page);
	const { hello, view, me } = state;
	if (view.question) view.question.closesAt = Date.now() + (name.startsWith('time-up') ? -5000 : 12_500);
	told.tell('/play', 'hello', hello);
	told.tell('/play', 'view', view);
	if (me) told.tell('/play', 'me', me);
	await page.goto(`${server.url}/play/${code}`);
	await expect(
		page.locator('main:not(:has-text("Đang tải"), :has-text("Đang kết nối")) > *').first()
	).toBeVisible();
	await inOurTypeface(page);
	await page.evaluate(() => Promise.all([...document.images].map((i) => i.decode().catch(() => undefined))));
	return { page, errors };
}

for (const [width, height] of [
	[320, 568],
	[360, 640],
	[640, 360]
] as const) {
	test(`every state of the phone at ${width} × ${height}: nothing is cut off, all is large enough to be tapped`, async ({
		browser
	}) => {
		test.setTimeout(400_000);
		const context = await unpack(browser, width, height);
		for (const [name, make] of states)
			await test.step(name, async () => {
				const { page, errors } = await show(context, name, make());
				await expectFit(page, name, false);
				const small = await page.locator('main :is(button, input, select, summary):visible').evaluateAll(
					(all, least) =>
						all
							.map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent?.trim() }))
							.filter(({ box }) => box.height < least || box.width < least)
							.map(({ box, text }) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
					finger
				);
				expect.soft(small, `${name}: too small for a finger`).toEqual([]);
				if (width === 360) await expectAccessible(page, name);
				await forReadme(page, width === 360 ? documented[name] : undefined);
				expect(errors).toEqual([]);
				await page.close();
			});
		await context.close();
	});
}

test('after the end all questions can be read again, each within the width of the phone', async ({
	browser
}) => {
	const context = await unpack(browser, 320, 568);
	const { page } = await show(context, 'review', phoneStates.finished());
	await page.getByRole('button', { name: 'Xem lại các câu hỏi' }).tap();
	await expect(page.getByRole('article').first()).toBeVisible();
	await expectFit(page, 'review', false);
	await expectAccessible(page, 'review');
	await context.close();
});
