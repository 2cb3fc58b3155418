import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { readWorkbook } from '../../src/lib/server/files/workbook';
import { Zip } from '../../src/lib/server/files/zip';
import { docxText } from '../helpers/docx-text';
import { openPdf, pictureOf, textsOf } from '../helpers/pdf';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { makeContest, playItOut } from './helpers/contest';
import { downloaded } from './helpers/downloads';
import { expectAccessible, expectFit, forReadme } from './helpers/looks';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const title = 'Tìm hiểu Nghị quyết Đại hội XIII';
const texts = ['Phương châm của Đại hội XIII là gì?', 'Đoàn TNCS Hồ Chí Minh được thành lập ngày nào?'];
const questions = Array.from({ length: 4 }, (_, i) => ({
	type: 'multiple_choice',
	text: texts[i] ?? `Câu hỏi số ${i + 1} về Nghị quyết là gì?`,
	options: ['Đoàn kết', 'Dân chủ', 'Kỷ cương', 'Đổi mới'],
	answer: 'ABCD'.charAt(i % 4),
	explanation: 'Theo văn kiện Đại hội.'
}));

test(
	'from a played contest to published results, Excel, minutes and certificates',
	{ tag: '@readme' },
	async ({ page, context, browser }) => {
		test.setTimeout(360_000);
		const names: string[] = [];
		const complaints = new Complaints();
		complaints.listen('manager', context);
		await becomeAdministrator(page, server);
		const contest = await makeContest(server, {
			title,
			organizer: 'Tỉnh đoàn Kon Tum',
			awards: [
				{ name: 'Giải Nhất', count: 1 },
				{ name: 'Giải Nhì', count: 2 },
				{ name: 'Giải Ba', count: 3 }
			],
			rules: { registration: 'open' },
			rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 3, questions }]
		});

		await test.step('before the end there is nothing, and it says so', async () => {
			await page.goto(`${contest.setup}/results`);
			await expect(page.getByRole('heading', { name: 'Chưa có kết quả' })).toBeVisible();
			expect((await page.request.get(`${contest.setup}/results/file`)).status()).toBe(404);
		});

		await playItOut(server, contest, { players: 40, accuracy: 0.75, seed: 'kết quả' });
		const wide = async (what: string) => {
			for (const width of [360, 1280, 1920]) {
				await page.setViewportSize({ width, height: 900 });
				await expectFit(page, `${what} at ${width}`, false);
			}
			await page.setViewportSize({ width: 1280, height: 900 });
			await expectAccessible(page, what);
		};

		await test.step('the list of contests leads to what came of it', async () => {
			await page.goto(`${server.url}/host/contests`);
			await page.getByRole('link', { name: title }).click();
			await expect(page).toHaveURL(`${contest.setup}/results`);
			await expect(page.getByRole('region', { name: 'Người rung chuông vàng' })).toBeVisible();
			await expect(page.getByRole('group', { name: 'Diễn biến trên sàn' })).toContainText('Câu 1: còn');
			await wide('results');
			await forReadme(page, 'results');
		});

		await test.step('the ranking: found by name, and from there her way through the contest', async () => {
			await page.getByRole('link', { name: 'Xếp hạng', exact: true }).click();
			const lines = page.getByRole('table', { name: 'Xếp hạng' }).locator('tbody tr');
			await expect(lines).toHaveCount(40);
			await wide('ranking');
			await page.getByLabel('Tìm theo SBD, họ tên hoặc đơn vị').fill('17');
			await page.getByRole('button', { name: 'Tìm' }).click();
			await expect(lines).toHaveCount(1);
			const name = await lines.getByRole('link').innerText();
			await lines.getByRole('link').click();
			await expect(page.getByRole('heading', { name: `Thí sinh ${name}` })).toBeVisible();
			await expect(page.getByText('Lên sàn khi cuộc thi bắt đầu')).toBeVisible();
			await expect(page.getByText(texts[0] ?? '')).toBeVisible();
			await wide('a contestant');
			await page.getByRole('link', { name: 'Về bảng xếp hạng' }).click();
			await page.getByLabel('Tìm theo SBD, họ tên hoặc đơn vị').fill('không có ai');
			await page.keyboard.press('Enter');
			await expect(page.getByText('Không có thí sinh nào khớp')).toBeVisible();
		});

		await test.step('each question: how many were right, what was chosen, who left', async () => {
			await page.getByRole('link', { name: 'Câu hỏi', exact: true }).last().click();
			const first = page.getByRole('article').first();
			await expect(first).toContainText(/\d+ trong 40 thí sinh trả lời đúng/);
			await expect(first).toContainText('Rời sàn');
			await wide('questions');
		});

		await test.step('Excel and CSV have everybody', async () => {
			await page.goto(`${contest.setup}/results`);
			const loading = page.waitForEvent('download');
			await page.getByRole('link', { name: 'Tải tệp Excel' }).click();
			const file = await loading;
			expect(file.suggestedFilename()).toBe(`Kết quả ${title}.xlsx`);
			const [ranking] = readWorkbook(new Zip(await readFile(await file.path())), 1000);
			const ranks = ranking?.rows.filter(({ cells }) => /^\d+$/.test(cells[1]?.text ?? ''));
			expect(ranks).toHaveLength(40);
			const csv = await (await page.request.get(`${contest.setup}/results/file?format=ranking`)).text();
			expect(csv.trim().split('\r\n')).toHaveLength(41);
			names.push(
				...csv
					.trim()
					.split('\r\n')
					.slice(1)
					.map((line) => line.split(',')[2] ?? '')
			);
			await page.setViewportSize({ width: 1280, height: 900 });
		});
		await test.step('minutes: with a letterhead, as PDF and as Word, with everybody whom they name', async () => {
			await page.getByRole('link', { name: 'Giấy tờ' }).click();
			await wide('papers');
			await page.getByLabel('Cơ quan cấp trên').fill('Tỉnh đoàn Kon Tum');
			await page.getByLabel('Địa danh').fill('Kon Tum');
			await page
				.getByLabel('Ban Tổ chức', { exact: true })
				.fill('Nguyễn Văn Ỷ, Trưởng ban\nLê Thị Ẩm, Phó ban');
			await page.getByRole('button', { name: 'Lưu', exact: true }).first().click();
			await expect(page.getByText('Đã lưu.')).toBeVisible();
			const pdf = await openPdf(await downloaded(page, page.getByRole('link', { name: 'Tải PDF' }).first()));
			const said = (await textsOf(pdf)).join(' ').replace(/\s+/g, ' ');
			const word = docxText(await downloaded(page, page.getByRole('link', { name: 'Tải Word' })));
			for (const text of [
				'TỈNH ĐOÀN KON TUM',
				'Kon Tum, ngày',
				'1. Nguyễn Văn Ỷ, Trưởng ban',
				'Câu 1',
				...names
			]) {
				expect(said, text).toContain(text);
				expect(word, text).toContain(text);
			}
			await forReadme(page, 'papers');
			await page.goto(`${contest.setup}/minutes`);
			await expect(page.getByText('1. Nguyễn Văn Ỷ, Trưởng ban')).toBeVisible();
			for (const width of [360, 1280]) {
				await page.setViewportSize({ width, height: 900 });
				await expectFit(page, `minutes at ${width}`, false);
			}
			await expectAccessible(page, 'minutes');
		});

		await test.step('certificates: a sample, those of winners and of all, told how far they are, every name on its own', async () => {
			await page.goto(`${contest.setup}/papers`);
			await page.getByRole('radio', { name: /Chuông vàng/ }).check();
			await page.getByLabel('Họ tên người ký').fill('Trần Hữu Nghĩa');
			await page.getByRole('button', { name: 'Lưu', exact: true }).last().click();
			await expect(page.getByText('Đã lưu.')).toBeVisible();
			const sample = await openPdf(
				await downloaded(page, page.getByRole('link', { name: 'Xem thử một tờ' }))
			);
			expect((await textsOf(sample))[0]).toContain('Trần Hữu Nghĩa');
			const all = await openPdf(
				await downloaded(page, page.getByRole('link', { name: 'Tải cho mọi thí sinh (40)' }))
			);
			await expect(page.getByText('Đã tải xong 40 tờ.')).toBeVisible();
			const texts = await textsOf(all);
			expect(texts).toHaveLength(40);
			for (const name of names)
				expect(texts.filter((text) => text.includes(name)).length, name).toBeGreaterThan(0);
			// A certificate is no white page: what is drawn is more than its words.
			const { channels } = await sharp(await pictureOf(all, 1, 0.5)).stats();
			expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
			await page.getByRole('radio', { name: /Nền của Ban Tổ chức/ }).check();
			await expect(page.getByText('Hãy tải ảnh nền lên trước.')).toBeVisible();
			const picture = await sharp({ create: { width: 600, height: 424, channels: 3, background: '#204070' } })
				.png()
				.toBuffer();
			await page
				.getByLabel('Ảnh nền của Ban Tổ chức')
				.last()
				.setInputFiles({ name: 'nen.png', mimeType: 'image/png', buffer: picture });
			await page.getByRole('button', { name: 'Tải ảnh lên' }).click();
			await expect(page.getByRole('button', { name: 'Gỡ ảnh' })).toBeVisible();
		});

		await test.step('papers for the hall are there too', async () => {
			for (const [paper, pages] of [
				['cards', 5],
				['poster', 1],
				['floor?columns=8', 1],
				['sheets?named', 20],
				['sheets', 1]
			] as const) {
				const file = await page.request.get(`${contest.setup}/papers/${paper}`);
				expect((await openPdf(await file.body())).numPages, paper).toBe(pages);
			}
			expect((await page.request.get(`${contest.setup}/papers/khong-co`)).status()).toBe(404);
		});

		await test.step('published by number, then by name with the questions, everybody sees it; withdrawn, nobody', async () => {
			const visitor = await browser.newContext({ viewport: { width: 1280, height: 740 } });
			complaints.listen('visitor', visitor);
			const open = await visitor.newPage();
			const address = `${server.url}/results/${contest.code}`;
			expect((await open.request.get(address)).status()).toBe(404);
			await page.goto(`${contest.setup}/results`);
			await page.getByRole('button', { name: 'Công bố', exact: true }).click();
			await expect(page.getByText(/Đã công bố ngày/)).toBeVisible();
			await expect(page.getByText('Đã lưu.')).toBeVisible();
			await expect(page.getByLabel('Địa chỉ trang kết quả')).toHaveValue(
				new RegExp(`/results/${contest.code}$`)
			);
			await open.goto(address);
			await expect(open.getByRole('heading', { name: title })).toBeVisible();
			const lines = open.getByRole('table', { name: 'Xếp hạng' }).locator('tbody tr');
			await expect(lines).toHaveCount(40);
			await expect(open.getByRole('columnheader', { name: 'Họ và tên' })).toHaveCount(0);
			for (const width of [360, 1920, 1280]) {
				await open.setViewportSize({ width, height: 740 });
				await expectFit(open, `public results at ${width}`, false);
			}
			await expectAccessible(open, 'public results');
			// Browsers before 2022, as they are on old phones, drop what stands in a layer. That one is Tailwind's, for others of them.
			const layers = await open.evaluate(() =>
				[...document.styleSheets].flatMap((sheet) =>
					[...sheet.cssRules].flatMap((rule) => (rule instanceof CSSLayerBlockRule ? [rule.name] : []))
				)
			);
			expect(layers).toEqual(['properties']);
			await open.getByLabel('Tìm theo số báo danh').fill('17');
			await open.keyboard.press('Enter');
			await expect(lines).toHaveCount(1);

			await page.getByRole('radio', { name: /Họ tên, đơn vị/ }).check();
			await page.getByRole('checkbox', { name: /Kèm câu hỏi/ }).check();
			const saved = page.waitForResponse(/\/results\?\/publish/);
			await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
			await saved;
			await open.goto(address);
			await expect(open.getByRole('columnheader', { name: 'Họ và tên' })).toHaveCount(1);
			await open.getByRole('link', { name: 'Xem câu hỏi và đáp án' }).click();
			await expect(open.getByRole('article').first()).toContainText(texts[0] ?? '');
			for (const width of [360, 1280]) {
				await open.setViewportSize({ width, height: 900 });
				await expectFit(open, `public questions at ${width}`, false);
			}

			await page.getByRole('button', { name: 'Thôi công bố' }).click();
			await expect(page.getByText('Chưa công bố.')).toBeVisible();
			expect((await open.request.get(address)).status()).toBe(404);
			expect((await open.request.get(`${address}/questions`)).status()).toBe(404);
			await visitor.close();
		});
		expect(complaints.all).toEqual([]);
	}
);
