import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('the host console by keyboard alone, and two consoles at once', async ({ page, context, browser }) => {
	test.setTimeout(180_000);
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		rules: { registration: 'open', rescue: { limit: 1, atMost: 10 }, bell: { atOnce: true } },
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 60, questions: easyQuestions(4) }],
		extras: { spare: easyQuestions(1) }
	});
	const [an, binh] = [await Phone.unpack(browser), await Phone.unpack(browser)];
	await an.join(contest.phone, 'Nguyễn Văn An');
	await binh.join(contest.phone, 'Lê Thị Bình');
	const desk = new HostConsole(page);
	await desk.open(contest.console);
	const { keyboard } = page;

	await test.step('the space bar takes each step; + and P hold the clock', async () => {
		for (const step of ['start', 'present', 'open']) {
			await desk.proposes(step);
			await keyboard.press('Space');
		}
		await desk.proposes('close');
		await keyboard.press('+');
		await expect(page.getByText('Thêm thời gian')).toBeVisible();
		await desk.proposes('close');
		await keyboard.press('p');
		await desk.proposes('resume');
		await expect(an.page.getByText('Tạm dừng').first()).toBeVisible();
		await keyboard.press('p');
		await desk.proposes('close');
		await an.answer('Hai');
		await binh.answer('Ba');
	});

	await test.step('[JU3] U takes an early close back: the question stands still with the rest of its time', async () => {
		await keyboard.press('Space');
		await desk.proposes('reveal');
		await expect(desk.undo).toContainText('Rút lại: đóng câu 1');
		await keyboard.press('u');
		await desk.proposes('resume');
		await expect(desk.undo).toBeDisabled();
		await keyboard.press('Space');
		await desk.proposes('close');
		await keyboard.press('Space');
		await desk.proposes('reveal');
		await keyboard.press('+');
		await desk.proposes('close');
		await keyboard.press('Space');
		await desk.proposes('reveal');
		await keyboard.press('Space');
		await expect(binh.page.getByText('Chưa đúng')).toBeVisible();
	});

	await test.step('R opens the rescue, and Tab leads to its confirmation', async () => {
		await desk.proposes('rescue');
		await keyboard.press('r');
		await tabTo(page, 'Xem danh sách');
		await keyboard.press('Enter');
		await expect(desk.dialog.getByText('Lê Thị Bình')).toBeVisible();
		await tabTo(page, 'Xác nhận 1 thí sinh trở lại');
		await keyboard.press('Enter');
		await expect(binh.page.getByText('Bạn được cứu!')).toBeVisible();
		await expect(desk.dialog).toBeHidden();
	});

	await test.step('F finds a contestant by name without diacritics', async () => {
		await keyboard.press('f');
		await keyboard.type('binh');
		await expect(page.getByRole('button', { name: '2 Lê Thị Bình' })).toBeVisible();
		await keyboard.press('Tab');
		await keyboard.press('Enter');
		await expect(desk.dialog.getByText('Lê Thị Bình')).toBeVisible();
		await keyboard.press('Escape');
	});

	await test.step('[JU4] two consoles press at once: the step is taken once', async () => {
		const other = new HostConsole(await context.newPage());
		await other.open(contest.console);
		const both = [desk, other];
		for (const one of both) await one.proposes('present');
		await Promise.all(both.map((one) => one.press()));
		for (const one of both) await one.proposes('open');
		await Promise.all(both.map((one) => one.press()));
		for (const one of both) {
			await one.proposes('close');
			// The first question and this one; nothing was presented or opened a second time.
			await expect(one.page.getByText(/^Mở trả lời câu /)).toHaveCount(2);
			await expect(one.page.getByText(/^Đọc câu /)).toHaveCount(2);
		}
	});

	await test.step('[JU1] V strikes the question out with a reason, and a spare comes next', async () => {
		await keyboard.press('v');
		await expect(desk.dialog.getByText('Tiếp theo là một câu dự bị (còn 1 câu).')).toBeVisible();
		await keyboard.press('Enter');
		await expect(desk.dialog.getByLabel('Lý do')).toHaveValue(/Sự cố kỹ thuật/);
		await keyboard.press('Enter');
		await expect(desk.dialog).toBeHidden();
		await desk.proposes('present');
		await expect(desk.button).toContainText('Đọc câu 2 (dự bị)');
		await expect(desk.undo).toContainText('Rút lại: hủy câu 2');
		await desk.take('present', 'open');
	});

	await test.step('[JU4] a double click takes one step', async () => {
		await desk.closeEarly();
		await desk.press();
		await desk.press();
		// Nobody has answered, so the key is not shown by a key's press alone.
		await expect(desk.dialog).toContainText('Chưa ai trả lời');
		await desk.dialog.getByRole('button', { name: 'Vẫn công bố đáp án' }).click();
		await desk.proposes('finish');
		await expect(desk.dialog).toBeHidden();
	});
});

/** Presses Tab until the button with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
	const button = page.getByRole('dialog').getByRole('button', { name, exact: true });
	for (let presses = 0; presses < 20; presses++) {
		if (await button.evaluate((node) => node === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not lead to “${name}”`);
}
