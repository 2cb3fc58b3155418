import { argv } from 'node:process';
import { hostOf, openContest, startProgram, wire } from './load/application';
import { benchDatabase } from './load/database';
import { cpuOf, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore } from './load/subject';

/**
 * `npm run bench -- halls`: 50 contests of 200 phones side by side in one process; then the same while one of them makes noise:
 * each of its phones changes its answer as often as it is let. `halls 20 100`: so many, so large.
 */

const [contests = '50', each = '200'] = argv.slice(3);
const halls = Number(contests);
const size = Number(each);
const n = halls * size;
const database = await benchDatabase();
const opened: Awaited<ReturnType<typeof openContest>>[] = [];
for (let h = 0; h < halls; h++) opened.push(await openContest(database, { n: size, questions: 2 }));
const server = await startProgram(database);
const hosts = await Promise.all(opened.map(({ id }) => hostOf(database, server.url, id)));
const phones = await Phones.start(n, Number(new URL(server.url).port), wire.path);
pin(phones.pid, otherCore);
try {
	const came = await phones.connect(wire.enter((i) => opened[Math.floor(i / size)]?.code ?? ''));
	console.log(`\n${came.in} of ${n} phones came in ${(came.took / 1000).toFixed(1)} s to ${halls} contests`);
	await question(1, 'side by side');
	await question(2, 'beside a noisy one');
} finally {
	await phones.stop();
	await Promise.all(hosts.map((host) => host.leave()));
	await server.stop();
	await database.stop();
}

/** All halls but the first play one question at once; in the second the first floods meanwhile. */
async function question(q: number, what: string): Promise<void> {
	const quiet = { from: size };
	await Promise.all(hosts.map((host) => host.present(q)));
	await sleep(300);
	const shown = await phones.expect(wire.begins.question, quiet);
	const orders = await Promise.all(hosts.map((host) => host.question()));
	const seen = await shown();
	const cpu = cpuOf(server.pid);
	const floods = q === 2 ? flood(q) : Promise.resolve(0);
	const acks = await phones.burst(wire.answer(q), wire.begins.answered(q), 2000, quiet);
	const noise = await floods;
	const { p50 = NaN, p99 = NaN, last = NaN } = acks.ms ?? {};
	console.log(
		`${what}: shown to the last after ${((seen.ms?.last ?? NaN) - Math.min(...orders)).toFixed(0)} ms; ${acks.got} acks, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, last ${last.toFixed(0)} ms; ${(cpuOf(server.pid) - cpu).toFixed(0)} ms of processor, ${noise} answers of noise`
	);
	await Promise.all(hosts.map((host) => host.close()));
	await Promise.all(hosts.map((host) => host.verdict()));
	await sleep(500);
}

/** Each phone of the first hall sends forty answers in two seconds; what is too fast is refused. */
async function flood(q: number): Promise<number> {
	let sent = 0;
	for (let c = 2; c <= 41; c++) {
		const said = phones.burst(wire.answer(q, c), `43/play,${q}[`, 45, { to: size });
		sent += (await said).got;
	}
	return sent;
}
