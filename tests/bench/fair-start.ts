import { preparedContest } from '../helpers/live';
import { slowLine, type SlowLine } from '../helpers/slow-line';
import { hostOf, startProgram } from './load/application';
import { benchDatabase } from './load/database';
import { sleep } from './load/machine';
import { Watcher } from './load/watcher';

/**
 * `npm run bench -- fair-start`: how far apart phones on lines of 50 and of 800 ms show a question, as it is sent when it opens, and
 * sealed while it is read out (PH10). The phones are simulated; clock, seal and the instant are the real page's.
 */

const perLine = 100;
const roundTrips = [50, 800];
const database = await benchDatabase();
const server = await startProgram(database);
const lines: SlowLine[] = [];
for (const roundTrip of roundTrips)
	lines.push(
		await slowLine(server.url.replace('localhost', '127.0.0.1'), { roundTrip, bytesPerSecond: 10_000_000 })
	);
console.log(
	`\n${perLine * lines.length} phones, half on lines of ${roundTrips.join(' ms, half of ')} ms there and back`
);
for (const sealedStart of [false, true]) await spread(sealedStart);
for (const line of lines) await line.close();
await server.stop();
await database.stop();

async function spread(sealedStart: boolean): Promise<void> {
	const contest = await preparedContest(
		database,
		Array(4).fill({ text: 'Câu hỏi cho mọi đường truyền?' }),
		{ sealedStart, readingSeconds: 0 },
		{ elimination: 'cut', seconds: 300 }
	);
	const host = await hostOf(database, server.url, contest.id);
	const phones = lines.flatMap(({ url }) =>
		Array.from({ length: perLine }, () => new Watcher(url, contest.code))
	);
	await Promise.all(phones.map((phone, i) => phone.join(i)));
	await sleep(6000); // clocks are set
	const windows = [];
	for (const q of [1, 2, 3]) {
		await host.present(q);
		await sleep(2500);
		const shown = Promise.all(phones.map((phone) => phone.shows(q)));
		await host.question();
		const moments = (await shown).sort((a, b) => a - b);
		const most = Math.ceil(moments.length * 0.95);
		windows.push(
			Math.min(
				...moments.slice(0, moments.length - most + 1).map((from, i) => (moments[i + most - 1] ?? NaN) - from)
			)
		);
		await host.close();
		await host.verdict();
		await sleep(1000);
	}
	console.log(
		`${sealedStart ? 'sealed' : 'sent when it opens'}: 95 % show it within ${windows.map((ms) => ms.toFixed(0)).join(', ')} ms of each other (three questions)`
	);
	phones.forEach((phone) => phone.close());
	await host.leave();
}
