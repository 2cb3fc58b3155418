import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostActs, liveServer, preparedContest, TestPhone, until } from '../helpers/live';
import { freshDatabase, type FreshDatabase } from '../helpers/postgres';

/* [PH2] Whether an answer is right can be told neither by how long its acknowledgement is nor by how long it takes. */

let database: FreshDatabase;
let server: Awaited<ReturnType<typeof liveServer>>;

beforeAll(async () => {
	database = await freshDatabase();
	server = await liveServer(database);
});
afterAll(async () => {
	await server.stop();
	await database.drop();
});

it('[PH2] 2,000 acknowledgements of right and of wrong answers are alike', async () => {
	const { id, code } = await preparedContest(database, [{ key: 'B' }]);
	const phones = Array.from({ length: 25 }, () => new TestPhone(server.url, code));
	for (const phone of phones) await phone.join();
	const lengths = new Set<number>();
	for (const phone of phones)
		phone.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
			if (typeof data === 'string' && data.startsWith('3/play,'))
				lengths.add(data.replace(/,\d+\[/, ',[').length);
		});
	for (const command of [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const)
		await hostActs(database, id, command);
	await server.live.contestChanged(id);
	await until(() => phones.every((phone) => phone.view?.question?.state === 'open'));

	const times: { right: boolean; ms: number }[] = [];
	for (let c = 10; c < 90; c++) {
		// In a random order, and not faster than a phone may ask.
		const round = phones.map((phone) => ({ phone, right: Math.random() < 0.5 }));
		for (const { phone, right } of round) {
			const at = performance.now();
			expect(await phone.answer(1, c, right ? 'B' : 'C')).toMatchObject({ ok: true });
			times.push({ right, ms: performance.now() - at });
		}
		await new Promise((resolve) => setTimeout(resolve, 80));
	}
	expect(times).toHaveLength(2000);
	expect(lengths.size).toBe(1);
	expect(Math.abs(rankSum(times))).toBeLessThan(4);
	// And the test would see half a millisecond.
	const slower = times.map(({ right, ms }) => ({ right, ms: right ? ms + 0.5 : ms }));
	expect(Math.abs(rankSum(slower))).toBeGreaterThan(4);
	for (const phone of phones) phone.close();
}, 120_000);

/** How far the ranks of one kind are from chance, in standard deviations (Wilcoxon, Mann and Whitney). */
function rankSum(times: { right: boolean; ms: number }[]): number {
	const sorted = [...times].sort((a, b) => a.ms - b.ms);
	const n = times.filter((t) => t.right).length;
	const m = times.length - n;
	const sum = sorted.reduce((total, { right }, i) => (right ? total + i + 1 : total), 0);
	return (sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
