import { expect } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { lanAddresses } from '../../src/lib/server/lan';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest, type MadeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { administrator, becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

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

type Rules = NonNullable<Parameters<typeof makeContest>[1]['rules']>;

/** A contest in which nobody leaves, with its console open. */
async function hostContest(
	seconds: number,
	questions: object[] = easyQuestions(2),
	rules: Rules = {}
): Promise<MadeContest> {
	const contest = await makeContest(server, {
		rules: { registration: 'open', rescue: { limit: 0 }, ...rules },
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds, questions }]
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
	const contest = await hostContest(10);
	const [late, changed] = [await Phone.unpack(browser), await Phone.unpack(browser)];
	await late.join(inHall(contest.phone), 'Nguyễn Văn An');
	await changed.join(inHall(contest.phone), 'Lê Thị Bình');
	await desk.take('start', 'present', 'open');
	await changed.answer('Một');
	for (const phone of [late, changed]) await phone.page.context().setOffline(true);
	for (const phone of [late, changed]) {
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

const events = ['Điện Biên Phủ', 'Thành lập Đảng', 'Cách mạng tháng Tám'];

test('[QU1] [PH5] several ticks, an order and a number: recorded as they are made, and shown at the reveal', async ({
	browser
}) => {
	const contest = await hostContest(120, [
		{ type: 'multiple_answers', text: 'Số nào là số chẵn?', options: ['Hai', 'Ba', 'Tư'], answer: 'A, C' },
		{ type: 'ordering', text: 'Sắp xếp theo thời gian.', options: events, answer: 'B-C-A' },
		{ type: 'number', text: 'Số pi bằng bao nhiêu?', answer: '3,14 ± 0,01' }
	]);
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');

	await test.step('each tick is recorded; the last one stays', async () => {
		await expect(phone.recordedLine).toContainText('Chọn tất cả phương án đúng');
		await phone.answer('Tư');
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: C');
		await phone.option('Ba').tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B, C');
		await phone.option('Ba').tap();
		await phone.option('Tư').tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: C');
		await phone.page.reload();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: C');
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(phone.page.getByText('Chưa đúng')).toBeVisible();
		await expect(phone.page.getByRole('listitem')).toContainText([
			/A\. Hai\s*bạn bỏ sót/,
			/C\. Tư\s*bạn chọn/
		]);
	});

	await test.step('an order is recorded when all have their place, and a tap takes back', async () => {
		await desk.take('present', 'open');
		for (const event of ['Điện Biên Phủ', 'Thành lập Đảng']) await phone.option(event).tap();
		await expect(phone.recordedLine).not.toContainText('Đã ghi nhận');
		await phone.option('Điện Biên Phủ').tap();
		await phone.option('Cách mạng tháng Tám').tap();
		await phone.answer('Điện Biên Phủ');
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B → C → A');
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(phone.page.getByText('Chính xác!')).toBeVisible();
		await expect(phone.page.getByRole('listitem')).toHaveText([/Thành lập/, /Cách mạng/, /Điện Biên/]);
	});

	await test.step('a number with a comma, and its sign', async () => {
		await desk.take('present', 'open');
		await phone.answer('3,15');
		const sign = phone.page.getByRole('button', { name: 'Đổi dấu âm, dương' });
		await sign.tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: -3,15');
		await sign.tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: 3,15');
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(phone.page.getByText('Đáp án: 3,14 (±0,01)')).toBeVisible();
		await expect(phone.page.getByText('Chính xác!')).toBeVisible();
	});

	await test.step('after the end all of it can be read again', async () => {
		await desk.take('finish');
		await desk.dialog.getByTestId('confirm-finish').click();
		await phone.page.getByRole('button', { name: 'Xem lại các câu hỏi' }).tap();
		const played = (n: number) => phone.page.getByRole('article').nth(n);
		await expect(played(0)).toContainText('bạn bỏ sót');
		await expect(played(1).getByRole('listitem')).toHaveText([/Thành lập/, /Cách mạng/, /Điện Biên/]);
		await expect(played(2)).toContainText('Bạn trả lời: 3,15');
	});
});

test('[PH4] where the first choice stays, ticks are sent when she says so, and can not be changed', async ({
	browser
}) => {
	const contest = await hostContest(
		120,
		[{ type: 'multiple_answers', text: 'Số nào là số chẵn?', options: ['Hai', 'Ba', 'Tư'], answer: 'A, C' }],
		{ firstChoiceLocks: true }
	);
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await phone.option('Hai').tap();
	await phone.option('Tư').tap();
	await expect(phone.recordedLine).toContainText('Chưa gửi');
	await phone.page.getByRole('button', { name: 'Gửi câu trả lời' }).tap();
	await expect(phone.recordedLine).toContainText('Đã ghi nhận: A, C');
	await expect(phone.option('Ba')).toBeDisabled();
});

test('[PH8] with the options shuffled the answer is still the one that was tapped', async ({ browser }) => {
	const contest = await hostContest(120, easyQuestions(1), { shuffleOptions: true });
	const phones = [await Phone.unpack(browser), await Phone.unpack(browser), await Phone.unpack(browser)];
	for (const phone of phones) await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	for (const phone of phones) await phone.answer('Hai');
	const orders = await Promise.all(phones.map((phone) => phone.options.allInnerTexts()));
	expect(new Set(orders.map((texts) => texts.join())).size).toBeGreaterThan(1);
	expect(orders.flat().join()).not.toMatch(/[ABC]\s/);
	await desk.closeEarly();
	await desk.take('reveal');
	for (const phone of phones) await expect(phone.page.getByText('Chính xác!')).toBeVisible();
});

test('[CO5] the audience joins with a name, plays along with a score of its own, and is not on the floor', async ({
	browser
}) => {
	const contest = await hostContest(120, easyQuestions(1), { audience: { joins: true } });
	const [player, onlooker] = [await Phone.unpack(browser), await Phone.unpack(browser)];
	await player.join(contest.phone, 'Nguyễn Văn An');
	await onlooker.page.goto(contest.phone);
	await onlooker.page.getByRole('button', { name: 'Không dự thi? Xem và chơi cùng' }).tap();
	await onlooker.page.getByLabel('Họ và tên').fill('Trần Thị Hoa');
	await onlooker.page.getByRole('button', { name: 'Xem và chơi cùng' }).tap();
	await expect(onlooker.page.getByText('Chào Trần Thị Hoa!')).toBeVisible();
	await expect(onlooker.page.locator('header')).toContainText('Khán giả');

	await desk.take('start', 'present', 'open');
	await expect(onlooker.page.getByText('Chơi cùng, không tính cho sàn')).toBeVisible();
	await onlooker.answer('Hai');
	await onlooker.page.reload();
	await expect(onlooker.recordedLine).toContainText('Đã ghi nhận: B');
	await player.answer('Ba');
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(onlooker.page.getByText('Chính xác!')).toBeVisible();
	await expect(onlooker.page.getByText('Chơi cùng: đúng 1 câu, hạng 1/1')).toBeVisible();
	await expect(onlooker.page.getByText('Còn 1 thí sinh trên sàn')).toBeVisible();
	await expect(onlooker.page.getByRole('button', { name: 'Khiếu nại' })).toBeHidden();
	await expect(player.page.getByText('Chưa đúng')).toBeVisible();
	await desk.take('finish');
	await desk.dialog.getByTestId('confirm-finish').click();
	await expect(onlooker.page.getByText('Cuộc thi đã kết thúc')).toBeVisible();
	await expect(onlooker.page.getByText('Chơi cùng: đúng 1 câu, hạng 1/1')).toBeVisible();
});

test('[JU5] an appeal is written after the reveal, and never stands before the next question', async ({
	browser
}) => {
	const contest = await hostContest(120);
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await phone.answer('Ba');
	await expect(phone.page.getByText('Khiếu nại câu này')).toBeHidden();
	await desk.closeEarly();
	await desk.take('reveal');
	await phone.page.getByRole('button', { name: 'Khiếu nại câu này' }).tap();
	await phone.page.getByLabel('Vì sao kết quả chưa đúng?').fill('Phương án C cũng đúng.');
	await phone.page.getByRole('button', { name: 'Gửi' }).tap();
	await expect(phone.page.getByText('Đã gửi khiếu nại.')).toBeVisible();

	await desk.page.goto(contest.console.replace('/live', '/judges'));
	const appeal = desk.page.getByTestId('appeal');
	await expect(appeal).toContainText('Phương án C cũng đúng.');
	await appeal.getByRole('textbox').fill('Theo giáo trình, chỉ B đúng.');
	await appeal.getByRole('button', { name: 'Bác' }).click();
	await expect(phone.page.getByText('Khiếu nại không được chấp nhận')).toBeVisible();
	await expect(phone.page.getByText('Theo giáo trình, chỉ B đúng.')).toBeVisible();

	await desk.open(contest.console);
	await desk.take('present', 'open');
	await expect(phone.option('Hai')).toBeVisible();
	await expect(phone.page.getByText('Khiếu nại')).toBeHidden();
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
