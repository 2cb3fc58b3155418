import { expect, type Page } from '@playwright/test';
import { openDatabase } from '../../src/lib/server/db/client';
import { acquirePostgres } from '../../src/lib/server/db/embedded';
import { fillBank } from '../helpers/big-bank';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { administrator, becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

let known = false;

/** As the administrator, who is made by the first that comes. */
async function enter(page: Page): Promise<void> {
	if (!known) await becomeAdministrator(page, server);
	else {
		await page.goto(`${server.url}/login`);
		await page.getByLabel('Tên đăng nhập').fill(administrator.username);
		await page.getByLabel('Mật khẩu', { exact: true }).fill(administrator.password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await page.waitForURL('**/host/contests');
	}
	known = true;
}

/** A bank of its own with so many questions; returns its address. */
async function bankOf(page: Page, title: string, questions: number): Promise<string> {
	await page.goto(`${server.url}/banks`);
	await page.getByLabel('Tên ngân hàng').fill(title);
	await page.getByRole('button', { name: 'Tạo', exact: true }).click();
	await page.waitForURL(/\/banks\/[0-9a-f-]{36}/);
	const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir: server.dataDir });
	const database = openDatabase(postgres.url, 'test', 1);
	await fillBank(database.db, new URL(page.url()).pathname.split('/')[2] ?? '', questions);
	await database.close();
	await postgres.release();
	await page.reload();
	return page.url();
}

const row = (page: Page, n: number) => page.getByRole('row', { name: new RegExp(`Câu ${n}:`) });
const numbers = (page: Page) =>
	page
		.locator('[data-place] .number')
		.evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)).sort((a, b) => a - b));

/** Scrolls by so many pixels a frame for two seconds; how long the frames took, in milliseconds, the longest last. */
function framesOfScrolling(page: Page, step: number): Promise<number[]> {
	return page.evaluate(
		(by) =>
			new Promise<number[]>((done) => {
				const frames: number[] = [];
				const start = performance.now();
				let before = start;
				const next = (now: number) => {
					frames.push(now - before);
					before = now;
					scrollBy(0, by);
					if (now - start < 2000) requestAnimationFrame(next);
					else done(frames.sort((a, b) => a - b));
				};
				requestAnimationFrame(next);
			}),
		step
	);
}

