import { expect, type Page } from '@playwright/test';
import { env } from 'node:process';
import { Hall } from './helpers/hall';
import { test } from './helpers/test';
import { turn } from './helpers/visibility';

/*
 * What keeps the screen of a phone from going dark on plain http, where browsers have no lock for it. Whether a real phone
 * stays awake by it can't be seen here; that the film plays, has sound and is not muted is what they ask for.
 */

// As on a phone: no film before a touch; and what a trace looks up in the page is none.
test.use({
	trace: 'off',
	launchOptions: { executablePath: env.CHROMIUM_PATH, args: ['--autoplay-policy=user-gesture-required'] }
});

let hall: Hall;

test.beforeAll(async ({ browser }) => {
	hall = await Hall.open(browser);
});
test.afterEach(() => hall.quiet());
test.afterAll(() => hall.close());

test('on plain http a film without a picture keeps the phone awake, from the first touch on and while one looks', async ({
	browser
}) => {
	const contest = await hall.contest();
	const { phone, address } = await hall.phone(browser, contest);
	const { page } = phone;
	await page.goto(address);
	await expect.poll(() => untouched(page, `document.querySelector('video')?.paused`)).toBe(true);
	expect(await untouched(page, `isSecureContext || 'wakeLock' in navigator`)).toBe(false);
	await page.waitForTimeout(500);
	expect(await untouched(page, `document.querySelector('video').paused`)).toBe(true);

	await phone.join(address, 'Nguyễn Văn An');
	await expect.poll(() => plays(page)).toBe(true);
	const { muted, loop, volume, width, sound } = await film(page).evaluate((video: HTMLVideoElement) => ({
		muted: video.muted,
		loop: video.loop,
		volume: video.volume,
		width: video.videoWidth,
		sound: Number(Reflect.get(video, 'webkitAudioDecodedByteCount'))
	}));
	expect({ muted, loop, volume, width }).toEqual({ muted: false, loop: false, volume: 1, width: 128 });
	expect(sound).toBeGreaterThan(0);
	await page.waitForTimeout(5_000); // longer than the film is
	expect(await plays(page)).toBe(true);

	await turn(page, 'hidden');
	expect(await plays(page)).toBe(false);
	await turn(page, 'visible');
	await expect.poll(() => plays(page)).toBe(true);
	await expect(page.getByText('Màn hình có thể tự tắt')).toBeHidden();
});

test('where the browser has a lock, and gives it within a touch only, as Safari does, it is asked again then', async ({
	browser
}) => {
	const contest = await hall.contest();
	const { phone, address } = await hall.phone(browser, contest);
	const { page } = phone;
	await page.addInitScript(() => {
		const request = () => {
			if (!navigator.userActivation.isActive) return Promise.reject(new DOMException('', 'NotAllowedError'));
			document.title = 'locked';
			return Promise.resolve({ released: false, release: () => Promise.resolve() });
		};
		Object.defineProperty(navigator, 'wakeLock', { value: { request } });
	});
	await page.goto(address);
	await page.waitForTimeout(1_000);
	expect(await untouched(page, 'document.title')).not.toBe('locked');
	await phone.join(address, 'Nguyễn Văn An');
	await expect(page).toHaveTitle('locked');
	expect(
		await film(page).evaluateAll((films) =>
			films.some((one) => one instanceof HTMLVideoElement && !one.paused)
		)
	).toBe(false);
	await expect(page.getByText('Màn hình có thể tự tắt')).toBeHidden();
});

test('where nothing keeps the screen from going dark the phone says so', async ({ browser }) => {
	const contest = await hall.contest();
	const { phone, address } = await hall.phone(browser, contest);
	await phone.page.addInitScript(() => {
		HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
	});
	await phone.join(address, 'Nguyễn Văn An');
	await expect(phone.page.getByText('Màn hình có thể tự tắt')).toBeVisible();
});

const film = (page: Page) => page.locator('video[aria-hidden]');

/** Asks the page without what Playwright does to it, which a browser takes for a touch. */
async function untouched(page: Page, expression: string): Promise<unknown> {
	const devtools = await page.context().newCDPSession(page);
	return (await devtools.send('Runtime.evaluate', { expression })).result.value;
}

/** Whether the film moves. */
async function plays(page: Page): Promise<boolean> {
	return await film(page).evaluate(async (video: HTMLVideoElement) => {
		const before = video.currentTime;
		await new Promise((resolve) => setTimeout(resolve, 400));
		return !video.paused && video.currentTime !== before;
	});
}
