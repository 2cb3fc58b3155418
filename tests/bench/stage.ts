import { chromium, type Page } from '@playwright/test';
import { env } from 'node:process';
import { code, Hall } from '$lib/showcase/hall';
import { ToldScreen } from '../e2e/helpers/told';
import { changeMs, fallAfterMs, waveMs } from '$lib/ui/stage/floor-motion';
import { startServer } from '../helpers/server';

/**
 * `npm run bench`: how many frames a second the stage draws while 500 of 1,000 seats go dark, and from the reveal on, when the
 * scene changes too, on this machine and on one with a quarter of its speed. Without a graphics card (as on a server) the
 * browser draws on the processor too.
 */

const sizes = [
	[1280, 720],
	[1920, 1080]
] as const;
const slower = [1, 4];
const runs = 5;
/** The wave, ms after the reveal; see ui/stage/floor-motion.ts. */
const wave = { from: fallAfterMs, to: fallAfterMs + waveMs + changeMs };

const browser = await chromium.launch({
	...(env['CHROMIUM_PATH'] ? { executablePath: env['CHROMIUM_PATH'] } : {}),
	args: ['--no-sandbox']
});
const server = await startServer();
const hall = new Hall({ contestants: 1000 }).seated().started();
const before = { ...hall.presented().opened(0).closed().stage(), v: 1 };
const after = { ...hall.revealed((sbd) => sbd % 2 === 0).stage(), v: 2 };
console.log(`\nStage: ${after.gone.length > 0 ? after.reveal?.out : 0} of ${after.total} seats go dark`);
console.log('                      while seats go dark           from the reveal on');
console.log('screen       slower    fps   worst  longest frame    fps   worst  longest frame');
for (const [width, height] of sizes)
	for (const rate of slower) {
		const measured: number[][] = [];
		for (let run = 0; run < runs; run++) measured.push(await reveal(width, height, rate));
		const dark = measured.map((times) => times.filter((t) => t >= wave.from));
		console.log(`${`${width}×${height}`.padEnd(12)} ${`${rate}×`.padEnd(6)} ${row(dark)} ${row(measured)}`);
	}
await browser.close();
await server.stop();

/** The median and the worst of some runs' frames a second, and the longest frame of all. */
function row(runsOfTimes: number[][]): string {
	const gaps = runsOfTimes.map((times) => times.slice(1).map((t, i) => t - (times[i] ?? t)));
	const fps = gaps
		.map((run) => (run.length / run.reduce((sum, gap) => sum + gap, 0)) * 1000)
		.sort((a, b) => a - b);
	const median = fps[Math.floor(fps.length / 2)] ?? 0;
	const longest = Math.max(...gaps.flat());
	return `${median.toFixed(1).padStart(6)} ${(fps[0] ?? 0).toFixed(1).padStart(7)} ${`${longest.toFixed(0)} ms`.padStart(14)}`;
}

/** When the page has drawn, ms after the reveal came. */
async function reveal(width: number, height: number, rate: number): Promise<number[]> {
	const page = await browser.newPage({ viewport: { width, height } });
	const told = await ToldScreen.listen(page, { clock: () => ({ t: Date.now() }) });
	told.tell('/stage', 'view', before);
	await page.goto(`${server.url}/stage/${code}`);
	await page.locator('.picture').waitFor();
	await page.waitForTimeout(1500);
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate });
	const frames = timesOfFrames(page);
	told.tell('/stage', 'view', after);
	const times = await frames;
	await page.close();
	const [first = 0] = times;
	return times.map((t) => t - first);
}

/** When the page has drawn, from now until the wave is over. */
async function timesOfFrames(page: Page): Promise<number[]> {
	return await page.evaluate(
		(ms) =>
			new Promise<number[]>((done) => {
				const times: number[] = [];
				const began = performance.now();
				const note = (at: number) => {
					times.push(at);
					if (at - began < ms) requestAnimationFrame(note);
					else done(times);
				};
				requestAnimationFrame(note);
			}),
		wave.to
	);
}
