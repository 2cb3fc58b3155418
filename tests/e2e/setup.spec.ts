import { expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { Complaints } from './helpers/complaints';
import { becomeAdministrator, invite } from './helpers/staff';
import { test } from './helpers/test';

let server: TestServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const roster = `SBD,Họ và tên,Đơn vị,Mã PIN,Dự bị,Ngày sinh
7,Nguyễn Văn An,10A1,0042,,1/2/2010
,Trần Thị Bình,10A2,,x,
7,Lê Hoàng Cường,10A2,,,
,Trần Thị Bình,10A2,,,
,Đỗ Thị Hương,,,,
,Tổng cộng: 5 thí sinh,,,,
`;

/** Sends a form as a page of the program would, with the session of this browser. */
async function send(page: Page, address: string, form: Record<string, string>): Promise<number> {
	const headers = { origin: server.url, accept: 'text/html' };
	return (await page.request.post(address, { form, headers, maxRedirects: 0 })).status();
}

test('the set-up of a contest, by those who may and those who may not', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(360_000);
	const complaints = new Complaints();
	complaints.listen('manager', context);
	await becomeAdministrator(page, server);
	const judge = await invite(server, page, browser, 'Phạm Quốc Hưng', 'hung', 'Giám khảo');
	const stranger = await invite(server, page, browser, 'Vũ Thu Trang', 'trang', 'Ban Tổ chức');

	const here = await test.step('a contest from a preset', async () => {
		await page.goto(`${server.url}/host/contests`);
		await page.getByLabel('Tên cuộc thi').fill('Hội thi 26/3');
		await page.getByRole('radio', { name: 'Trực tuyến toàn tỉnh' }).check();
		await page.getByRole('button', { name: 'Tạo cuộc thi' }).click();
		await expect(page.getByRole('heading', { name: 'Hội thi 26/3' })).toBeVisible();
		return page.url();
	});
	const step = (name: string) => page.getByRole('navigation', { name: 'Các bước' }).getByText(name);
	const go = (name: string) => step(name).click();

	await test.step('rules: what does not matter is not asked; what was saved is there again', async () => {
		await go('Thể lệ');
		await expect(page.getByLabel('Chỉ lấy số người đúng nhanh nhất')).toBeHidden();
		await page.getByLabel('Số lần cứu trợ nhiều nhất').fill('3');
		await expect(page.getByLabel('Chỉ lấy số người đúng nhanh nhất')).toBeVisible();
		await page.getByRole('radio', { name: /^Bảng con/ }).check();
		await expect(page.getByText('Ít khi cần đổi')).toBeHidden();
		await page.getByRole('radio', { name: /^Điện thoại và bảng con/ }).check();
		// Open from the start: this preset asks for signals, which is not as usual.
		await page.getByRole('radio', { name: 'Ban Giám khảo xem xét' }).check();
		await page.getByLabel('Người cuối cùng được hỏi ý kiến').check();
		await page.getByRole('radio', { name: 'Theo số lượng' }).check();
		await page.getByLabel('Số lượng gợi ý').fill('25');
		await page.getByLabel('Số chỗ trên sàn').fill('3');
		await page.getByRole('button', { name: 'Lưu thể lệ' }).click();
		await expect(page.getByText('Đã lưu.')).toBeVisible();
		await page.reload();
		await expect(page.getByLabel('Số lượng gợi ý')).toHaveValue('25');
		await expect(page.getByLabel('Số lần cứu trợ nhiều nhất')).toHaveValue('3');
		await expect(page.getByLabel('Người cuối cùng được hỏi ý kiến')).toBeChecked();
		// What is not as usual is in sight.
		await expect(page.getByRole('radio', { name: 'Ban Giám khảo xem xét' })).toBeChecked();
	});

	await test.step('rules that somebody else has saved meanwhile are not gone over unasked, and nothing typed is lost', async () => {
		const other = await context.newPage();
		await other.goto(page.url());
		await page.getByLabel('Số lượng gợi ý').fill('30');
		await page.getByRole('button', { name: 'Lưu thể lệ' }).click();
		await expect(page.getByText('Đã lưu.')).toBeVisible();
		await other.getByLabel('Thời gian đọc câu hỏi').fill('7');
		await other.getByRole('button', { name: 'Lưu thể lệ' }).click();
		await expect(other.getByRole('alert')).toContainText('đã được lưu ở nơi khác');
		await expect(other.getByLabel('Thời gian đọc câu hỏi')).toHaveValue('7');
		await page.reload();
		await expect(page.getByLabel('Số lượng gợi ý')).toHaveValue('30');
		await expect(page.getByLabel('Thời gian đọc câu hỏi')).not.toHaveValue('7');
		await other.getByRole('button', { name: 'Vẫn lưu bản của tôi' }).click();
		await expect(other.getByText('Đã lưu.')).toBeVisible();
		await expect(other.getByRole('alert')).toBeHidden();
		await other.close();
	});

	await test.step('rounds: all are edited together; each rule asks for what it needs, and keeps what another one asked for', async () => {
		await go('Các chặng');
		const round = (hasText: string) => page.getByRole('listitem').filter({ hasText });
		const [first, second] = [round('Chặng 1'), round('Chặng 2')];
		const names = page.getByLabel('Tên chặng');
		await first.getByLabel('Số giây mỗi câu').fill('12');
		await second.getByLabel('Số mạng').fill('2');
		await page.getByRole('button', { name: 'Thêm chặng' }).click();
		await expect(names.nth(2)).toBeFocused();
		await page.keyboard.type('Về đích');
		await page.getByRole('button', { name: 'Đưa chặng Về đích lên trước' }).click();
		await expect(names.nth(1)).toHaveValue('Về đích');
		await expect(names.nth(1)).toBeFocused();
		await expect(first.getByLabel('Số giây mỗi câu')).toHaveValue('12');

		await step('Thể lệ').click(); // the question is answered with no
		await expect(names).toHaveCount(3);
		await names.nth(1).press('Enter');
		await expect(page.getByText('Đã lưu.')).toBeVisible();
		await expect(names.nth(1)).toBeFocused();
		await page.reload();
		await expect(names.nth(1)).toHaveValue('Về đích');
		await expect(first.getByLabel('Số giây mỗi câu')).toHaveValue('12');

		await page.getByRole('button', { name: 'Xóa chặng Về đích' }).click();
		await expect(second.getByLabel('Số mạng')).toHaveValue('2');
		const save = page.getByRole('button', { name: 'Lưu các chặng' });
		await second.getByRole('radio', { name: 'Chọn người đi tiếp' }).check();
		await second.getByLabel('Giữ lại').fill('20');
		await second.getByLabel('Tính theo').selectOption('người');
		await save.click();
		await expect(page.getByText('Sau chặng “Chinh phục” không còn chặng nào')).toBeVisible();
		await second.getByRole('radio', { name: 'Nhiều mạng' }).check();
		await expect(second.getByLabel('Số mạng')).toHaveValue('2');
		await save.click();
		await expect(page.getByText('Sau chặng “Chinh phục” không còn chặng nào')).toBeHidden();
		await second.getByRole('radio', { name: 'Chọn người đi tiếp' }).check();
		await expect(second.getByLabel('Giữ lại')).toHaveValue('20');
		await page.reload();
	});

	await test.step('awards: added, named, moved and saved by keyboard', async () => {
		await go('Cơ cấu giải');
		const names = page.getByLabel('Tên giải');
		await page.getByRole('button', { name: 'Thêm giải' }).press('Enter');
		await page.keyboard.type('Giải Trang phục');
		await page.keyboard.press('Alt+ArrowUp');
		await expect(names.nth(3)).toHaveValue('Giải Trang phục');
		await expect(names.nth(3)).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã lưu.')).toBeVisible();
		await page.reload();
		await expect(names).toHaveCount(5);
		await expect(names.nth(3)).toHaveValue('Giải Trang phục');
	});

	await test.step('questions are drawn for a round, moved by keyboard, and picked one by one', async () => {
		await go('Câu hỏi');
		await page.getByRole('link', { name: 'Rút câu hỏi – Chặng 2' }).click();
		for (const level of ['Thông hiểu', 'Vận dụng', 'Câu dự bị'])
			await page.getByRole('spinbutton', { name: level, exact: true }).fill('0');
		await page.getByRole('spinbutton', { name: 'Nhận biết' }).fill('4');
		await page.getByRole('button', { name: 'Rút 4 câu' }).click();
		await page.getByRole('button', { name: 'Đưa 4 câu vào cuộc thi' }).click();
		await expect(page.getByText('Đã đưa 4 câu vào cuộc thi.')).toBeVisible();
		const drawn = page.locator('[data-row]');
		const second = await drawn.nth(1).innerText();
		await drawn.nth(1).focus();
		await page.keyboard.press('Alt+ArrowUp');
		await expect(drawn.nth(0)).toHaveText(second);
		await expect(drawn.nth(0)).toBeFocused();

		await page.getByRole('link', { name: 'Rút câu hỏi – Câu hỏi Rung chuông vàng' }).click();
		await page.getByRole('link', { name: 'Chọn từng câu' }).click();
		await page.waitForURL(/\/pick/); // the page before has a box to tick too
		await page.getByRole('checkbox').first().check();
		await page.getByRole('button', { name: 'Thêm 1 câu đã chọn' }).click();
		await expect(drawn).toHaveCount(5);
	});

	await test.step('a roster from a file: preview, errors by row, numbers and PINs given', async () => {
		await go('Thí sinh');
		await page.getByRole('link', { name: 'Nhập từ tệp' }).click();
		const wrong = { name: 'de.txt', mimeType: 'text/plain', buffer: Buffer.from('%PDF-1.7') };
		await page.getByLabel('Tệp danh sách').setInputFiles(wrong);
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await expect(page.getByText('Danh sách thí sinh nhận Excel (.xlsx) và CSV')).toBeVisible();
		const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) };
		await page.getByLabel('Tệp danh sách').setInputFiles(file);
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await expect(page.getByText('SBD 7 đã có ở dòng 2.')).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Dòng 7' })).toContainText('Tổng cộng: 5');
		await expect(page.getByText('Những cột này không được lưu: Ngày sinh.')).toBeVisible();
		await expect(page.getByRole('row', { name: /Đỗ Thị Hương/ })).toContainText('Chưa có');
		await expect(page.getByText('Sàn thiếu 1 chỗ')).toBeVisible();
		await page
			.getByRole('row', { name: /Trùng dòng 3/ })
			.getByRole('checkbox')
			.uncheck();
		await page
			.getByRole('row', { name: /Đỗ Thị Hương/ })
			.getByRole('checkbox')
			.uncheck();
		await page.getByRole('button', { name: 'Nhập 2 thí sinh' }).click();
		await expect(page.getByText('Đã nhập 2 thí sinh.')).toBeVisible();
		await expect(page.getByRole('row', { name: /Nguyễn Văn An/ })).toContainText('0042');
		await expect(
			page
				.getByRole('row', { name: /Trần Thị Bình/ })
				.getByRole('cell')
				.first()
		).toHaveText('1');
		await expect(page.getByRole('row', { name: /Trần Thị Bình/ })).toContainText('Dự bị');
		await expect(page.getByLabel(/^Danh sách đơn vị/)).toHaveValue('10A1\n10A2');
		const size = page.viewportSize();
		await page.setViewportSize({ width: 360, height: 740 });
		const an = page.getByRole('row', { name: /Nguyễn Văn An/ });
		await an.scrollIntoViewIfNeeded();
		for (const part of [an.getByText('10A1'), an.getByText('0042'), ...(await an.getByRole('button').all())])
			await expect(part).toBeInViewport({ ratio: 1 });
		if (size) await page.setViewportSize(size);
	});

	await test.step('a file that is no picture is refused beside the field that it was chosen in', async () => {
		await go('Sân khấu');
		const field = page.getByRole('region', { name: 'Đơn vị đồng hành' });
		const sound = { name: 'a.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('ID3 a song') };
		await field.getByLabel('Chọn ảnh').setInputFiles(sound);
		await expect(field.getByText('Tệp này không phải ảnh')).toBeInViewport();
		await expect(field.getByLabel('Chọn ảnh')).toBeFocused();
	});

	await test.step('the judge looks, without PINs and without a way to change anything', async () => {
		await page.goto(`${here}/staff`);
		await page.getByLabel('Thêm người').selectOption({ label: 'Phạm Quốc Hưng (hung)' });
		await page.getByRole('button', { name: 'Thêm', exact: true }).click();
		await expect(page.getByLabel('Vai trò của Phạm Quốc Hưng')).toHaveValue('judge');
		await judge.goto(`${here}/roster`);
		await expect(judge.getByText('Nguyễn Văn An')).toBeVisible();
		expect(await judge.content()).not.toContain('0042');
		await judge.goto(`${here}/rules`);
		await expect(judge.getByLabel('Số chỗ trên sàn')).toBeDisabled();
		await expect(judge.getByRole('button', { name: 'Lưu thể lệ' })).toHaveCount(0);
		for (const path of ['/cards', '/roster/export', '/roster/import'])
			expect((await judge.request.get(here + path)).status(), path).toBe(403);
	});

	await test.step('no form is taken from the judge, and a stranger sees no contest at all', async () => {
		const forms: [string, Record<string, string>][] = [
			['?/save', { title: 'x', organizer: 'x' }],
			['?/preset', { preset: 'school100', sure: 'on' }],
			['/rules?/save', { capacity: '9' }],
			['/rules?/change', { capacity: '9', reason: 'x' }],
			['/awards', { name: 'x', count: '1' }],
			['/rounds', { extraSeconds: '15' }],
			['/roster?/units', { units: 'x' }],
			['/questions?/fill', { bank: 'x' }],
			['/questions?/approvedOnly', {}],
			['/questions?/swap', { question: 'x' }],
			['/questions/draw?/draw', { bank: 'x' }],
			['/questions/draw?/take', { to: 'bell', question: 'x' }],
			['/questions/pick', { place: 'bell', pick: 'x' }],
			['/questions?/remove', { question: 'x' }],
			['/roster?/add', { name: 'x', unit: '', sbd: '', pin: '' }],
			['/roster?/clear', {}],
			['/staff?/setRole', { userId: 'x', role: 'manager' }],
			['/ready?/prepare', {}],
			['/ready?/delete', { sure: 'on' }]
		];
		for (const [path, fields] of forms) {
			expect(await send(judge, here + path, fields), path).toBe(403);
			expect(await send(stranger, here + path, fields), path).toBe(404);
		}
		for (const path of ['', '/questions', '/roster', '/cards', '/roster/export'])
			expect((await stranger.request.get(here + path)).status(), path).toBe(404);
		await page.goto(here);
		await expect(page.getByLabel('Tên cuộc thi')).toHaveValue('Hội thi 26/3');
	});

	await test.step('the waiting room opens; what is changed later is said to be missing there until it is updated', async () => {
		await go('Sẵn sàng');
		await expect(page.getByText('Chặng 2 – Chinh phục: 4 câu, 20 giây mỗi câu.')).toBeVisible();
		await expect(page.getByText('1 Giải Trang phục')).toBeVisible();
		await page.getByRole('button', { name: 'Mở phòng chờ' }).click();
		await expect(page.getByText('Phòng chờ đã mở với những gì mới nhất.')).toBeVisible();
		await judge.goto(here);
		await expect(judge.getByRole('link', { name: 'Bàn giám khảo' })).toBeVisible();
		await expect(judge.getByRole('link', { name: 'Bàn điều khiển' })).toHaveCount(0);
		await go('Chung');
		await page.getByLabel('Đơn vị tổ chức').fill('Đoàn trường');
		await step('Sẵn sàng').click(); // the question is answered with no
		await page.getByRole('region', { name: 'Thông tin chung' }).getByRole('button', { name: 'Lưu' }).click();
		await expect(page.getByText('Phòng chờ chưa có những thay đổi mới nhất')).toBeVisible();
		await go('Sẵn sàng');
		await page.getByRole('button', { name: 'Cập nhật' }).click();
		await expect(page.getByText('Phòng chờ chưa có những thay đổi mới nhất')).toBeHidden();
	});

	await test.step('one more contestant fits, and then none', async () => {
		await go('Thí sinh');
		await page.getByLabel('Họ và tên').fill('Đỗ Thị Hương');
		await page.getByRole('button', { name: 'Thêm' }).click();
		await expect(page.getByText('Đã thêm với SBD 2.')).toBeVisible();
		await page.getByLabel('Họ và tên').fill('Bùi Thị Hạnh');
		await page.getByRole('button', { name: 'Thêm' }).click();
		await expect(page.getByRole('alert')).toContainText('Sàn không đủ chỗ');
		await expect(page.getByRole('row')).toHaveCount(4);
	});

	await test.step('a contest is deleted only with consent', async () => {
		await go('Sẵn sàng');
		expect(await send(page, `${here}/ready?/delete`, {})).toBe(400);
		await page.getByLabel('Tôi hiểu và muốn xóa cuộc thi này').check();
		await page.getByRole('button', { name: 'Xóa cuộc thi' }).click();
		await expect(page.getByText('Chưa có cuộc thi nào')).toBeVisible();
	});
	expect(complaints.all.filter((complaint) => !complaint.includes('409'))).toEqual([]);
});
