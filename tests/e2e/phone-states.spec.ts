import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { env } from 'node:process';
import { code } from '../../src/lib/showcase/hall';
import { phoneStates, review, type PhoneState } from '../../src/lib/showcase/phone';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import {
	atRest,
	expectAccessible,
	expectFit,
	expectKept,
	forReadme,
	inOurTypeface,
	picture,
	type Picture
} from './helpers/looks';
import { test } from './helpers/test';
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

const sizes = [
	{ width: 320, height: 568 },
	{ width: 360, height: 640 },
	{ width: 640, height: 360 }
];

const unpack = (browser: Browser, width: number, height: number) =>
	browser.newContext({
		viewport: { width, height },
		deviceScaleFactor: env['PICTURES'] ? 2 : 1,
		reducedMotion: 'reduce',
		bypassCSP: true,
		isMobile: true,
		hasTouch: true
	});

/** A phone that shows a state. */
async function show(context: BrowserContext, name: string, state: PhoneState) {
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const replies = { clock: () => ({ t: Date.now() }), review: () => ({ ok: true, ...review() }) };
	const told = await ToldScreen.listen(page, replies);
	await drawPictures(page);
	const { hello, view, me } = state;
	if (view.question) view.question.closesAt = Date.now() + (name.startsWith('time-up') ? -5000 : 12_900);
	told.tell('/play', 'hello', hello);
	told.tell('/play', 'view', view);
	if (me) told.tell('/play', 'me', me);
	await page.goto(`${server.url}/play/${code}`);
	await expect(
		page.locator('main:not(:has-text("Đang tải"), :has-text("Đang kết nối")) > *').first()
	).toBeVisible();
	await inOurTypeface(page);
	await atRest(page);
	return { page, told, errors };
}

/** What is looked at in every state. */
async function lookAt(page: Page, here: string): Promise<void> {
	await expectFit(page, here, false);
	const small = await page.locator('main :is(button, input, select, summary, a):visible').evaluateAll(
		(all, least) =>
			all
				.map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent?.trim() }))
				.filter(({ box }) => box.height < least || box.width < least)
				.map(({ box, text }) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
		finger
	);
	expect.soft(small, `${here}: too small for a finger`).toEqual([]);
}

test.describe.configure({ mode: 'parallel' });

for (const [name, make] of states)
	test(`on the phone: ${name}`, { tag: name in documented ? '@readme' : [] }, async ({ browser }) => {
		const row: Picture[] = [];
		for (const { width, height } of sizes) {
			const here = `${name}, ${width} × ${height}`;
			const context = await unpack(browser, width, height);
			const { page, errors } = await show(context, name, make());
			await lookAt(page, here);
			row.push(await picture(page, width / 2, true));
			if (width === 360) {
				await expectAccessible(page, here);
				await forReadme(page, documented[name]);
			}
			expect(errors).toEqual([]);
			await context.close();
		}
		await expectKept('phone', name, [row]);
	});

/** States that come from what happens on the way, not from what the server says. */
const happenings: Record<string, (page: Page, told: ToldScreen) => Promise<unknown>> = {
	'line-lost': async (page, told) => {
		told.cut();
		await expect(page.getByText('Mất kết nối')).toBeVisible();
	},
	moved: async (page, told) => {
		told.tell('/play', 'moved', null);
		await expect(page.getByRole('button', { name: 'Dùng lại trên máy này' })).toBeVisible();
	}
};
for (const [name, happen] of Object.entries(happenings))
	test(`on the phone: ${name}`, async ({ browser }) => {
		const row: Picture[] = [];
		for (const { width, height } of sizes) {
			const context = await unpack(browser, width, height);
			const { page, told } = await show(context, name, phoneStates.recorded());
			await happen(page, told);
			await atRest(page);
			await lookAt(page, name);
			row.push(await picture(page, width / 2, true));
			if (width === 360) await expectAccessible(page, name);
			await context.close();
		}
		await expectKept('phone', name, [row]);
	});

test('after the end all questions can be read again, each within the width of the phone', async ({
	browser
}) => {
	const context = await unpack(browser, 320, 568);
	const { page } = await show(context, 'review', phoneStates.finished());
	await page.getByRole('button', { name: 'Xem lại các câu hỏi' }).tap();
	await expect(page.getByRole('article').first()).toBeVisible();
	await lookAt(page, 'review');
	await expectAccessible(page, 'review');
	await context.close();
});
