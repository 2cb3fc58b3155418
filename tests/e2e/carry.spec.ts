import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { makeContest, playItOut } from './helpers/contest';
import { downloaded } from './helpers/downloads';
import { expectAccessible, expectFit } from './helpers/looks';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let office: TestServer;
let hall: TestServer;

test.beforeAll(async () => {
	[office, hall] = await Promise.all([startServer(), startServer()]);
});
test.afterAll(async () => {
	await office.stop();
	await hall.stop();
});

/** Takes the contest out of the installation whose set-up page this is. */
async function takeOut(page: Page, setup: string): Promise<Buffer> {
	await page.goto(setup);
	return await downloaded(page, page.getByRole('link', { name: 'Tải tệp cuộc thi' }));
}

async function open(page: Page, { url }: TestServer, buffer: Buffer): Promise<void> {
	await page.goto(`${url}/host/contests`);
	const file = { name: 'thi.chuongvang', mimeType: 'application/octet-stream', buffer };
	await page.getByLabel('Tệp cuộc thi').setInputFiles(file);
	await page.getByRole('button', { name: 'Mở tệp' }).click();
}

/** The ranking as it stands on the page: a text for each line. */
async function ranking(page: Page, setup: string): Promise<string[]> {
	await page.goto(`${setup}/results/ranking`);
	const lines = page.getByRole('table', { name: 'Xếp hạng' }).locator('tbody tr');
	await expect(lines).toHaveCount(12);
	return await lines.allInnerTexts();
}

async function verified({ dataDir }: TestServer, code: string): Promise<string> {
	const env = { ...process.env, DATA_DIR: dataDir };
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['build/node/cli.js', 'contest', 'verify', code],
		{ env }
	);
	return stdout;
}

const questions = Array.from({ length: 3 }, (_, i) => ({
	type: 'multiple_choice',
	text: `Câu hỏi số ${i + 1} về Nghị quyết là gì?`,
	options: ['Đoàn kết', 'Dân chủ', 'Kỷ cương'],
	answer: 'B'
}));

test('prepared at the office, played in a hall that had nothing, brought home: one ranking, one record', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(240_000);
	const complaints = new Complaints();
	complaints.listen('office', context);
	await becomeAdministrator(page, office);
	const contest = await makeContest(office, {
		rules: { registration: 'open' },
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 3, questions }]
	});
	const there = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	complaints.listen('hall', there);
	const inHall = await there.newPage();
	await becomeAdministrator(inHall, hall);
	let setup = '';

	await test.step('the hall opens it, and nothing of a file in which one bit is another', async () => {
		const file = await takeOut(page, contest.setup);
		const changed = Buffer.from(file);
		const at = changed.indexOf('contest.json') + 200;
		changed[at] = (changed[at] ?? 0) ^ 1;
		await open(inHall, hall, changed);
		await expect(inHall.getByText(/bị thay đổi sau khi tạo, ở phần “contest.json”/)).toBeVisible();
		for (const width of [360, 1280]) {
			await inHall.setViewportSize({ width, height: 800 });
			await expectFit(inHall, `a file that was changed, at ${width}`, false);
		}
		await expectAccessible(inHall, 'a file that was changed');
		await expect(inHall.getByRole('link', { name: 'Thử nghiệm' })).toBeHidden();
		await open(inHall, hall, file);
		await inHall.waitForURL(/\/host\/contests\/\d+/);
		await expect(inHall.getByText('Đã mở cuộc thi từ tệp; biên bản khớp.')).toBeVisible();
		await expect(inHall.getByText(/Cuộc thi này được mở từ một tệp ngày/)).toBeVisible();
		setup = inHall.url().replace(/\?.*/, '');
	});

	await playItOut(hall, contest, { players: 12, accuracy: 0.6, seed: 'hội trường' });

	await test.step('the office has the same ranking, and its bank what came of the questions', async () => {
		const played = await takeOut(inHall, setup);
		await open(page, office, played);
		await page.waitForURL(`${contest.setup}?continued`);
		await expect(page.getByText(/phần thi ở nơi khác đã được nối vào/)).toBeVisible();
		const lines = await ranking(inHall, setup);
		expect(await ranking(page, contest.setup)).toEqual(lines);
		const record = await verified(hall, contest.code);
		expect(record).toContain('Biên bản nguyên vẹn');
		expect(await verified(office, contest.code)).toBe(record);
		await page.goto(`${office.url}/banks`);
		await page.getByRole('link', { name: 'Thử nghiệm' }).click();
		await page.getByRole('link', { name: 'Câu hỏi số 2 về Nghị quyết là gì?' }).click();
		await expect(page.getByText(/trong 12/)).toBeVisible();
	});

	await test.step('what is here already is said', async () => {
		await open(page, office, await takeOut(inHall, setup));
		await expect(page.getByText('Cuộc thi này đã có ở đây, đúng như trong tệp.')).toBeVisible();
	});
	expect(complaints.all).toEqual([]);
});
