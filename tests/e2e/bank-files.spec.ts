import { expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

interface Read {
	questions: { text: string; options: string[]; key: string; doubts: string[] }[];
}

/** What our own import makes of the file. */
async function readBack(path: string): Promise<Read> {
	const args = ['build/node/cli.js', 'bank', 'import', path, '--dry-run', '--json'];
	const env = { ...process.env, DATA_DIR: server.dataDir };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env });
	return JSON.parse(stdout) as Read;
}

const column = (page: Page, n: number) => page.getByLabel(`Cột (cột ${n}, không tên)`);

test('columns without titles are matched by hand; every way out of a bank reads back', async ({
	page
}, info) => {
	const complaints = new Complaints();
	complaints.listen('organizer', page.context());
	await becomeAdministrator(page, server);

	await test.step('nobody knows what the columns are until somebody says it', async () => {
		await page.goto(`${server.url}/banks/import`);
		const rows = [
			'B;Thủ đô của nước ta?;Huế;Hà Nội;Vinh',
			'A;Hồ nào ở giữa Hà Nội?;Hoàn Kiếm;Ba Bể;Tơ Nưng',
			'C;Sông nào chảy qua Huế?;Sông Hồng;Sông Đà;Sông Hương'
		];
		await page
			.getByLabel('Tệp câu hỏi')
			.setInputFiles({ name: 'Địa lý.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await expect(page.getByText('Không thấy dòng tên cột.')).toBeVisible();
		await column(page, 2).selectOption('Câu hỏi');
		await column(page, 1).selectOption('Đáp án');
		for (const n of [3, 4, 5]) await column(page, n).selectOption(`Phương án ${'ABC'.charAt(n - 3)}`);
		await expect(page.getByText('Hồ nào ở giữa Hà Nội?').first()).toBeVisible();
		// What is taken for another field is no longer that one.
		await column(page, 5).selectOption('Đáp án');
		await expect(column(page, 1)).toHaveValue('');
		await column(page, 1).selectOption('Đáp án');
		await column(page, 5).selectOption('Phương án C');
		await page.getByRole('button', { name: 'Nhập 3 câu' }).click();
		await expect(page.getByText('Đã thêm 3 câu.')).toBeVisible();
	});
	const bank = page.url().replace(/\?.*/, '');

	await test.step('one of them gets a picture', async () => {
		await page.goto(bank);
		await page.getByRole('link', { name: 'Thủ đô của nước ta?' }).click();
		const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
			.png()
			.toBuffer();
		await page
			.locator('input[type=file]')
			.first()
			.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
		await expect(page.getByText('Đã lưu')).toBeVisible();
	});

	for (const [format, lost] of [
		['Excel (.xlsx)', null],
		['Word (.docx)', null],
		['JSON (.json)', null],
		['GIFT (.txt)', 'hình ảnh, âm thanh, video (1 câu)'],
		['Aiken (.txt)', 'hình ảnh, âm thanh, video (1 câu)'],
		['Moodle XML (.xml)', null]
	] as const) {
		await test.step(`${format} says what it loses, and reads back equal`, async () => {
			await page.goto(`${bank}/export`);
			await page.getByRole('radio', { name: format }).check();
			const about = page.locator('label').filter({ has: page.getByRole('radio', { name: format }) });
			await expect(about).toContainText(lost ?? 'Không mất gì.');
			const downloading = page.waitForEvent('download');
			await page.getByRole('button', { name: 'Tải tệp' }).click();
			const download = await downloading;
			expect(download.suggestedFilename()).toContain('Địa lý');
			const path = info.outputPath(download.suggestedFilename());
			await copyFile(await download.path(), path);
			const { questions } = await readBack(path);
			expect(questions).toMatchObject([
				{ text: 'Thủ đô của nước ta?', options: ['Huế', 'Hà Nội', 'Vinh'], key: 'B', doubts: [] },
				{ text: 'Hồ nào ở giữa Hà Nội?', options: ['Hoàn Kiếm', 'Ba Bể', 'Tơ Nưng'], key: 'A', doubts: [] },
				{
					text: 'Sông nào chảy qua Huế?',
					options: ['Sông Hồng', 'Sông Đà', 'Sông Hương'],
					key: 'C',
					doubts: []
				}
			]);
		});
	}
	expect(complaints.all).toEqual([]);
});
