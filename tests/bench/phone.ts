import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { env } from 'node:process';
import { HostConsole } from '../e2e/helpers/console';
import { easyQuestions, makeContest, seatCards } from '../e2e/helpers/contest';
import { becomeAdministrator } from '../e2e/helpers/staff';
import { slowLine, type SlowLine } from '../helpers/slow-line';
import { startServer, type TestServer } from '../helpers/server';

/**
 * `npm run bench`: how long a slow phone on a slow line takes into the waiting room, and from a tap to its record. Chromium with
 * a quarter of this machine's speed; the line is ours (helpers/slow-line.ts), so that sockets are slow too.
 */

const line = { roundTrip: 400, bytesPerSecond: 50_000 };
const slowdown = 4;
const runs = 5;

const server = await startServer();
const browser = await chromium.launch({ executablePath: env.CHROMIUM_PATH, args: ['--no-sandbox'] });
const slow = await slowLine(server.url, line);
try {
	await measure(server, browser, slow);
} finally {
	await browser.close();
	await slow.close();
	await server.stop();
}

async function measure(server: TestServer, browser: Browser, slow: SlowLine): Promise<void> {
	const page = await browser.newPage({ locale: 'vi-VN' });
	await becomeAdministrator(page, server);
	const contest = await makeContest(server, {
		rules: { registration: 'mixed', rescue: { limit: 0 } },
		roster: Array.from({ length: runs }, (_, i) => ({
			sbd: i + 1,
			name: `Nguyễn Văn ${i + 1}`,
			pin: '2468'
		})),
		rounds: [{ name: 'Chinh phục', elimination: 'warmup', seconds: 120, questions: easyQuestions(runs) }]
	});
	const address = contest.phone.replace(server.url, slow.url);
	const cards = await seatCards(server, contest);

	const cold: Visit[] = [];
	const form: Visit[] = [];
	const warm: Visit[] = [];
	const taps: Tap[] = [];
	for (const card of cards) {
		const stranger = await phone(browser);
		form.push(await visit(stranger, slow, address, 'form .phone-input'));
		await stranger.close();

		const context = await phone(browser);
		cold.push(await visit(context, slow, `${address}#card=${card}`, '.sbd'));
		warm.push(await visit(context, slow, address, '.sbd'));
		await context.close();
	}

	const context = await phone(browser);
	const player = await open(context, `${address}#card=${cards[0]}`);
	const desk = new HostConsole(page);
	await desk.open(contest.console);
	await desk.take('start');
	for (let i = 0; i < runs; i++) {
		await desk.take('present', 'open');
		taps.push(await tap(player));
		await desk.closeEarly();
		await desk.take('reveal');
	}

	const kbit = (8 * line.bytesPerSecond) / 1000;
	console.log(
		`\na phone: Chromium at 1/${slowdown} speed, ${kbit} kbit/s, ${line.roundTrip} ms, ${runs} runs each\n`
	);
	console.log(row('', 'median', 'slowest', 'encoded bodies', 'all bytes'));
	visits('join form, cold', form);
	visits('waiting room from a card, cold', cold);
	visits('waiting room with its seat, warm', warm);
	times(
		'tap → shown',
		taps.map((t) => t.shown)
	);
	times(
		'tap → “Đã ghi nhận”',
		taps.map((t) => t.recorded)
	);
}

interface Visit {
	/** ms from the start of the navigation until it was painted. */
	at: number;
	/** Bodies as they came over the wire. */
	bodies: number;
	/** All that came over the line until then, with heads and what came over the socket. */
	bytes: number;
}

interface Tap {
	/** ms from the moment at which the finger was lifted. */
	shown: number;
	recorded: number;
}

async function phone(browser: Browser): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		locale: 'vi-VN'
	});
	await context.addInitScript(watch);
	return context;
}

/** Opens a page in a slow browser. */
async function open(context: BrowserContext, address: string): Promise<Page> {
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await page.goto(address, { waitUntil: 'commit' });
	return page;
}

/** Opens the address and leaves again when `place` has been painted. */
async function visit(
	context: BrowserContext,
	slow: SlowLine,
	address: string,
	place: string
): Promise<Visit> {
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	await devtools.send('Network.enable');
	const heads = new Map<string, number>();
	let bodies = 0;
	devtools.on('Network.responseReceived', ({ requestId, response }) =>
		heads.set(requestId, response.encodedDataLength)
	);
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		bodies += Math.max(0, encodedDataLength - (heads.get(requestId) ?? 0));
	});
	const before = slow.down();
	await page.goto(address, { waitUntil: 'commit' });
	const at = await page.evaluate((place) => window.painted(place), place);
	const seen = { at, bodies, bytes: slow.down() - before };
	await page.waitForTimeout(3000); // what comes behind is cached for the next visit
	await page.close();
	return seen;
}

async function tap(page: Page): Promise<Tap> {
	const option = page.getByRole('button', { name: 'Hai' });
	await expect(option).toBeEnabled();
	const times = page.evaluate(async () => {
		const touch = new Promise<number>((resolve) =>
			addEventListener('touchend', (event) => resolve(event.timeStamp), { once: true, capture: true })
		);
		const [shown, recorded] = [
			window.painted('.phone-option[aria-pressed=true]'),
			window.painted('.line.recorded')
		];
		const at = await touch;
		return { shown: (await shown) - at, recorded: (await recorded) - at };
	});
	await option.tap();
	return await times;
}

declare global {
	interface Window {
		/** Resolves to the moment at which the first element that fits was on the screen. */
		painted(selector: string): Promise<number>;
	}
}

/** Runs in the page, before anything else. */
function watch(): void {
	window.painted = (selector) =>
		new Promise((resolve) => {
			const look = () => {
				if (!document.querySelector(selector)) return;
				observer.disconnect();
				requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
			};
			const observer = new MutationObserver(look);
			observer.observe(document, { subtree: true, childList: true, attributes: true });
			look();
		});
}

function visits(what: string, all: Visit[]): void {
	const [ms, bodies, bytes] = (['at', 'bodies', 'bytes'] as const).map((key) =>
		sorted(all.map((v) => v[key]))
	);
	console.log(row(what, ...spread(ms), `${median(bodies)} B`, `${median(bytes)} B`));
}

function times(what: string, all: number[]): void {
	console.log(row(what, ...spread(sorted(all))));
}

function sorted(values: number[]): number[] {
	return values.sort((a, b) => a - b);
}

function median(values: number[] = []): number {
	return Math.round(values[Math.floor(values.length / 2)] ?? 0);
}

function spread(values: number[] = []): string[] {
	return [`${median(values)} ms`, `${Math.round(values.at(-1) ?? 0)} ms`];
}

function row(what: string, ...cells: string[]): string {
	return what.padEnd(36) + cells.map((cell) => cell.padStart(16)).join('');
}