test('a bank of 10,000 questions: scrolled, searched, filtered, changed at once, deleted and brought back', async ({
	page
}) => {
	const complaints = new Complaints();
	complaints.listen('editor', page.context());
	await enter(page);
	const bank = await bankOf(page, 'Ngân hàng lớn', 10_000);
	await expect(page.getByText('10000 / 10000 câu')).toBeVisible();

	await test.step('scrolling: rows come as they are reached, and few are drawn', async () => {
		for (const step of [40, 400]) {
			const frames = await framesOfScrolling(page, step);
			const at = (share: number) => (frames[Math.floor(frames.length * share)] ?? 0).toFixed(1);
			console.log(
				`scrolling ${step} px a frame: ${frames.length} frames, median ${at(0.5)} ms, p95 ${at(0.95)} ms`
			);
			expect(await page.getByRole('row').count()).toBeLessThan(200);
		}
		await page.keyboard.press('End');
		await expect(row(page, 10_000)).toBeVisible();
		await expect(row(page, 10_000)).toBeFocused();
		await page.keyboard.press('Home');
		await expect(row(page, 1)).toBeFocused();
	});

	await test.step('search and filters are in the address', async () => {
		await page.keyboard.press('/');
		await page.keyboard.type('phuong an 4712');
		await expect(page.getByText('1 / 10000 câu', { exact: true })).toBeVisible();
		await expect(row(page, 4712)).toBeVisible();
		await page.getByRole('button', { name: 'Bỏ lọc' }).click();
		await page
			.getByRole('navigation', { name: 'Chủ đề' })
			.getByRole('button', { name: /Chủ đề 7/ })
			.click();
		await page.getByLabel('Mức độ', { exact: true }).selectOption('Thông hiểu');
		await expect(page.getByText('Không có câu nào khớp với bộ lọc.')).toBeVisible();
		await page.getByLabel('Mức độ', { exact: true }).selectOption('Vận dụng');
		await expect(page.getByText('500 / 10000 câu', { exact: true })).toBeVisible();
		await page.reload();
		await expect(page.getByText('500 / 10000 câu', { exact: true })).toBeVisible();
		await page.getByRole('columnheader', { name: 'Câu', exact: true }).getByRole('button').click();
		await page.getByRole('columnheader', { name: 'Câu', exact: true }).getByRole('button').click();
		expect(new URL(page.url()).searchParams.get('topic')).toBe('Chủ đề 7');
	});

	await test.step('by keyboard: ticked, a range, all that match; changed at once', async () => {
		await page.goto(`${bank}?topic=${encodeURIComponent('Chủ đề 7')}`);
		await row(page, 7).focus();
		await page.keyboard.press('Space');
		await expect(page.getByText('Đã chọn 1 câu').first()).toBeVisible();
		await page.keyboard.press('Shift+ArrowDown');
		await page.keyboard.press('Shift+ArrowDown');
		await expect(page.getByText('Đã chọn 3 câu').first()).toBeVisible();
		await expect(row(page, 47)).toHaveAttribute('aria-selected', 'true');
		await page.keyboard.press('ControlOrMeta+a');
		await expect(page.getByText('Đã chọn 500 câu').first()).toBeVisible();
		await page.keyboard.press('t');
		await page.getByRole('dialog').getByRole('combobox', { name: 'Chủ đề' }).fill('Hiến pháp');
		await page.getByRole('button', { name: 'Sửa 500 câu' }).click();
		await expect(page.getByText('Đã chuyển 500 câu sang “Hiến pháp”.')).toBeVisible();
		await page.keyboard.press('Escape');
		await page.goto(`${bank}?topic=${encodeURIComponent('Hiến pháp')}`);
		await expect(page.getByText('500 / 10000 câu', { exact: true })).toBeVisible();
	});

	await test.step('judged at once, from the keyboard', async () => {
		await page.goto(`${bank}?topic=${encodeURIComponent('Hiến pháp')}`);
		await row(page, 7).focus();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('d');
		await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Trạng thái' })).toHaveValue(
			'approved'
		);
		await page.getByRole('button', { name: 'Sửa 500 câu' }).click();
		await expect(page.getByText('Đã duyệt 500 câu.')).toBeVisible();
		await expect(row(page, 7).getByText('Đã duyệt')).toBeVisible();
	});

	await test.step('deleted in its editor, and brought back from the table', async () => {
		await page.goto(`${bank}?topic=${encodeURIComponent('Hiến pháp')}`);
		await row(page, 7).getByRole('link').click();
		await page.getByRole('button', { name: 'Xóa câu này' }).click();
		await expect(page.getByText('Đã xóa 1 câu.')).toBeVisible();
		await expect(page.getByText('9999 / 9999 câu')).toBeVisible();
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(page.getByText('10000 / 10000 câu')).toBeVisible();
	});

	await test.step('deleted, and brought back where it stood', async () => {
		await page.goto(bank);
		await row(page, 2).focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('Shift+ArrowDown');
		await page.keyboard.press('Delete');
		await expect(page.getByText('Đã xóa 2 câu.')).toBeVisible();
		await expect(page.getByText('9998 / 9998 câu')).toBeVisible();
		await expect(row(page, 2)).toBeHidden();
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(page.getByText('Đã đưa trở lại 2 câu.')).toBeVisible();
		await expect(row(page, 2)).toBeVisible();
		await row(page, 5).focus();
		await page.keyboard.press('Delete');
		await expect(page.getByText('Đã xóa 1 câu.')).toBeVisible();
		await page.getByRole('button', { name: 'Thùng rác (1)' }).click();
		await expect(page.getByText('Câu đã xóa được giữ 30 ngày.')).toBeVisible();
		await expect(page.getByText('1 / 1 câu', { exact: true })).toBeVisible();
		await page.getByRole('checkbox', { name: 'Chọn câu 5' }).check();
		await page.getByRole('button', { name: 'Đưa trở lại' }).click();
		await expect(page.getByText('Thùng rác trống.')).toBeVisible();
		await page.getByRole('button', { name: 'Về ngân hàng' }).click();
		await expect(row(page, 5)).toContainText('Câu 5:');
		await row(page, 6).focus();
		await page.keyboard.press('Delete');
		await expect(page.getByText('Đã xóa 1 câu.')).toBeVisible();
		await page.keyboard.press('ControlOrMeta+z');
		await expect(page.getByText('Đã đưa trở lại 1 câu.')).toBeVisible();
	});

	await test.step('who has gone on to the search while the list is read anew stays there', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/__data.json*', async (route) => {
			await held;
			await route.continue();
		});
		await row(page, 6).focus();
		await page.keyboard.press('Delete');
		await expect(page.getByText('Đã xóa 1 câu.')).toBeVisible();
		await page.keyboard.press('/');
		release();
		await page.waitForResponse('**/__data.json*');
		await page.waitForTimeout(300);
		await expect(page.getByRole('searchbox')).toBeFocused();
		await page.unroute('**/__data.json*');
		await page.keyboard.press('Escape');
		await page.keyboard.press('ControlOrMeta+z');
		await expect(page.getByText('Đã đưa trở lại 1 câu.')).toBeVisible();
	});

	await test.step('another filter takes nothing along that is not in sight any more', async () => {
		await row(page, 3).focus();
		await page.keyboard.press('Space');
		await expect(page.getByText('Đã chọn 1 câu').first()).toBeVisible();
		await page.keyboard.press('/');
		await page.keyboard.type('phuong an 4712');
		await expect(page.getByText('1 / 10000 câu', { exact: true })).toBeVisible();
		await expect(page.getByRole('toolbar', { name: 'Việc với các câu đã chọn' })).toBeHidden();
		await page.getByRole('button', { name: 'Bỏ lọc' }).click();
		await expect(page.getByText('10000 / 10000 câu')).toBeVisible();
	});

	await test.step('what is ticked is found again after a question was opened', async () => {
		await row(page, 3).focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/questions\//);
		await page.goBack();
		await expect(row(page, 3)).toHaveAttribute('aria-selected', 'true');
		await page.keyboard.press('Escape');
		await expect(row(page, 3)).toHaveAttribute('aria-selected', 'false');
	});
	expect(complaints.all).toEqual([]);
});

