import { expect } from '@playwright/test';
import { io } from 'socket.io-client';
import { startServer, type TestServer } from '../helpers/server';
import { easyQuestions, makeContest } from './helpers/contest';
import { atRest, expectAccessible, expectFit } from './helpers/looks';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

/* /admin/server: how the server does, for people. */

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('an administrator sees how the server does, and it moves by itself', async ({ page }) => {
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		title: 'Rung chuông vàng: Tìm hiểu Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 60, questions: easyQuestions(3) }]
	});
	await page.goto(`${server.url}/admin`);
	await page.getByRole('link', { name: 'Máy chủ' }).click();
	await expect(page.getByRole('heading', { name: 'Máy chủ', level: 1 })).toBeVisible();
	await expect(page.getByTestId('verdict')).toContainText('Máy chủ đang');
	const figure = (name: string) => page.locator('dt', { hasText: name }).locator('xpath=../dd');
	await expect(figure('Điện thoại chưa vào chỗ')).toHaveText('0');

	const phone = io(`${server.url}/play`, { auth: { code: contest.code }, transports: ['websocket'] });
	try {
		await expect(figure('Điện thoại chưa vào chỗ')).toHaveText('1');
		await expect(page.getByRole('row', { name: /Rung chuông vàng/ })).toContainText('1');
	} finally {
		phone.disconnect();
	}
	await expect(figure('Điện thoại chưa vào chỗ')).toHaveText('0');

	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await atRest(page);
		await expectFit(page, `${width} px`, false);
		await expectAccessible(page, `${width} px`);
	}

	await test.step('a server that does not answer is said to be lost, and found again', async () => {
		await page.route('**/admin/server/facts', (route) => route.abort());
		await expect(page.getByRole('alert')).toContainText('Mất liên lạc với máy chủ');
		await page.unroute('**/admin/server/facts');
		await expect(page.getByRole('alert')).toBeHidden();
	});

	await test.step('what is wrong is said first, with what to do', async () => {
		await page.route('**/admin/server/facts', async (route) => {
			const facts = await (await route.fetch()).json();
			await route.fulfill({
				json: {
					...facts,
					lines: { contestant: 18_423, onlooker: 1204, unseated: 17, stage: 2, host: 3 },
					answers: {
						accepted: 412_905,
						refused: [
							{ code: 'answer/closed', n: 1204 },
							{ code: 'answer/on_paper', n: 3 },
							{ code: 'server/unavailable', n: 12 }
						]
					},
					acks: { count: 900, p50: 45, p99: 1240, most: 2310 },
					batches: { count: 40, p50: 120, p99: 800, most: 1250 },
					database: { ...facts.database, free: 1_400_000_000 },
					brokenRecords: 1
				}
			});
		});
		await expect(page.getByTestId('verdict')).toContainText('Máy chủ đang có trục trặc');
		await expect(page.locator('[data-finding]').first()).toHaveAttribute('data-finding', 'acks');
		await expect(page.locator('[data-finding=disk]')).toContainText('1,4 GB');
		await expect(page.locator('[data-finding=records]')).toContainText('Mở trang Quản trị');
		for (const width of [360, 1280]) {
			await page.setViewportSize({ width, height: 900 });
			await atRest(page);
			await expectFit(page, `in trouble, ${width} px`, false);
			await expectAccessible(page, `in trouble, ${width} px`);
		}
	});
});
