import { expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { openDatabase } from '../../src/lib/server/db/client';
import { acquirePostgres } from '../../src/lib/server/db/embedded';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { makeContest, type MadeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;
let desk: HostConsole;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const page = await browser.newPage();
	await becomeAdministrator(page, server);
	desk = new HostConsole(page);
});
test.afterAll(() => server.stop());

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
	<rect width="1200" height="900" fill="#dfefff"/><path d="M150 750 600 150 1050 750Z" fill="#c33" stroke="#222" stroke-width="20"/>
</svg>`;
const question = {
	type: 'multiple_choice',
	text: 'Tam giác trong hình có __cạnh đáy__ $a$ và chiều cao $h$. Diện tích **không** phải là biểu thức nào?',
	options: ['$\\frac{1}{2}ah$', '$a^2 + h^2$', 'a × h : 2', '$\\sqrt{a^2h^2}:2$'],
	answer: 'B',
	explanation: 'Diện tích tam giác: $S = \\frac{1}{2}ah$.'
};

/** A contest of two questions with the drawing on the first, its waiting room open. */
async function illustrated(): Promise<MadeContest> {
	const contest = await makeContest(server, {
		open: false,
		rules: { registration: 'open', rescue: { limit: 0 }, phonesReadAlong: true },
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 120, questions: [question, question] }]
	});
	const whole = await sharp(Buffer.from(drawing)).webp().toBuffer();
	const small = await sharp(whole).resize(720).webp().toBuffer();
	const id = createHash('sha256').update(whole).digest('hex');
	const picture = [{ id, kind: 'image', on: 'text', alt: 'Một tam giác', width: 1200, height: 900 }];
	const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir: server.dataDir });
	const database = openDatabase(postgres.url, 'test');
	await database.sql`
		insert into media (id, kind, mime, content, small, width, height)
		values (${id}, 'image', 'image/webp', ${whole}, ${small}, 1200, 900) on conflict do nothing`;
	await database.sql`update question set media = ${database.sql.json(picture)} where text = ${question.text}`;
	await database.close();
	await postgres.release();
	const env = { ...process.env, DATA_DIR: server.dataDir };
	await promisify(execFile)(process.execPath, ['build/node/cli.js', 'contest', 'open', contest.code], {
		env
	});
	return contest;
}

const loaded = (page: Page) =>
	page.locator('img').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth);
/** Nothing of these stands outside the window, or under another. */
const inside = (page: Page, what: string) =>
	page.locator(what).evaluateAll((all) =>
		all.every((one) => {
			const { left, right, top, bottom } = one.getBoundingClientRect();
			return left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
		})
	);

test('[QU1] a question with formulas and a picture, on phone, stage and console', async ({ browser }) => {
	const contest = await illustrated();
	const stage = await browser.newPage({ viewport: { width: 1024, height: 768 } });
	await stage.goto(contest.stage);
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.open(contest.console);
	await expect(desk.page.getByRole('img', { name: 'Một tam giác' }).first()).toBeVisible();
	await expect(desk.page.locator('.katex').first()).toBeVisible();
	await expect(phone.page.locator('img')).toHaveCount(0);

	await desk.take('start', 'present');
	await expect(phone.page.getByRole('img', { name: 'Một tam giác' })).toBeVisible();
	await expect(stage.getByRole('img', { name: 'Một tam giác' })).toBeVisible();
	await desk.take('open');
	await expect(phone.options).toHaveCount(4);
	await expect(phone.page.locator('.phone-option .katex')).toHaveCount(3);
	await expect(phone.page.locator('h1 strong')).toHaveText('không');
	await expect(phone.page.locator('h1 u')).toHaveText('cạnh đáy');
	await expect.poll(() => loaded(phone.page)).toBe(720);
	await expect.poll(() => loaded(stage)).toBe(1200);
	await expect(stage.locator('.katex')).toHaveCount(5);

	for (const [width, height] of [
		[1920, 1080],
		[3840, 2160],
		[1024, 768]
	] as const) {
		await stage.setViewportSize({ width, height });
		await expect.poll(() => inside(stage, 'h2, ol li, .katex-html, img')).toBe(true);
	}
	for (const [width, height] of [
		[320, 568],
		[640, 360],
		[360, 640]
	] as const) {
		await phone.page.setViewportSize({ width, height });
		await expect.poll(() => inside(phone.page, '.phone-option')).toBe(true);
		expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	}

	await phone.page.getByRole('button', { name: 'Phóng to hình' }).tap();
	await phone.page.getByRole('button', { name: 'Đóng' }).tap();
	await phone.options.nth(1).tap();
	await expect(phone.recordedLine).toContainText('Đã ghi nhận');
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(phone.page.getByText('Diện tích tam giác').locator('.katex')).toBeVisible();
	await expect(stage.locator('.why .katex')).toBeVisible();
});

test('a phone that can not load what sets formulas shows how they are written', async ({ browser }) => {
	const contest = await illustrated();
	const phone = await Phone.unpack(browser);
	await phone.page.route(/katex/, (route) => route.abort());
	await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.open(contest.console);
	await desk.take('start', 'present', 'open');
	await expect(phone.options.first()).toContainText('\\frac{1}{2}ah');
	await phone.options.first().tap();
	await expect(phone.recordedLine).toContainText('Đã ghi nhận');
});
