import { expect, test, type Page } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { lanAddresses } from '../../src/lib/server/lan';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { administrator, becomeAdministrator } from './helpers/staff';

let server: TestServer;
let desk: HostConsole;
/** The server's address in the network, as phones in a hall have it; without a network, one of this machine. */
let hall: string;

test.beforeAll(async ({ browser }) => {
	server = await startServer({ env: { HOST: '0.0.0.0' } });
	const [lan = '127.0.0.1'] = lanAddresses(networkInterfaces());
	hall = server.url.replace('localhost', lan);
	const page = await browser.newPage();
	await becomeAdministrator(page, server);
	desk = new HostConsole(page);
});
test.afterAll(() => server.stop());

/** A contest of so many easy questions with its console open. */
async function hostContest(seconds: number, questions = 2): Promise<MadeContest> {
	const contest = await makeContest(server, {
		rules: { registration: 'open', rescue: { limit: 0 } },
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds, questions: easyQuestions(questions) }]
	});
	await desk.open(contest.console);
	return contest;
}

test('[CO6] a second phone takes the seat by PIN; the first is told, and the answer stays', async ({
	browser
}) => {
	const contest = await hostContest(120);
	const first = await Phone.unpack(browser);
	const seat = await first.join(contest.phone, 'Nguyễn Văn An');
	await first.page.getByText('Đổi sang điện thoại khác?').tap();
	const hint = await first.page.getByText('mã PIN').innerText();
	const pin = /PIN (\d+)/.exec(hint)?.[1] ?? '';
	await desk.take('start', 'present', 'open');
	await first.answer('Hai');

	const second = await Phone.unpack(browser);
	await second.page.goto(contest.phone);
	await second.page.getByRole('button', { name: 'Tôi có SBD' }).tap();
	await second.page.getByLabel('Số báo danh (SBD)').fill(String(seat));
	await second.page.getByLabel('Mã PIN').fill(`${(Number(pin) + 1) % 1_000_000}`.padStart(6, '0'));
	await second.page.getByRole('button', { name: 'Vào chỗ' }).tap();
	await expect(second.page.getByRole('alert')).toBeVisible();
	await expect(first.recordedLine).toContainText('Đã ghi nhận: B');

	await second.page.getByLabel('Mã PIN').fill(pin);
	await second.page.getByRole('button', { name: 'Vào chỗ' }).tap();
	expect(await second.seat()).toBe(seat);
	await expect(second.recordedLine).toContainText('Đã ghi nhận: B');
	await expect(first.page.getByText('Chỗ này đã mở trên thiết bị khác')).toBeVisible();

	await first.page.getByRole('button', { name: 'Dùng lại trên máy này' }).tap();
	await expect(first.recordedLine).toContainText('Đã ghi nhận: B');
	await expect(second.page.getByText('Chỗ này đã mở trên thiết bị khác')).toBeVisible();
});

test('[PH5] a choice made without a connection is kept, and sent on return', async ({ browser }) => {
	const contest = await hostContest(120);
	const phone = await Phone.unpack(browser);
	await phone.join(inHall(contest.phone), 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await phone.answer('Một');

	await phone.page.context().setOffline(true);
	await expect(phone.page.getByText('Mất kết nối')).toBeVisible();
	await phone.option('Hai').tap();
	await expect(phone.recordedLine).toContainText('Đang gửi…');
	await expect(phone.recordedLine).not.toContainText('Đã ghi nhận');
	await expect(phone.page.getByText('Lựa chọn của bạn được giữ lại')).toBeVisible();
	await expect(desk.page.getByText('Mất kết nối (1)')).toBeVisible();

	await phone.page.context().setOffline(false);
	await expect(phone.recordedLine).toContainText('Đã ghi nhận: B');
	await expect(phone.page.getByText('Mất kết nối')).toBeHidden();
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(phone.page.getByText('Chính xác!')).toBeVisible();
});

test('[PH3] a choice that arrives after the time is refused, and the phone says so', async ({ browser }) => {
	const contest = await hostContest(5);
	const [late, changed] = [await Phone.unpack(browser), await Phone.unpack(browser)];
	await late.join(inHall(contest.phone), 'Nguyễn Văn An');
	await changed.join(inHall(contest.phone), 'Lê Thị Bình');
	await desk.take('start', 'present', 'open');
	await changed.answer('Một');
	for (const phone of [late, changed]) {
		await phone.page.context().setOffline(true);
		await expect(phone.page.getByText('Mất kết nối')).toBeVisible();
		await phone.option('Hai').tap();
	}
	await desk.proposes('reveal');
	for (const phone of [late, changed]) await phone.page.context().setOffline(false);
	await expect(late.recordedLine).toContainText('Không kịp ghi nhận: đã hết giờ.');
	await expect(changed.recordedLine).toContainText('Không kịp ghi nhận. Câu trả lời được tính: A');
	await desk.take('reveal');
	await expect(late.page.getByText('Không có câu trả lời')).toBeVisible();
	await expect(changed.page.getByText('Chưa đúng')).toBeVisible();
});

test('the phone page with everything that it loads weighs less than 60 kB', async ({ browser }) => {
	const contest = await hostContest(60);
	const phone = await Phone.unpack(browser);
	const weight = await weigh(phone.page);
	await phone.join(inHall(contest.phone), 'Nguyễn Văn An');
	await expect(phone.page.getByText('Bạn đã có chỗ')).toBeVisible();
	const { bytes, files } = weight();
	console.log(`the phone page: ${bytes} bytes over the wire, ${files.length} files`);
	expect(bytes, files.join('\n')).toBeLessThan(60_000);
});

test('on plain http in a network: login, console, stage and phone', async ({ browser }) => {
	const contest = await hostContest(60);
	const complaints = new Complaints();
	const context = await browser.newContext();
	complaints.listen('host', context);
	const page = await context.newPage();
	await page.goto(`${hall}/login`);
	await page.getByLabel('Tên đăng nhập').fill(administrator.username);
	await page.getByLabel('Mật khẩu').fill(administrator.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL('**/host/contests');
	const host = new HostConsole(page);
	await host.open(inHall(contest.console));
	const stage = await context.newPage();
	await stage.goto(inHall(contest.stage));
	await expect(stage.getByText(new URL(hall).host)).toBeVisible();

	const phone = await Phone.unpack(browser);
	complaints.listen('phone', phone.page.context());
	await phone.join(inHall(contest.phone), 'Nguyễn Văn An');
	await host.take('start', 'present', 'open');
	await phone.answer('Hai');
	await expect(stage.getByRole('heading', { name: /bằng mấy/ })).toBeVisible();
	await host.closeEarly();
	await host.take('reveal');
	await expect(phone.page.getByText('Chính xác!')).toBeVisible();
	expect(complaints.all).toEqual([]);
});

const inHall = (url: string) => url.replace(server.url, hall);

/** Counts what comes over the wire for a page, heads and all. */
async function weigh(page: Page): Promise<() => { bytes: number; files: string[] }> {
	const devtools = await page.context().newCDPSession(page);
	const urls = new Map<string, string>();
	const files: string[] = [];
	let bytes = 0;
	devtools.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		bytes += encodedDataLength;
		files.push(`${encodedDataLength} ${urls.get(requestId) ?? ''}`);
	});
	devtools.on('Network.webSocketFrameReceived', ({ response }) => (bytes += response.payloadData.length));
	await devtools.send('Network.enable');
	return () => ({ bytes, files });
}
