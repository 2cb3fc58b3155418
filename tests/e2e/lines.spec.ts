import { chromium, expect, type Page } from '@playwright/test';
import { env } from 'node:process';
import { Hall, type LinedPhone } from './helpers/hall';
import type { Phone } from './helpers/phone';
import { test } from './helpers/test';

/*
 * What happens to a phone's line in a hall. Packets vanish here without anybody being told (tests/helpers/line.ts), which is
 * harder than an event that says that the network is gone.
 */

let hall: Hall;

test.beforeAll(async ({ browser }) => {
	hall = await Hall.open(browser);
});
test.afterEach(() => hall.quiet());
test.afterAll(() => hall.close());

/** How long a phone may believe in a line that is dead, while a question is open. */
const belief = 8_000;
/** How long it waits for what it sent to be recorded. */
const patience = 5_000;

test('aeroplane mode for 20 s in an open question', async ({ browser }) => {
	const { desk } = hall;
	const contest = await hall.contest();
	const still = await hall.phone(browser, contest);
	const tapping = await hall.phone(browser, contest);
	for (const { phone, address } of [still, tapping]) await phone.join(address, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	for (const { phone } of [still, tapping]) await phone.answer('Một');

	const began = Date.now();
	const since = () => Date.now() - began;
	const noticed = [still, tapping].map(async ({ phone }) => {
		await banner(phone).waitFor({ timeout: 30_000 });
		return since();
	});
	for (const { line } of [still, tapping]) line.black();
	await tapping.phone.option('Hai').tap();
	const tap = since();
	await expect(tapping.phone.recordedLine).toContainText('Đang gửi…', { timeout: 500 });
	const claims = await claimsOf(tapping.phone);
	const [untouched = 0, tapped = 0] = await Promise.all(noticed);
	console.log(`a dead line is noticed after ${untouched} ms, after a tap in ${tapped - tap} ms`);
	expect(untouched).toBeLessThan(belief + 500);
	expect(tapped - tap).toBeLessThan(patience + 1_500);
	await expect(banner(tapping.phone)).toContainText('Lựa chọn của bạn được giữ lại');
	await expect(banner(still.phone)).not.toContainText('Lựa chọn của bạn');
	await still.phone.option('Ba').tap();
	await still.phone.option('Hai').tap();
	await expect(still.phone.recordedLine).toContainText('Đang gửi…', { timeout: 500 });

	await still.phone.page.waitForTimeout(20_000 - since());
	expect(await claims()).toEqual([]);
	const returned = Date.now();
	for (const { line } of [still, tapping]) line.light();
	for (const { phone } of [still, tapping]) {
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B', { timeout: 12_000 });
		await expect(banner(phone)).toBeHidden();
	}
	console.log(`after the return both choices are on record in ${Date.now() - returned} ms`);
	await desk.closeEarly();
	await desk.take('reveal');
	for (const { phone } of [still, tapping]) await expect(phone.page.getByText('Chính xác!')).toBeVisible();
});

test('a reload in every state leaves the same screen', async ({ browser }) => {
	const { desk } = hall;
	const contest = await hall.contest({ elimination: 'knockout' }, { audience: { eliminatedPlay: false } });
	const steady = await hall.phone(browser, contest);
	await steady.phone.join(steady.address, 'Lê Thị Bình');
	const { phone, line, address } = await hall.phone(browser, contest);
	const seat = await phone.join(address, 'Nguyễn Văn An');
	const same = async (what: string) => {
		await expect(phone.page.locator('main')).toContainText(what);
		const before = await screen(phone);
		await phone.page.reload();
		await expect.poll(() => screen(phone)).toBe(before);
		expect(await phone.seat()).toBe(seat);
	};

	await same('Bạn đã có chỗ.');
	await desk.take('start', 'present');
	await same('MC đang đọc câu hỏi');
	await desk.take('open');
	await steady.phone.answer('Hai');
	await phone.answer('Một');
	await same('Đã ghi nhận: A');

	await test.step('with a choice that could not be sent', async () => {
		line.black();
		await phone.option('Hai').tap();
		await expect(phone.recordedLine).toContainText('Đang gửi…');
		await expect(banner(phone)).toBeVisible({ timeout: belief });
		line.cut();
		await phone.page.reload();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B');
		await expect(phone.option('Hai')).toHaveAttribute('aria-pressed', 'true');
	});
	await desk.closeEarly();
	await desk.take('reveal');
	await same('Chính xác!');
	await desk.take('present', 'open');
	await steady.phone.answer('Hai');
	await phone.answer('Ba');
	await desk.closeEarly();
	await desk.take('reveal');
	await same('Bạn rời sàn thi đấu.');
	await desk.take('present');
	await same('Bạn đang ở ngoài sàn');
	await desk.take('open');
	await steady.phone.answer('Hai');
	await desk.closeEarly();
	await desk.take('reveal', 'finish');
	await desk.dialog.getByTestId('confirm-finish').click();
	await same('Cuộc thi đã kết thúc');
});

test('[PH4] [PH5] what is begun and not sent outlives a reload', async ({ browser }) => {
	const { desk } = hall;
	const ordering = {
		type: 'ordering',
		text: 'Sắp xếp theo thời gian.',
		options: ['Điện Biên Phủ', 'Thành lập Đảng', 'Cách mạng tháng Tám'],
		answer: 'B-C-A'
	};
	const short = { type: 'short_answer', text: 'Thủ đô của nước ta?', answer: 'Hà Nội' };

	await test.step('an order that is not complete, and one that waits for her word', async () => {
		const contest = await hall.contest({ questions: [ordering] }, { firstChoiceLocks: true });
		const { phone, address } = await hall.phone(browser, contest);
		await phone.join(address, 'Nguyễn Văn An');
		await desk.take('start', 'present', 'open');
		await phone.option('Thành lập Đảng').tap();
		await phone.option('Cách mạng tháng Tám').tap();
		await phone.page.reload();
		await expect(phone.option('Cách mạng tháng Tám').locator('.place')).toHaveText('2');
		await phone.option('Điện Biên Phủ').tap();
		await expect(phone.recordedLine).toContainText('Chưa gửi');
		await phone.page.reload();
		await expect(phone.recordedLine).toContainText('Chưa gửi');
		await phone.page.getByRole('button', { name: 'Gửi câu trả lời' }).tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B → C → A');
	});

	await test.step('what was typed a moment ago', async () => {
		const contest = await hall.contest({ questions: [short] });
		const { phone, address } = await hall.phone(browser, contest);
		await phone.join(address, 'Nguyễn Văn An');
		await desk.take('start', 'present', 'open');
		await phone.page.getByLabel('Câu trả lời của bạn').fill('Hà Nội');
		await phone.page.reload();
		await expect(phone.page.getByLabel('Câu trả lời của bạn')).toHaveValue('Hà Nội');
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: Hà Nội');
	});
});

for (const kept of [false, true])
	test(`the back button leads out, and back in${kept ? ', where the browser keeps pages' : ''}`, async () => {
		const contest = await hall.contest();
		// Playwright turns off what real browsers do: to keep a page that one leaves.
		const browser = await chromium.launch({
			executablePath: env.CHROMIUM_PATH,
			ignoreDefaultArgs: kept ? ['--disable-back-forward-cache'] : []
		});
		const { phone, line } = await hall.phone(browser, contest);
		const { page } = phone;
		await page.goto(line.url);
		await page.evaluate(() => (document.title = 'kept'));
		await page.getByLabel('Nhập mã cuộc thi').fill(contest.code);
		await page.getByRole('button', { name: 'Vào cuộc thi' }).tap();
		await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
		await page.getByRole('button', { name: 'Vào chỗ' }).tap();
		const seat = await phone.seat();
		await hall.desk.take('start', 'present', 'open');
		await phone.answer('Hai');

		// goBack() waits for a load that does not come to a page that was kept.
		const press = (steps: number) =>
			page.evaluate((steps) => void setTimeout(() => history.go(steps)), steps);
		await press(-1);
		await expect(page.getByLabel('Nhập mã cuộc thi')).toBeVisible();
		expect((await page.title()) === 'kept').toBe(kept);
		await press(1);
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B');
		await press(-1);
		await page.getByRole('link', { name: `Quay lại cuộc thi ${contest.code}` }).tap();
		expect(await phone.seat()).toBe(seat);
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: B');
		await expect(banner(phone)).toBeHidden();
		await phone.option('Một').tap();
		await expect(phone.recordedLine).toContainText('Đã ghi nhận: A');
		await browser.close();
	});

test('a switch of network, with and without a word from the browser', async ({ browser }) => {
	const { desk } = hall;
	const contest = await hall.contest();
	const told = await hall.phone(browser, contest);
	const untold = await hall.phone(browser, contest);
	const seats = [];
	for (const { phone, address } of [told, untold]) seats.push(await phone.join(address, 'Nguyễn Văn An'));
	await desk.take('start', 'present', 'open');
	for (const { phone } of [told, untold]) await phone.answer('Một');

	for (const { line } of [told, untold]) line.change();
	await told.phone.option('Hai').tap();
	await untold.phone.option('Hai').tap();
	const began = Date.now();
	await told.phone.page.evaluate(() => {
		for (const event of ['offline', 'online']) window.dispatchEvent(new Event(event));
	});
	await expect(told.phone.recordedLine).toContainText('Đã ghi nhận: B', { timeout: 3_000 });
	console.log(`a change of network that the browser tells of costs ${Date.now() - began} ms`);
	await expect(untold.phone.recordedLine).toContainText('Đã ghi nhận: B', { timeout: belief });
	console.log(`one that nobody tells of costs ${Date.now() - began} ms`);
	for (const { phone } of [told, untold]) await expect(banner(phone)).toBeHidden();
	// Once into the line that was dead, once over the new one.
	for (const { wire } of [told, untold]) expect(wire.answers).toEqual(['1:A', '2:B', '2:B']);
	expect([await told.phone.seat(), await untold.phone.seat()]).toEqual(seats);
	await expect(desk.number('Đã trả lời')).toHaveText('2/2');
	await desk.closeEarly();
	await desk.take('reveal');
	for (const { phone } of [told, untold]) await expect(phone.page.getByText('Chính xác!')).toBeVisible();
});

test('where a network lets no WebSocket through, a phone plays by polling, and notices a dead line as soon', async ({
	browser
}) => {
	const { desk } = hall;
	const contest = await hall.contest();
	const { phone, line, wire, address } = await hall.phone(browser, contest);
	line.refusesWebSockets = true;
	await phone.join(address, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await phone.answer('Một');
	expect(wire.sent).toEqual([]);
	line.black();
	await phone.option('Hai').tap();
	await expect(banner(phone)).toBeVisible({ timeout: belief });
	line.change();
	// The browser may try the dead connections that it has kept for polling, 6 s each, before it opens a new one.
	await expect(phone.recordedLine).toContainText('Đã ghi nhận: B', { timeout: 25_000 });
	await expect(banner(phone)).toBeHidden();
});

test('[PH3] the screen locked for a minute, and for a moment', async ({ browser }) => {
	test.setTimeout(180_000);
	const { desk } = hall;
	const contest = await hall.contest();
	const locked = await hall.phone(browser, contest);
	const glance = await hall.phone(browser, contest);
	for (const { phone, address } of [locked, glance]) await phone.join(address, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await locked.phone.answer('Hai');

	await test.step('for a minute, in which the contest goes on by a question', async () => {
		const wake = await lock(locked.phone.page);
		const end = Date.now() + 60_000;
		await desk.closeEarly();
		await desk.take('reveal', 'present', 'open');
		await glance.phone.answer('Hai');
		await desk.closeEarly();
		await desk.take('reveal', 'present', 'open');
		await glance.phone.page.waitForTimeout(Math.max(0, end - Date.now()));
		await wake(0);
		await expect(locked.phone.page.getByText('Câu 3/3')).toBeVisible({ timeout: 5_000 });
		await expect(banner(locked.phone)).toBeHidden({ timeout: 5_000 });
		expect(await countdownError(locked, glance)).toBeLessThan(150);
		await locked.phone.answer('Hai');
	});

	await test.step('for 8 s, in which the line stays and the clock of the phone stands still', async () => {
		const wake = await lock(glance.phone.page);
		await locked.phone.page.waitForTimeout(8_000);
		await wake(8_000);
		await glance.phone.page.waitForTimeout(1_000);
		expect(await countdownError(glance, locked)).toBeLessThan(150);
	});
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(locked.phone.page.getByText('Chính xác!')).toBeVisible();
	await expect(glance.phone.page.getByText('Không có câu trả lời')).toBeVisible();
});

test('[CO6] a second device takes the seat by card while the first is away with a choice that it could not send', async ({
	browser
}) => {
	const { desk } = hall;
	const contest = await hall.contest();
	const first = await hall.phone(browser, contest);
	const second = await hall.phone(browser, contest);
	const seat = await first.phone.join(first.address, 'Nguyễn Văn An');
	await desk.take('start', 'present', 'open');
	await first.phone.answer('Hai');
	first.line.black();
	await first.phone.option('Ba').tap();
	await expect(first.phone.recordedLine).toContainText('Đang gửi…');

	await second.phone.page.goto(second.address + (await cardOf(contest.setup, seat)));
	expect(await second.phone.seat()).toBe(seat);
	await expect(second.phone.recordedLine).toContainText('Đã ghi nhận: B');

	const moved = first.phone.page.getByText('Chỗ này đã mở trên thiết bị khác');
	await test.step('the first comes back, is told, and its choice does not count', async () => {
		await expect(banner(first.phone)).toBeVisible({ timeout: belief });
		first.line.light();
		await expect(moved).toBeVisible({ timeout: 12_000 });
		await expect(banner(first.phone)).toBeHidden();
		await second.phone.page.reload();
		await expect(second.phone.recordedLine).toContainText('Đã ghi nhận: B');
	});

	await test.step('it takes the seat back, with the answer on record and a line that it watches', async () => {
		const back = first.phone.page.getByRole('button', { name: 'Dùng lại trên máy này' });
		first.line.black();
		await back.tap();
		await expect(first.phone.page.getByText('Máy chủ chưa trả lời')).toBeVisible({ timeout: 6_000 });
		first.line.cut();
		await back.tap();
		await expect(first.phone.recordedLine).toContainText('Đã ghi nhận: B');
		await expect(second.phone.page.getByText('Chỗ này đã mở trên thiết bị khác')).toBeVisible();
		first.line.black();
		await expect(banner(first.phone)).toBeVisible({ timeout: belief + 500 });
		first.line.change();
		await expect(banner(first.phone)).toBeHidden({ timeout: 12_000 });
		await expect(first.phone.recordedLine).toContainText('Đã ghi nhận: B');
	});
	expect(first.wire.answers).toEqual(['1:B', '2:C']);
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(first.phone.page.getByText('Chính xác!')).toBeVisible();
});

const banner = ({ page }: Phone) => page.getByText(/^Mất kết nối/);

/** The page as she sees it, without the seconds. */
async function screen({ page }: Phone): Promise<string> {
	return await page.locator('main').evaluate((main) => {
		const copy = main.cloneNode(true) as HTMLElement;
		copy.querySelectorAll('.time').forEach((node) => node.remove());
		return copy.innerText.replace(/\s+/g, ' ');
	});
}

/** Notes from now on each time that the phone says of a choice that it is recorded; resolves to what tells them. */
async function claimsOf(phone: Phone): Promise<() => Promise<string[]>> {
	const claims = await phone.recordedLine.evaluateHandle((line) => {
		const all: string[] = [];
		const note = () => line.textContent?.includes('Đã ghi nhận') && all.push(line.textContent);
		new MutationObserver(note).observe(line, { subtree: true, childList: true, characterData: true });
		return all;
	});
	return () => claims.jsonValue();
}

/** Locks the screen: the page is hidden and stands still. What is returned unlocks it; its clock has stood still for `ms`. */
async function lock(page: Page): Promise<(ms: number) => Promise<void>> {
	const devtools = await page.context().newCDPSession(page);
	const turn = (state: 'hidden' | 'visible', ms: number) =>
		page.evaluate(
			([state, ms]) => {
				const now = performance.now.bind(performance);
				performance.now = () => now() - ms;
				Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
				document.dispatchEvent(new Event('visibilitychange'));
			},
			[state, ms] as const
		);
	await turn('hidden', 0);
	await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
	return async (ms) => {
		await devtools.send('Page.setWebLifecycleState', { state: 'active' });
		await turn('visible', ms);
	};
}

/** How far the countdown of one phone is off, ms, in the middle of several looks, by the deadline that another was told. */
async function countdownError(phone: LinedPhone, other: LinedPhone): Promise<number> {
	const question = other.wire.view?.question;
	if (!question) throw new Error('the other phone has no question');
	const errors = [];
	for (let i = 0; i < 11; i++) {
		const left = await phone.phone.page.evaluate(
			([closesAt, limit]) => {
				const bar = document.querySelector<HTMLElement>('.time .bar div');
				const share = Number(/scaleX\(([\d.e-]+)\)/.exec(bar?.style.transform ?? '')?.[1]);
				return share * limit - (closesAt - Date.now());
			},
			[question.closesAt, question.limitMs] as const
		);
		errors.push(Math.abs(left));
		await phone.phone.page.waitForTimeout(70);
	}
	const [error = Infinity] = errors.sort((a, b) => a - b).slice(5);
	console.log(`the countdown is off by ${Math.round(error)} ms`);
	return error;
}

/** What a seat card's QR code has behind the address, as the page with the cards knows it. */
async function cardOf(setup: string, seat: number): Promise<string> {
	const data = await hall.desk.page.request.get(`${setup}/cards/__data.json`);
	const code = new RegExp(`"(${seat}\\.[\\w-]{22})"`).exec(await data.text())?.[1] ?? '';
	expect(code).not.toBe('');
	return `#card=${encodeURIComponent(code)}`;
}
