import { expect } from '@playwright/test';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type TestServer } from '../helpers/server';
import { expectAccessible, expectFit } from './helpers/looks';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('an administrator sees how backups stand, makes one, and is told what keeps one from being made', async ({
	page
}) => {
	await becomeAdministrator(page, server);
	await page.goto(`${server.url}/admin`);
	const panel = page.getByRole('region', { name: 'Sao lưu' });
	await expect(panel).toContainText('Chưa có bản sao lưu nào.');
	await panel.getByRole('button', { name: 'Sao lưu ngay' }).click();
	await expect(panel.getByRole('status')).toHaveText('Đã sao lưu xong.');
	await expect(panel).toContainText(/Bản mới nhất: .* \(\d+ kB\)/);
	const folder = join(server.dataDir, 'backups');
	expect(readdirSync(folder)).toHaveLength(1);
	await expect(panel).toContainText(folder);
	await expect(panel.getByRole('link')).toHaveCount(0); // the file is not given out
	await expectAccessible(page, 'backups');
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await expectFit(page, `backups, ${width}`, false);
	}

	rmSync(folder, { recursive: true });
	writeFileSync(folder, 'in the way');
	await panel.getByRole('button', { name: 'Sao lưu ngay' }).click();
	await expect(page.getByText('Không ghi được bản sao lưu.')).toBeVisible();
	await page.goto(`${server.url}/admin`);
	await expect(panel).toContainText(/Lần sao lưu lúc .* không thành. Không ghi được bản sao lưu./);
});
