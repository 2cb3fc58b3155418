import { expect } from '@playwright/test';
import bank from '../../src/lib/server/db/sample-bank.json' with { type: 'json' };
import { Hall } from './helpers/hall';
import { test } from './helpers/test';

let hall: Hall;

test.beforeAll(async ({ browser }) => {
	hall = await Hall.open(browser);
});
test.afterAll(() => hall.close());

/** What a frame has around its text: head, and the mask of those that the phone sends. */
const around = 8;
const bytesOf = (frames: string[]) =>
	frames.reduce((sum, frame) => sum + Buffer.byteLength(frame) + around, 0);

test('a whole contest of 30 questions costs a phone less than 300 kB', async ({ browser }) => {
	test.setTimeout(480_000);
	const { desk } = hall;
	const questions = bank.questions.filter(({ type }) => type === 'multiple_choice').slice(0, 30);
	expect(questions).toHaveLength(30);
	const contest = await hall.contest({ questions });
	const { phone, wire, address } = await hall.phone(browser, contest);
	const devtools = await phone.page.context().newCDPSession(phone.page);
	let loaded = 0;
	devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (loaded += encodedDataLength));
	await devtools.send('Network.enable');
	await phone.join(address, 'Nguyễn Văn An');
	await desk.take('start');
	const before = { sent: bytesOf(wire.sent), received: bytesOf(wire.received) };
	for (const { text, options } of questions) {
		await desk.take('present', 'open');
		await expect(phone.page.getByText(text)).toBeVisible();
		// She thinks again, as people do.
		await phone.answer(options[0] ?? '');
		await phone.answer(options[1] ?? '');
		await desk.closeEarly();
		await desk.take('reveal');
		await expect(phone.page.getByText(/^Còn \d+ thí sinh trên sàn/)).toBeVisible();
	}
	await desk.take('finish');
	await desk.dialog.getByTestId('confirm-finish').click();
	await phone.page.getByRole('button', { name: 'Xem lại các câu hỏi' }).tap();
	await expect(phone.page.getByRole('article')).toHaveCount(30);

	const [sent, received] = [bytesOf(wire.sent), bytesOf(wire.received)];
	const each = (n: number) => Math.round(n / questions.length);
	console.log(
		`a contest of 30 questions: ${loaded + sent + received} bytes; the page ${loaded}, ` +
			`of messages ${received} received and ${sent} sent; a question ` +
			`${each(received - before.received)} and ${each(sent - before.sent)}`
	);
	expect(loaded + sent + received).toBeLessThan(300_000);
});
