import { expect, test, type Browser, type Page } from '@playwright/test';
import type { StageView } from '../../src/lib/protocol/stage';
import { code } from '../../src/lib/showcase/hall';
import { floorSizes, stageOf, stageScenes } from '../../src/lib/showcase/stage';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import { forReadme, expectAccessible, expectFit } from './helpers/pictures';
import { ToldScreen } from './helpers/told';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/** Every scene, and the floor and a reveal of halls of all sizes. */
const scenes: [name: string, make: () => StageView][] = [
	...Object.entries(stageScenes),
	...floorSizes.flatMap((n): [string, () => StageView][] => {
		const { floor, reveal } = stageOf(n);
		return [
			[`floor-of-${n}`, floor],
			[`reveal-of-${n}`, reveal]
		];
	})
];
/** What the README shows. */
const documented: Record<string, string> = {
	'join-half': 'stage-join',
	'question-open': 'stage-question',
	'reveal-some-leave': 'stage-reveal',
	rescue: 'stage-rescue',
	'bell-rung': 'stage-bell'
};

/** A projector that is told what to show. */
class Projector {
	private version = 1_000_000;

	private constructor(
		readonly page: Page,
		private readonly told: ToldScreen
	) {}

	static async hang(browser: Browser, width: number, height: number): Promise<Projector> {
		const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
		const page = await context.newPage();
		const told = await ToldScreen.listen(page, { clock: () => ({ t: Date.now() }) });
		await drawPictures(page);
		await page.goto(`${server.url}/stage/${code}`);
		return new Projector(page, told);
	}

	async show(name: string, made: StageView, theme: 'night' | 'day'): Promise<void> {
		const view = { ...made, v: this.version++, look: { ...made.look, theme } };
		const seconds = name === 'question-last-seconds' ? 4 : 12;
		if (view.question?.state === 'open') view.question.closesAt = Date.now() + seconds * 1000 + 500;
		this.told.tell('/stage', 'live', { answered: 61, of: Math.max(70, view.left) });
		this.told.tell('/stage', 'view', view);
		await expect(this.page.locator('.picture')).toHaveAttribute('data-v', String(view.v));
		await expect(this.page.locator('.picture')).toHaveCount(1);
		await this.page.evaluate(async () => {
			await document.fonts.ready;
			await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
		});
	}
}

const all = scenes.map(([name]) => name);
/** Colours are held to their contrast by a test of their pairs; by day a few scenes are looked at by axe as well. */
const some = [
	'join-half',
	'floor',
	'question-open',
	'reveal-some-leave',
	'rescue',
	'bell-rung',
	'standings',
	'units'
];
const rooms: { width: number; height: number; theme: 'night' | 'day'; axe: string[] }[] = [
	{ width: 1280, height: 720, theme: 'night', axe: all },
	{ width: 1280, height: 720, theme: 'day', axe: some },
	{ width: 1024, height: 768, theme: 'night', axe: [] },
	{ width: 1920, height: 1080, theme: 'night', axe: [] },
	{ width: 3840, height: 2160, theme: 'night', axe: [] }
];

for (const { width, height, theme, axe } of rooms) {
	test(`every scene of the stage at ${width} × ${height} by ${theme}: nothing is cut off`, async ({
		browser
	}) => {
		test.setTimeout(400_000);
		const projector = await Projector.hang(browser, width, height);
		const errors: string[] = [];
		projector.page.on('pageerror', (error) => errors.push(error.message));
		for (const [name, make] of scenes)
			await test.step(name, async () => {
				await projector.show(name, make(), theme);
				await expectFit(projector.page, name, true);
				if (axe.includes(name)) await expectAccessible(projector.page, name);
				if (width === 1280 && theme === 'night') await forReadme(projector.page, documented[name]);
			});
		expect(errors).toEqual([]);
		await projector.page.context().close();
	});
}
