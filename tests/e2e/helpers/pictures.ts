import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import sharp from 'sharp';
import { misfits } from './misfits';

/** With PICTURES=docs (`npm run pictures`) writes the picture that the README shows by this name. */
export async function forReadme(page: Page, name: string | undefined): Promise<void> {
	if (!name || env['PICTURES'] !== 'docs') return;
	const whole = await page.screenshot({ animations: 'disabled', caret: 'hide' });
	await sharp(whole).png({ palette: true }).toFile(`docs/pictures/${name}.png`);
}

/** Nothing lies outside of the window or is cut off. `fixed`: the page does not scroll at all. */
export async function expectFit(page: Page, name: string, fixed: boolean): Promise<void> {
	const { out } = await misfits(page, fixed);
	expect.soft(out, name).toEqual([]);
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

/** A phone has the typeface of its owner, another on each machine; so pictures are taken in ours. */
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
	await page.addStyleTag({ content: (await Promise.all(faces)).join('') });
	await page.evaluate(() => document.fonts.ready);
}