test('dragged to a topic and to another place; cards on a phone', async ({ page }) => {
	await enter(page);
	await bankOf(page, 'Ngân hàng nhỏ', 30);

	const topic = (name: string) =>
		page.getByRole('navigation', { name: 'Chủ đề' }).getByRole('button', { name: new RegExp(`^${name} `) });

	await test.step('onto a topic, one and the ticked ones', async () => {
		await row(page, 4).dragTo(topic('Chủ đề 0'));
		await expect(page.getByText('Đã chuyển 1 câu sang “Chủ đề 0”.')).toBeVisible();
		await page.getByRole('checkbox', { name: 'Chọn câu 1', exact: true }).check();
		await page.getByRole('checkbox', { name: 'Chọn câu 3', exact: true }).check();
		await row(page, 3).dragTo(topic('Chủ đề 0'));
		await expect(page.getByText('Đã chuyển 2 câu sang “Chủ đề 0”.')).toBeVisible();
		await page.getByRole('button', { name: 'Bỏ chọn' }).click();
	});

	await test.step('to another place, and by keyboard', async () => {
		const order = async () =>
			(await page.locator('[data-place] .question').allTextContents()).map((t) => t.match(/Câu (\d+)/)?.[1]);
		await row(page, 4).dragTo(row(page, 1), { targetPosition: { x: 300, y: 4 } });
		await expect(async () => expect((await order()).slice(0, 4)).toEqual(['4', '1', '2', '3'])).toPass();
		await row(page, 4).focus();
		await page.keyboard.press('Alt+ArrowDown');
		await expect(async () => expect((await order()).slice(0, 3)).toEqual(['1', '4', '2'])).toPass();
		await expect(row(page, 4)).toBeFocused();
		expect((await numbers(page)).slice(0, 3)).toEqual([1, 2, 3]);
	});

	await test.step('on a phone nothing stands out to the side', async () => {
		await page.setViewportSize({ width: 360, height: 640 });
		await expect(row(page, 1)).toBeVisible();
		await page.getByText('Bộ lọc').click();
		await page.getByLabel('Sắp xếp').selectOption('Theo mức độ');
		await expect(page).toHaveURL(/sort=level/);
		const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(wide).toBeLessThanOrEqual(screen ?? 0);
	});
});
