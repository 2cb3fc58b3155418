import { argv } from 'node:process';
import { verifyContest } from '$lib/server/contest/verify';
import { startProxy } from '../helpers/proxy';
import { hostOf, openContest, startProgram, wire } from './load/application';
import { benchDatabase } from './load/database';
import { cpuOf, median, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore, serverCore } from './load/subject';

/**
 * `npm run bench -- processes`: one contest on one process, on one behind HAProxy, and on two behind it; the second one shares its
 * core with phones, proxy and database. `processes 2000`: with so many phones. A proxy takes half as many as it may open files.
 */

const n = Number(argv[3] ?? 8000);
const counted = [2, 3, 4]; // the first question warms up
console.log(`\n${n} phones, medians of ${counted.length} questions`);
const columns = ['', 'in, s', 'shown, ms', 'verdict, ms', 'ack p50', 'p99', 'last', 'cpu, ms', 'problems'];
console.log(columns.map(cell).join(''));
await run('one process', 1, false);
await run('one, proxy', 1, true);
await run('two, proxy', 2, true);

async function run(what: string, processes: 1 | 2, proxied: boolean): Promise<void> {
	const database = await benchDatabase();
	const contest = await openContest(database, { n, questions: counted.length + 1 });
	const one = await startProgram(database, serverCore);
	const two = processes === 2 ? await startProgram(database, otherCore) : null;
	const nowhere = 'http://127.0.0.1:9';
	const proxy = proxied ? await startProxy(one.url, two?.url ?? nowhere) : null;
	if (proxy) pin(proxy.pid, otherCore);
	const host = await hostOf(database, one.url, contest.id);
	const phones = await Phones.start(n, Number(new URL(proxy?.url ?? one.url).port), wire.path);
	pin(phones.pid, otherCore);
	try {
		const came = await phones.connect(wire.enter(() => contest.code));
		if (came.in < n) throw new Error(`${came.in} of ${n} came in: ${came.trouble}`);
		const cpu = () => cpuOf(one.pid) + (two ? cpuOf(two.pid) : 0);
		const rows: number[][] = [];
		for (const q of [1, ...counted]) {
			const before = cpu();
			await host.present(q);
			await sleep(300);
			const shown = await phones.expect(wire.begins.question);
			const asked = await host.question();
			const seen = await shown();
			const acks = await phones.burst(wire.answer(q), wire.begins.answered(q), 2000);
			await host.close();
			const judged = await phones.expect(wire.begins.verdict);
			const told = await host.verdict();
			const verdicts = await judged();
			if (seen.got < n || acks.got < n || verdicts.got < n)
				throw new Error(`of ${n} ${seen.got} saw it, ${acks.got} had acks, ${verdicts.got} the verdict`);
			const { p50 = NaN, p99 = NaN, last = NaN } = acks.ms ?? {};
			const after = (spread: typeof seen, at: number) => (spread.ms?.last ?? NaN) - at;
			rows.push([after(seen, asked), after(verdicts, told), p50, p99, last, cpu() - before]);
		}
		const medians = (rows[0] ?? []).map((_, i) => median(rows.slice(1).map((row) => row[i] ?? NaN)));
		const { problems } = await verifyContest(database.db, contest.id);
		const numbers = [came.took / 1000, ...medians].map((value) => value.toFixed(value < 100 ? 1 : 0));
		console.log([what, ...numbers, String(problems.length)].map(cell).join(''));
	} finally {
		await phones.stop();
		await host.leave();
		await proxy?.stop();
		await two?.stop();
		await one.stop();
		await database.stop();
	}
}

function cell(text: string, i: number): string {
	return i === 0 ? text.padEnd(14) : text.padStart(12);
}
