import { expect, type Browser } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { Keyboard } from './helpers/keyboard';
import { administrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

/** No mouse, no finger: whatever is pressed is pressed on the keys. */
const open = async (browser: Browser, address: string) => {
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	await page.goto(address);
	return new Keyboard(page);
};

test('a whole contest by keyboard alone: account, set-up, phones, console, stage, to the ranking', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const host = await open(browser, server.setupUrl ?? '');
	const { page } = host;
	const named = (name: string) => page.getByLabel(name, { exact: true });
	const button = (name: string | RegExp) => page.getByRole('button', { name });

	await test.step('the first account', async () => {
		await host.fill(named('Họ và tên'), administrator.name);
		await host.fill(named('Tên đăng nhập'), administrator.username);
		await host.fill(named('Mật khẩu'), administrator.password);
		await host.fill(named('Nhập lại mật khẩu'), administrator.password);
		await host.use(button('Tạo tài khoản và bắt đầu'));
		await page.waitForURL('**/host/contests');
	});

	await test.step('a contest, its questions, its waiting room', async () => {
		await host.fill(named('Tên cuộc thi'), 'Thi bằng bàn phím');
		await host.to(page.getByRole('radio', { name: 'Trường học 100 chỗ' }));
		await host.press('ArrowDown');
		await expect(page.getByRole('radio', { name: 'Đoàn thanh niên' })).toBeChecked();
		await host.use(button('Tạo cuộc thi'));
		await expect(page.getByRole('heading', { name: 'Thi bằng bàn phím' })).toBeVisible();
		await host.use(page.getByRole('navigation', { name: 'Các bước' }).getByRole('link', { name: 'Câu hỏi' }));
		await host.fill(named('Số câu chính'), '3');
		await host.use(button('Điền giúp'));
		await expect(page.getByRole('heading', { name: /Chặng 1/ }).first()).toBeVisible();
		await host.use(
			page.getByRole('navigation', { name: 'Các bước' }).getByRole('link', { name: 'Sẵn sàng' })
		);
		await host.use(button('Mở phòng chờ'));
		await expect(page.getByText('Phòng chờ đã mở')).toBeVisible();
	});

	const address = await page.getByLabel('Địa chỉ vào thi').inputValue();
	const code = address.trim().slice(-6);
	const phones: Keyboard[] = [];
	for (const name of ['Nguyễn Văn An', 'Lê Thị Bình']) {
		const phone = await open(browser, `${server.url}/play/${code}`);
		await phone.fill(phone.page.getByLabel('Họ và tên'), name);
		await phone.fill(phone.page.getByLabel('Đơn vị'), 'Chi đoàn 10A1');
		await phone.use(phone.page.getByRole('button', { name: 'Vào chỗ' }));
		await expect(phone.page.locator('header .seat')).toBeVisible();
		phones.push(phone);
	}
	const [an] = phones as [Keyboard];
	const stage = await open(browser, `${server.url}/stage/${code}`);
	await expect(stage.page.getByText('2 đã vào chỗ')).toBeVisible();

	await test.step('the stage: ground and sound', async () => {
		await stage.press('l');
		await expect(stage.page.locator('.hall')).toHaveClass(/day/);
		await stage.press('m');
		await expect(stage.page.getByText('Đã tắt tiếng')).toBeAttached();
		await stage.page.reload();
		await expect(stage.page.locator('.hall')).toHaveClass(/day/);
	});

	await host.use(page.getByRole('link', { name: 'Bàn điều khiển' }).first());
	const desk = new HostConsole(page);

	await test.step('the keys are told by a key', async () => {
		await desk.proposes('start');
		await host.press('?');
		await expect(desk.dialog).toContainText('Phím cách');
		await host.press('Escape');
		await expect(desk.dialog).toBeHidden();
	});

	/** The space bar takes the step that is proposed. */
	const step = async (name: string) => {
		await desk.proposes(name);
		await host.press(' ');
	};

	await test.step('scenes are called by their keys, and given back', async () => {
		await host.press('2');
		await expect(stage.page.locator('.picture h1').first()).toBeVisible();
		await expect(page.getByRole('button', { name: /^Sàn thi đấu/ })).toHaveAttribute('aria-pressed', 'true');
		await host.press('0');
		await expect(page.getByRole('button', { name: /^Tự động/ })).toHaveAttribute('aria-pressed', 'true');
	});

	await step('start');
	let questions = 0;
	for (; (await nextIs(desk, ['present', 'finish', 'rescue'])) === 'present'; questions++) {
		await step('present');
		await step('open');
		for (const phone of phones) {
			const typed = phone.page.getByLabel('Câu trả lời của bạn');
			const options = phone.page.locator('.phone-options button');
			await expect(typed.or(options.first())).toBeEnabled();
			const key = await desk.key();
			if (await typed.isVisible()) await phone.fill(typed, key);
			else await phone.use(options.filter({ has: phone.page.getByText(key, { exact: true }) }));
			await expect(phone.page.locator('.line[role=status]')).toContainText('Đã ghi nhận');
		}
		if (questions === 0) {
			await host.press('p');
			await desk.proposes('resume');
			await host.press('p');
		}
		await step('close');
		await step('reveal');
		for (const phone of phones) await expect(phone.page.getByText('Chính xác!')).toBeVisible();
	}
	expect(questions).toBeGreaterThanOrEqual(3);

	await test.step('the end: asked once, and the ranking on all screens', async () => {
		await step('finish');
		await host.use(desk.dialog.getByTestId('confirm-finish'));
		await expect(stage.page.getByRole('heading', { name: 'Kết quả chung cuộc' })).toBeVisible();
		await expect(an.page.getByText('Xếp hạng 1').first()).toBeVisible();
	});
});

async function nextIs(desk: HostConsole, steps: string[]): Promise<string> {
	await expect(desk.button).toHaveAttribute('data-step', new RegExp(steps.join('|')), { timeout: 30_000 });
	await expect(desk.button).toBeEnabled();
	return (await desk.button.getAttribute('data-step')) ?? '';
}
