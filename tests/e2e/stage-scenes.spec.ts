import { expect } from '@playwright/test';
import type { StageView } from '../../src/lib/protocol/stage';
import { code } from '../../src/lib/showcase/hall';
import { floorSizes, stageOf, stageScenes } from '../../src/lib/showcase/stage';
import { startServer, type TestServer } from '../helpers/server';
import { drawPictures } from './helpers/drawn';
import {
	atRest,
	expectAccessible,
	expectFit,
	expectKept,
	forReadme,
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

const themes = ['night', 'day'] as const;
/** Projectors, with how wide each is in the picture that is kept. */
const sizes = [
	{ width: 1280, height: 720, small: 320 },
	{ width: 1024, height: 768, small: 240 },
	{ width: 1920, height: 1080, small: 240 },
	{ width: 3840, height: 2160, small: 160 }
];

test.describe.configure({ mode: 'parallel' });

for (const [name, make] of scenes)
	test(`on stage: ${name}`, { tag: name in documented ? '@readme' : [] }, async ({ browser }) => {
		const context = await browser.newContext({ viewport: sizes[0], reducedMotion: 'reduce' });
		const page = await context.newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		const told = await ToldScreen.listen(page, { clock: () => ({ t: Date.now() }) });
		await drawPictures(page);
		const made = make();
		let { v } = made;
		const show = (theme: (typeof themes)[number]) => {
			const view = { ...made, v: ++v, look: { ...made.look, theme } };
			const seconds = name === 'question-last-seconds' ? 4 : 12;
			if (view.question?.state === 'open') view.question.closesAt = Date.now() + seconds * 1000 + 900;
			told.tell('/stage', 'live', { answered: 61, of: Math.max(70, view.left) });
			told.tell('/stage', 'view', view);
		};
		show('night');
		await page.goto(`${server.url}/stage/${code}`);
		await expect(page.locator('.picture')).toHaveCount(1);
		const rows: Picture[][] = [];
		for (const theme of themes) {
			const row: Picture[] = [];
			for (const { width, height, small } of sizes) {
				// Where things are does not hang on the theme: the largest, which takes longest, is looked at by night alone.
				if (width === 3840 && theme === 'day') continue;
				const here = `${name}, ${width} × ${height}, ${theme}`;
				await page.setViewportSize({ width, height });
				show(theme);
				await atRest(page);
				await expect(page.locator('.hall')).toHaveClass(theme === 'day' ? /day/ : /^(?!.*day)/);
				await expectFit(page, here, true);
				row.push(await picture(page, small));
				if (width !== 1280) continue;
				await expectAccessible(page, here);
				if (theme === 'night') await forReadme(page, documented[name]);
			}
			rows.push(row);
		}
		await expectKept('stage', name, rows);
		expect(errors).toEqual([]);
		await context.close();
	});
