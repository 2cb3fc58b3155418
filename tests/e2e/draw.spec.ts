import { expect } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test('questions are drawn by structure, swapped one by one, and only approved ones where the contest says so', async ({
	page,
	context
}) => {
	const complaints = new Complaints();
	complaints.listen('manager', context);
	await becomeAdministrator(page, server);
	await page.getByLabel('Tên cuộc thi').fill('Hội thi 26/3');
	await page.getByRole('radio', { name: 'Trực tuyến toàn tỉnh' }).check();
	await page.getByRole('button', { name: 'Tạo cuộc thi' }).click();
	await expect(page.getByRole('heading', { name: 'Hội thi 26/3' })).toBeVisible();
	const here = page.url();
	const rows = page.locator('[data-row]');
	const count = (level: string) => page.getByRole('spinbutton', { name: level, exact: true });
	const drawn = page.locator('input[type="hidden"][name="question"]');
	const idsOf = () => drawn.evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));

	await test.step('what there is is said beside each level, and what is missing before anything is drawn', async () => {
		await page.goto(`${here}/questions`);
		await page.getByRole('link', { name: 'Rút câu hỏi', exact: true }).first().click();
		await expect(count('Nhận biết')).toHaveValue('10');
		await expect(count('Nhận biết')).toHaveAccessibleDescription('có 29');
		await expect(page.getByRole('button', { name: 'Rút 20 câu và 2 câu dự bị' })).toBeVisible();
		await page.getByRole('checkbox', { name: 'Kon Tum' }).check();
		await expect(count('Nhận biết')).toHaveAccessibleDescription('có 7, thiếu 3');
		await expect(page.getByText('Không đủ câu: sẽ rút được 17 câu.')).toBeVisible();
		await page.getByRole('checkbox', { name: 'Lịch sử Đảng' }).check();
		await count('Nhận biết').fill('8');
		await count('Thông hiểu').fill('4');
		await count('Vận dụng').fill('2');
		await expect(page.getByText('Không đủ câu')).toBeHidden();
	});

	await test.step('the drawn ones are listed from easy to hard; one is swapped, one removed, and both undone', async () => {
		await page.getByRole('button', { name: 'Rút 14 câu và 2 câu dự bị' }).click();
		await expect(page.getByRole('heading', { name: 'Đã rút 16 câu' })).toBeVisible();
		await expect(drawn).toHaveCount(14);
		const before = await idsOf();
		await page.getByRole('button', { name: 'Đổi câu khác cho câu 3' }).first().click();
		await expect(page.getByText('Đã đổi câu 3.')).toBeAttached();
		const swapped = await idsOf();
		expect(swapped.filter((id) => !before.includes(id))).toHaveLength(1);
		expect(swapped.with(2, before[2] ?? '')).toEqual(before);
		await page.getByRole('button', { name: 'Bỏ câu 14' }).click();
		await expect(drawn).toHaveCount(13);
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		expect(await idsOf()).toEqual(swapped);
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		expect(await idsOf()).toEqual(before);
		await expect(
			page.getByRole('list').filter({ hasText: 'Kon Tum' }).getByRole('listitem').first()
		).toContainText('Nhận biết');
	});

	await test.step('what is drawn and not taken is not left without a question', async () => {
		await page.getByRole('link', { name: 'Về các câu của cuộc thi' }).click(); // answered with no
		await expect(drawn).toHaveCount(14);
	});

	await test.step('nothing is saved until they are taken; then they stand in the rounds, and can be taken back', async () => {
		await page.getByRole('button', { name: 'Đưa 16 câu vào cuộc thi' }).click();
		await expect(page.getByText('Đã đưa 16 câu vào cuộc thi.')).toBeVisible();
		await expect(rows).toHaveCount(16);
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(page.getByText('Đã bỏ ra 16 câu.')).toBeVisible();
		await expect(rows).toHaveCount(0);
		await page.goBack();
		await page.getByRole('button', { name: /^Rút 20 câu/ }).click();
		await page.getByLabel('Đưa vào').selectOption({ label: 'Chặng 2: Chinh phục' });
		await page.getByRole('button', { name: 'Đưa 22 câu vào cuộc thi' }).click();
		await expect(rows).toHaveCount(22);
	});

	await test.step('a planned question is swapped in its place, and back', async () => {
		const texts = await rows.allInnerTexts();
		await page.getByRole('button', { name: 'Đổi câu khác cho câu 2' }).first().press('Enter');
		await expect(page.getByText('Đã đổi câu hỏi.')).toBeVisible();
		await expect(rows.nth(1)).not.toHaveText(texts[1] ?? '');
		expect((await rows.allInnerTexts()).filter((text) => texts.includes(text))).toHaveLength(21);
		await expect(page.getByRole('button', { name: 'Đổi câu khác cho câu 2' }).first()).toBeFocused();
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(rows.nth(1)).toHaveText(texts[1] ?? '');
		expect(await rows.allInnerTexts()).toEqual(texts);
	});

	await test.step('approved ones only: the others stand in the way, by name, and no more are offered', async () => {
		await page.getByRole('checkbox', { name: 'Chỉ dùng câu đã duyệt' }).check();
		await expect(page.getByText('22 câu hỏi chưa được duyệt')).toBeVisible();
		await expect(page.getByText('Chưa duyệt', { exact: true })).toHaveCount(22);
		await page.goto(`${here}/ready`);
		const first = page.getByRole('listitem').filter({ hasText: '22 câu hỏi chưa được duyệt' });
		await expect(first.getByRole('link')).toHaveCount(23);
		await expect(page.getByRole('button', { name: 'Mở phòng chờ' })).toBeDisabled();
		await page.goto(`${here}/questions`);
		await page.getByRole('button', { name: 'Điền giúp' }).click();
		await expect(page.getByText(/mới có 0 trong \d+ câu được duyệt/)).toBeVisible();
		await expect(page.getByRole('link', { name: 'Duyệt câu hỏi' })).toHaveAttribute('href', /\/review$/);
		await page.goto(`${here}/questions/draw?to=bell`);
		await expect(page.getByText('Cuộc thi này chỉ dùng câu đã duyệt.')).toBeVisible();
		await expect(count('Nhận biết')).toHaveAccessibleDescription('có 0');
		await expect(page.getByRole('button', { name: 'Rút 0 câu' })).toBeDisabled();
	});
	expect(complaints.all).toEqual([]);
});
