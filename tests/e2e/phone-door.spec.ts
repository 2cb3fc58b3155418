import { expect, type Request } from '@playwright/test';
import { startServer, type TestServer } from '../helpers/server';
import { HostConsole } from './helpers/console';
import { easyQuestions, makeContest, seatCards, type MadeContest } from './helpers/contest';
import { Phone } from './helpers/phone';
import { becomeAdministrator } from './helpers/staff';
import { test } from './helpers/test';

/*
 * What a phone loads before it has its seat (PhoneApp.svelte, the door), and what comes behind (Play.svelte). Browsers take
 * brotli on https only, and from this machine.
 */

let server: TestServer;
let desk: HostConsole;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const page = await browser.newPage();
	await becomeAdministrator(page, server);
	desk = new HostConsole(page);
});
test.afterAll(() => server.stop());

type Rules = NonNullable<Parameters<typeof makeContest>[1]['rules']>;

/** A contest in which nobody leaves, with one name on the roster. */
async function contestOf(rules: Rules = {}): Promise<MadeContest> {
	return await makeContest(server, {
		rules: { registration: 'mixed', rescue: { limit: 0 }, ...rules },
		roster: [{ sbd: 7, name: 'Nguyễn Văn An', pin: '2468' }],
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 120, questions: easyQuestions(2) }]
	});
}

/** What of the program comes behind. */
const play = /\/play-[^/]+\.(js|css)/;

/** ms between a change and its being seen; several frames of a machine that is busy. */
const seenWithin = 100;

test('from a seat card into the waiting room on less than 40 kB; the play comes behind', async ({
	browser
}) => {
	const contest = await contestOf();
	const [card] = await seatCards(server, contest);
	const phone = await Phone.unpack(browser);
	const requests: Request[] = [];
	const socket = { bytes: 0 };
	phone.page.on('request', (request) => requests.push(request));
	phone.page.on('websocket', (line) =>
		line.on('framereceived', (frame) => (socket.bytes += frame.payload.length))
	);
	await phone.page.addInitScript(watchForSeat);
	await phone.page.goto(`${contest.phone}#card=${card}`);
	await expect(phone.page.getByText('Bạn đã có chỗ')).toBeVisible();
	expect(await phone.seat()).toBe(7);
	await phone.page.waitForLoadState('networkidle');

	await test.step('the play is asked for when the waiting room stands', async () => {
		const waited = await phone.page.evaluate(() =>
			performance
				.getEntriesByType('resource')
				.filter(({ name }) => name.includes('/play-'))
				.map(({ startTime }) => startTime - window.seatedAt)
		);
		expect(waited).toHaveLength(2);
		for (const ms of waited) expect(ms).toBeGreaterThan(-seenWithin);
	});

	// What counts is the bodies of everything else, as they came over the wire: page, script, icon. Heads do not count.
	const door = requests.filter((request) => !play.test(request.url()));
	const sizes = await Promise.all(door.map(bodySize));
	const bytes = sum(sizes);
	const list = door.map((request, i) => `${sizes[i]} ${request.url()}`).join('\n');
	console.log(`the door: ${bytes} bytes; over the socket: ${socket.bytes}\n${list}`);
	expect(bytes, list).toBeLessThan(40_000);
	expect(requests.filter((request) => request.resourceType() === 'font')).toEqual([]);
	for (const request of requests.filter((one) =>
		['document', 'script', 'stylesheet'].includes(one.resourceType())
	))
		expect((await request.response())?.headers()['content-encoding'], request.url()).toBe('br');

	await test.step('the second time nothing comes over the wire again', async () => {
		const again = await phone.page.context().newPage();
		const asked: Request[] = [];
		again.on('requestfinished', (request) => asked.push(request));
		await again.goto(contest.phone);
		await expect(again.getByText('Bạn đã có chỗ')).toBeVisible();
		expect(sum(await Promise.all(asked.map(bodySize)))).toBe(0);
	});
});

test('[PH10] [PH5] while the play does not come through the phone says so; then she answers as if nothing had been', async ({
	browser
}) => {
	const contest = await contestOf({ sealedStart: true });
	await desk.open(contest.console);
	const phone = await Phone.unpack(browser);
	const refused: string[] = [];
	await phone.page.route(play, (route) => {
		refused.push(route.request().url());
		return route.abort();
	});
	await phone.join(contest.phone, 'Lê Thị Bình');
	await desk.take('start', 'present');
	await expect(phone.page.getByText('Đang tải…')).toBeVisible();
	await desk.take('open');
	await expect
		.poll(() => refused.filter((url) => url.includes('.js')).length, { timeout: 20_000 })
		.toBeGreaterThan(3);
	await expect(phone.page.getByText('Đang tải…')).toBeVisible();

	await phone.page.unroute(play);
	await expect(phone.page.getByRole('heading', { name: '1 + 1 bằng mấy?' })).toBeVisible();
	await phone.answer('Hai');
	await expect(phone.recordedLine).toContainText('Đã ghi nhận: B');
	await desk.closeEarly();
	await desk.take('reveal');
	await expect(phone.page.getByText('Chính xác!')).toBeVisible();
});

test('[PH5] a choice that was kept goes out without the play, too', async ({ browser }) => {
	const contest = await contestOf();
	await desk.open(contest.console);
	const phone = await Phone.unpack(browser);
	await phone.join(contest.phone, 'Lê Thị Bình');
	await desk.take('start', 'present', 'open');
	await expect(phone.option('Hai')).toBeEnabled();
	const context = phone.page.context();
	await context.setOffline(true);
	await phone.option('Hai').tap();
	await expect(phone.recordedLine).toContainText('Đang gửi…');
	await phone.page.close();

	const again = new Phone(await context.newPage());
	await again.page.route(play, (route) => route.abort());
	await context.setOffline(false);
	await again.page.goto(contest.phone);
	await expect(again.page.getByText('Đang tải…')).toBeVisible();
	await expect(desk.number('Đã trả lời')).toContainText('1');
	await again.page.unroute(play);
	await expect(again.recordedLine).toContainText('Đã ghi nhận: B');
});

/** 0 for what came out of the browser's own store. */
const bodySize = async (request: Request) => Math.max(0, (await request.sizes()).responseBodySize);
const sum = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

declare global {
	interface Window {
		/** When the waiting room was there, on the page's clock. */
		seatedAt: number;
	}
}

/** Runs in the page, before anything else. */
function watchForSeat(): void {
	new MutationObserver((_, observer) => {
		if (!document.querySelector('.sbd')) return;
		observer.disconnect();
		window.seatedAt = performance.now();
	}).observe(document, { subtree: true, childList: true });
}
