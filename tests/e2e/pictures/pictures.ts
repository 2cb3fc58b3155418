import { expect, test, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startServer, type TestServer } from '../../helpers/server';
import { HostConsole } from '../helpers/console';
import { makeContest } from '../helpers/contest';
import { Phone } from '../helpers/phone';
import { becomeAdministrator } from '../helpers/staff';

/** What the QR code and the stage say, in place of the address of whoever takes the pictures. */
const publicUrl = 'http://192.168.1.20:3000';
const crowd = 99;
const accuracy = 0.55;

test('pictures of a contest', async ({ browser }) => {
	const server = await startServer({ env: { PUBLIC_URL: publicUrl } });
	let phones: ChildProcess | undefined;
	try {
		const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		const setupUrl = server.setupUrl?.replace(publicUrl, server.url);
		await becomeAdministrator(page, { ...server, setupUrl });
		const contest = await makeContest(server, {
			title: 'Rung chuông vàng: Tìm hiểu Nghị quyết Đại hội Đảng',
			organizer: 'Đoàn trường THPT Nguyễn Du',
			units: ['Chi đoàn 10A1', 'Chi đoàn 10A2', 'Chi đoàn 11A1', 'Chi đoàn 11A2', 'Chi đoàn 12A1'],
			rules: {
				registration: 'mixed',
				phonesReadAlong: true,
				rescue: { limit: 1, afterQuestions: [4], atMost: null },
				bell: { atOnce: true }
			},
			bank: 'Tìm hiểu Nghị quyết Đại hội XIII của Đảng',
			rounds: [{ name: 'Chinh phục', elimination: 'knockout', seconds: 30, questions: 20 }],
			extras: { rescue: 2, tiebreak: 10, bell: 3 },
			roster: [{ sbd: 27, name: 'Trần Minh Khuê', unit: 'Chi đoàn 11A1', pin: '270270' }]
		});
		const desk = new HostConsole(page);
		const phone = await Phone.unpack(browser);
		const stage = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();

		await stage.goto(contest.stage);
		await phone.page.goto(contest.phone);
		await phone.page.getByRole('button', { name: 'Tôi có SBD' }).tap();
		await phone.page.getByLabel('Số báo danh (SBD)').fill('27');
		await phone.page.getByLabel('Mã PIN').fill('270270');
		await phone.page.getByRole('button', { name: 'Vào chỗ' }).tap();
		await phone.seat();
		phones = simulate(server, contest.code);
		await expect(stage.getByText(`${crowd + 1} đã vào chỗ`)).toBeVisible({ timeout: 60_000 });
		await take(stage, 'stage-join');

		await desk.open(contest.console);
		await desk.take('start');
		for (let question = 1; (await step(desk)) !== 'chooseTopic'; question++) {
			await desk.take('present', 'open');
			await phone.answer(await desk.key());
			await everybodyAnswered(page);
			if (question === 3) {
				await take(phone.page, 'phone-question');
				await take(stage, 'stage-question');
				await take(page, 'console');
			}
			await desk.closeEarly();
			await desk.take('reveal');
			await expect(phone.page.getByText('Chính xác!')).toBeVisible();
			if (question === 3) {
				await take(phone.page, 'phone-right');
				await take(stage, 'stage-reveal');
			}
			if ((await step(desk)) === 'rescue') {
				await desk.take('rescue');
				await desk.dialog.getByRole('button', { name: 'Xem danh sách' }).click();
				await desk.dialog.getByTestId('confirm-rescue').click();
				await expect(stage.getByRole('heading', { name: 'Cứu trợ' })).toBeVisible();
				await take(stage, 'stage-rescue');
			}
		}

		await page.locator('#topics').getByRole('button').first().click();
		await desk.take('open');
		await phone.answer(await desk.key());
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(stage.getByText('Rung chuông vàng!')).toBeVisible();
		await take(stage, 'stage-bell');
		await desk.take('finish');
		await desk.dialog.getByTestId('confirm-finish').click();
		await expect(phone.page.getByText('Bạn đã rung chuông vàng!')).toBeVisible();
		await take(phone.page, 'phone-bell');
	} finally {
		phones?.kill('SIGINT');
		if (phones?.exitCode === null) await once(phones, 'exit');
		await server.stop();
	}
});

/** After everything that moves has come to rest. */
async function take(page: Page, name: string): Promise<void> {
	await page.waitForTimeout(4000);
	await page.screenshot({ path: `docs/pictures/${name}.png` });
}

/** The other contestants, over real sockets; always the same ones. */
function simulate({ dataDir, url }: TestServer, code: string): ChildProcess {
	const habits = ['--players', `${crowd}`, '--seed', 'tranh', '--accuracy', `${accuracy}`, '--pace', '2500'];
	return spawn(
		process.execPath,
		['build/node/cli.js', 'simulate', code, '--url', url, '--reconnects', '0', ...habits],
		{ env: { ...process.env, DATA_DIR: dataDir }, stdio: 'ignore' }
	);
}

/** The step that is proposed once the last one is done. */
async function step(desk: HostConsole): Promise<string> {
	await expect(desk.button).toHaveAttribute('data-step', /present|rescue|chooseTopic/);
	await expect(desk.button).toBeEnabled();
	return (await desk.button.getAttribute('data-step')) ?? '';
}

async function everybodyAnswered(page: Page): Promise<void> {
	await expect(async () => {
		const [answered, of] = (await page.locator('[data-number="Đã trả lời"]').innerText())
			.split('/')
			.map(Number);
		expect(answered).toBeGreaterThanOrEqual(Math.floor((of ?? 0) * 0.9));
	}).toPass({ timeout: 15_000 });
}
