import { argv } from 'node:process';
import { startProxy } from '../helpers/proxy';
import { hostOf, openContest, startProgram, wire } from './load/application';
import { benchDatabase } from './load/database';
import { cpuOf, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore, serverCore } from './load/subject';

/**
 * `npm run bench -- processes`: one contest on one process, on one behind HAProxy, and on two behind it; the second one shares its
 * core with phones, proxy and database. `processes 2000`: with so many phones; a proxy takes half as many as it may open files.
 */

const n = Number(argv[3] ?? 8000);
console.log(
	`\n${n} phones       in, s   shown to the last, ms   verdict, ms   ack p50   p99   last, ms   processor a question, ms`
);
await run('one process', 1, false);
await run('one, proxy', 1, true);
await run('two, proxy', 2, true);

async function run(what: string, processes: 1 | 2, proxied: boolean): Promise<void> {
	const database = await benchDatabase();
	const contest = await openContest(database, { n, questions: 3 });
	const one = await startProgram(database, serverCore);
	const two = processes === 2 ? await startProgram(database, otherCore) : null;
	const nowhere = 'http://127.0.0.1:9';
	const proxy = proxied ? await startProxy(one.url, two?.url ?? nowhere) : null;
	if (proxy) pin(proxy.pid, otherCore);
	const url = proxy?.url ?? one.url;
	const host = await hostOf(database, one.url, contest.id);
	const phones = await Phones.start(n, Number(new URL(url).port), wire.path);
	pin(phones.pid, otherCore);
	try {
		const came = await phones.connect(wire.enter(() => contest.code));
		if (came.in < n) throw new Error(`${came.in} of ${n} came in: ${came.trouble}`);
		for (const q of [1, 2]) {
			await host.present(q);
			await sleep(300);
			const pids = [one, two].flatMap((server) => (server ? [server.pid] : []));
			const cpu = () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
			const before = cpu();
			const shown = await phones.expect(wire.begins.question);
			const asked = await host.question();
			const seen = await shown();
			const acks = await phones.burst(wire.answer(q), wire.begins.answered(q), 2000);
			await host.close();
			const judged = await phones.expect(wire.begins.verdict);
			const told = await host.verdict();
			const verdicts = await judged();
			if (q === 1) continue; // the first warms up
			const { p50 = NaN, p99 = NaN, last = NaN } = acks.ms ?? {};
			const row = [
				(came.took / 1000).toFixed(1),
				((seen.ms?.last ?? NaN) - asked).toFixed(0),
				((verdicts.ms?.last ?? NaN) - told).toFixed(0)
			];
			const times = [p50.toFixed(1), p99.toFixed(1), last.toFixed(0), (cpu() - before).toFixed(0)];
			console.log(
				what.padEnd(15) +
					[...row, ...times].map((cell, i) => cell.padStart([11, 24, 14, 10, 6, 11, 27][i] ?? 0)).join('')
			);
		}
	} finally {
		await phones.stop();
		await host.leave();
		await proxy?.stop();
		await two?.stop();
		await one.stop();
		await database.stop();
	}
}
