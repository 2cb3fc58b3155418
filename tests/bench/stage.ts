import { chromium, type Page } from '@playwright/test';
import { env } from 'node:process';
import { code, Hall } from '$lib/showcase/hall';
import { ToldScreen } from '../e2e/helpers/told';
import { startServer } from '../helpers/server';

/**
 * `npm run bench`: how many frames a second the stage draws while 500 of 1,000 seats go dark, on this machine and on one with
 * a quarter of its speed. Without a graphics card (as on a server) the browser draws on the processor too.
 */

const sizes = [
	[1280, 720],
	[1920, 1080]
] as const;
const slower = [1, 4];
const runs = 5;
/** From the reveal to the end of the wave, ms; see ui/stage/floor-motion.ts. */
const waveMs = 4300;

const browser = await chromium.launch({
	...(env['CHROMIUM_PATH'] ? { executablePath: env['CHROMIUM_PATH'] } : {}),
	args: ['--no-sandbox']
});
const server = await startServer();
const hall = new Hall({ contestants: 1000 }).seated().started();
const before = { ...hall.presented().opened(0).closed().stage(), v: 1 };
const after = { ...hall.revealed((sbd) => sbd % 2 === 0).stage(), v: 2 };
console.log(`\nStage: ${after.gone.length > 0 ? after.reveal?.out : 0} of ${after.total} seats go dark`);
console.log('screen       slower   fps median   fps worst run   longest frame');
for (const [width, height] of sizes)
	for (const rate of slower) {
		const measured = [];
		for (let run = 0; run < runs; run++) measured.push(await wave(width, height, rate));
		measured.sort((a, b) => a.fps - b.fps);
		const median = measured[Math.floor(runs / 2)]?.fps ?? 0;
		const longest = Math.max(...measured.map((m) => m.longest));
		console.log(
			`${`${width}×${height}`.padEnd(12)} ${`${rate}×`.padEnd(8)} ${median.toFixed(1).padStart(10)} ${(measured[0]?.fps ?? 0).toFixed(1).padStart(15)} ${`${longest.toFixed(0)} ms`.padStart(15)}`
		);
	}
await browser.close();
await server.stop();

async function wave(width: number, height: number, rate: number): Promise<{ fps: number; longest: number }> {
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
	const gaps = times.slice(1).map((t, i) => t - (times[i] ?? t));
	const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
	return { fps: (gaps.length / whole) * 1000, longest: Math.max(...gaps) };
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
		waveMs
	);
}
