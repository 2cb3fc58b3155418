import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import sharp from 'sharp';
import { misfits } from './misfits';

/** With PICTURES=docs (`npm run pictures`) writes the picture that the README or a guide shows by this name. */
export async function forReadme(page: Page, name: string | undefined): Promise<void> {
	if (!name || env['PICTURES'] !== 'docs') return;
	const whole = await page.screenshot({ animations: 'disabled', caret: 'hide' });
	await sharp(whole).png({ palette: true }).toFile(`docs/pictures/${name}.png`);
}

/** Nothing lies outside of the window or is cut off, once what follows the window's size has followed. `fixed`: the page does not scroll at all. */
export async function expectFit(page: Page, name: string, fixed: boolean): Promise<void> {
	await expect
		.configure({ soft: true })
		.poll(async () => (await misfits(page, fixed)).out, { message: name, timeout: 3000 })
		.toEqual([]);
}

/** WCAG 2.2 AA, as far as axe can tell. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
	const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary ?? ''}`
	);
	expect.soft(found, name).toEqual([]);
}

/** What has been told is drawn, with its typefaces and pictures. */
export async function atRest(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
		await frame();
		await document.fonts.ready;
		await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
		await frame();
		await frame();
	});
}

/** A picture of the window, or of the whole page, so many pixels wide. */
export async function picture(page: Page, width: number, whole = false): Promise<Picture> {
	const shot = await page.screenshot({
		animations: 'disabled',
		caret: 'hide',
		scale: 'css',
		fullPage: whole
	});
	const { data, info } = await sharp(shot)
		.resize({ width })
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

export interface Picture {
	/** Red, green and blue of each pixel. */
	data: Buffer;
	width: number;
	height: number;
}

/**
 * Compares what a state looks like in several windows, each row from left to right, with the small picture of all of them in
 * `references/`. `npx playwright test … -u` keeps new ones: they are to be looked at.
 */
export async function expectKept(folder: string, name: string, rows: Picture[][]): Promise<void> {
	const gap = 8;
	const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)));
	const above = (row: number) => heights.slice(0, row).reduce((sum, height) => sum + height + gap, 0);
	const placed = rows.flatMap((row, y) =>
		row.map(({ data, width, height }, x) => ({
			input: data,
			raw: { width, height, channels: 3 as const },
			left: row.slice(0, x).reduce((sum, one) => sum + one.width + gap, 0),
			top: above(y)
		}))
	);
	const width = Math.max(...placed.map(({ left, raw }) => left + raw.width));
	const sheet = await sharp({
		create: { width, height: above(rows.length) - gap, channels: 3, background: '#808080' }
	})
		.composite(placed)
		.png({ palette: true, colours: 64, dither: 0, effort: 10 })
		.toBuffer();
	expect.soft(sheet, name).toMatchSnapshot([folder, `${name}.png`], { maxDiffPixelRatio: 0.003 });
}

/**
 * A phone has the typeface of its owner, another on each machine; so pictures are taken in ours. The context must bypass the
 * page's policy, which allows no such thing.
 */
export async function inOurTypeface(page: Page): Promise<void> {
	const face = async (weight: number, subset: string) => {
		const file = `node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`;
		const range =
			subset === 'latin'
				? 'U+0000-00FF, U+2000-206F, U+2190-21FF'
				: 'U+0100-024F, U+0300-036F, U+1EA0-1EF9, U+20AB';
		const data = (await readFile(file)).toString('base64');
		return `@font-face{font-family:'Be Vietnam Pro';font-weight:${weight};src:url(data:font/woff2;base64,${data});unicode-range:${range}}`;
	};
	const faces = [400, 500, 600, 700, 800].flatMap((w) => [face(w, 'latin'), face(w, 'vietnamese')]);
	const ours = `body{font-family:'Be Vietnam Pro',sans-serif!important}`;
	await page.addStyleTag({ content: (await Promise.all(faces)).join('') + ours });
	await page.evaluate(async () => {
		await document.fonts.ready;
		if (![...document.fonts].some(({ status }) => status === 'loaded')) throw new Error('no typeface');
	});
}
