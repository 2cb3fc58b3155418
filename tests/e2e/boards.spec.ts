import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest } from './helpers/contest';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/**
 * Presses that a question takes when nobody has a phone, beside naming the wrong boards: present, open, reveal, confirm.
 * The clock closes it.
 */
const pressesPerQuestion = 4;

test('[CO7] a hundred paper boards, a rescue and the bell, from the console alone', async ({ page }) => {
	test.setTimeout(240_000);
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		rules: {
			registration: 'roster',
			boards: 'paper',
			graceSeconds: 0,
			everyoneFails: 'stay',
			rescue: {
				limit: 1,
				afterQuestions: [3],
				atMost: null,
				floorEmpty: false,
				size: 'quota',
				quota: 20,
				choice: 'recent'
			},
			bell: { atOnce: true, topicChoice: false }
		},
		rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 3, questions: easyQuestions(5) }],
		extraSeconds: 3,
		extras: { bell: easyQuestions(1) },
		roster: Array.from({ length: 100 }, (_, i) => ({ sbd: i + 1, name: `Thí sinh số ${i + 1}` }))
	});
	const desk = new HostConsole(page);
	const keys = new Keys(page);
	await desk.open(contest.console);

	await test.step('roll call by a list', async () => {
		await keys.press('b');
		await keys.type('1-100');
		await keys.press('Enter');
		await expect(desk.number('Đã vào chỗ')).toHaveText('100');
		await desk.proposes('start');
		await keys.press('Space');
	});

	await test.step('question 1: by keyboard alone', async () => {
		keys.presses = 0;
		await untilMarking(desk, keys);
		await keys.type('1-29, 31');
		await expect(page.getByTestId('boards-count')).toHaveText('30 sai / 100');
		await expect(page.getByText('Sẽ rời sàn: 30, còn lại 70')).toBeVisible();
		await expect(desk.number('Trên sàn')).toHaveText('100');
		await keys.press('Enter');
		await expect(desk.number('Trên sàn')).toHaveText('70');
		expect(keys.presses).toBe(pressesPerQuestion);
	});

	await test.step('[JU3] the marks are taken back, mended and confirmed again', async () => {
		await desk.proposes('present');
		await expect(desk.undo).toContainText('Rút lại: kết quả bảng con của câu 1');
		await keys.press('u');
		await desk.proposes('markBoards');
		await expect(desk.number('Trên sàn')).toHaveText('100');
		await expect(page.getByLabel('SBD có bảng sai')).toHaveValue('1-29, 31');
		await page.getByLabel('SBD có bảng sai').fill('1-30');
		await keys.press('Enter');
		await expect(desk.number('Trên sàn')).toHaveText('70');
	});

	await test.step('question 2: by mouse alone, on the map', async () => {
		let clicks = 0;
		for (const step of ['present', 'open', 'reveal']) {
			await desk.take(step);
			clicks++;
		}
		await desk.proposes('markBoards');
		for (const sbd of [31, 40, 50, 60]) await seat(page, sbd).click();
		await seat(page, 60).click(); // a slip of the hand
		await expect(page.getByLabel('SBD có bảng sai')).toHaveValue('31, 40, 50');
		await page.getByTestId('confirm-boards').click();
		clicks++;
		await expect(desk.number('Trên sàn')).toHaveText('67');
		expect(clicks).toBe(pressesPerQuestion);
	});

	await test.step('question 3: the right boards are fewer, so they are named instead', async () => {
		await untilMarking(desk, keys);
		await page.getByLabel('Đánh dấu bảng đúng').check();
		await page.getByLabel('SBD có bảng đúng').fill('91-100, 200');
		await expect(page.getByText('Không có SBD: 200')).toBeVisible();
		await expect(page.getByTestId('confirm-boards')).toBeDisabled();
		await page.getByLabel('SBD có bảng đúng').fill('91-100');
		await expect(page.getByTestId('boards-count')).toHaveText('57 sai / 67');
		await page.keyboard.press('Enter');
		await expect(desk.number('Trên sàn')).toHaveText('10');
	});

	await test.step('a rescue brings twenty back', async () => {
		await desk.proposes('rescue');
		await keys.press('Space');
		await desk.dialog.getByRole('button', { name: 'Xem danh sách' }).click();
		await expect(desk.dialog.getByText('Trở lại sàn: 20 thí sinh')).toBeVisible();
		await expect(desk.dialog.getByTestId('lots')).toContainText('bốc thăm lấy 20');
		const drawn = await desk.dialog.getByRole('list').innerText();
		await desk.dialog.getByRole('button', { name: 'Xem danh sách' }).click();
		await expect(desk.dialog.getByRole('list')).toHaveText(drawn, { useInnerText: true });
		await desk.dialog.getByTestId('confirm-rescue').click();
		await expect(desk.number('Trên sàn')).toHaveText('30');
	});

	await test.step('question 4: marked before the key is shown, the reveal sends off', async () => {
		keys.presses = 0;
		await desk.proposes('present');
		await keys.press('Space');
		await desk.proposes('open');
		await keys.press('Space');
		await desk.proposes('reveal');
		await page.getByLabel('Đánh dấu bảng đúng').check();
		await page.getByLabel('SBD có bảng đúng').fill('99, 100');
		await keys.press('Enter');
		await expect(page.getByText('Đã lưu 28 bảng sai.')).toBeVisible();
		await expect(desk.number('Trên sàn')).toHaveText('30');
		await keys.press('Space');
		await expect(desk.number('Trên sàn')).toHaveText('2');
		expect(keys.presses).toBe(pressesPerQuestion);
	});

	await test.step('question 5 leaves one, and the bell rings for her', async () => {
		await untilMarking(desk, keys);
		await keys.type('99');
		await keys.press('Enter');
		await expect(desk.number('Trên sàn')).toHaveText('1');
		await expect(desk.button).toContainText('Đọc câu hỏi Rung chuông vàng');
		await untilMarking(desk, keys);
		await expect(page.getByTestId('confirm-boards')).toHaveText('Xác nhận: tất cả đúng');
		await keys.press('Enter');
		await desk.take('finish');
		await desk.dialog.getByTestId('confirm-finish').click();
		await expect(page.getByText('Thí sinh số 100 (SBD 100)')).toBeVisible();
	});
});

/** The keyboard, which counts the presses that are no text. */
class Keys {
	presses = 0;
	constructor(private readonly page: Page) {}

	async press(key: string): Promise<void> {
		this.presses++;
		await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
	}
}

/** Presents, opens, lets the time run out and shows the key; then the field for the boards has the focus. */
async function untilMarking(desk: HostConsole, keys: Keys): Promise<void> {
	for (const step of ['present', 'open', 'reveal']) {
		await desk.proposes(step);
		await keys.press('Space');
	}
	await desk.proposes('markBoards');
	await expect(desk.page.getByLabel('SBD có bảng sai')).toBeFocused();
}

function seat(page: Page, sbd: number) {
	const boards = page.locator('#boards');
	return boards.getByRole('button', { name: `SBD ${sbd}, Thí sinh số ${sbd}`, exact: true });
}
