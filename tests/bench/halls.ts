import { argv } from 'node:process';
import { hostOf, openContest, startProgram, wire } from './load/application';
import { benchDatabase } from './load/database';
import { cpuOf, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore } from './load/subject';

/**
 * `npm run bench -- halls`: 50 contests of 200 phones side by side in one process, all with a question at once; then one
 * of them alone makes noise, each of its phones sending forty answers in two seconds, and then all play again. What is told is how
 * the others fare. `halls 20 100`: so many, so large.
 */

const [contests = '50', each = '200'] = argv.slice(3);
const halls = Number(contests);
const size = Number(each);
const n = halls * size;
const quiet = { from: size };
const noisy = { to: size };

const database = await benchDatabase();
const opened: Awaited<ReturnType<typeof openContest>>[] = [];
for (let h = 0; h < halls; h++) opened.push(await openContest(database, { n: size, questions: 3 }));
const server = await startProgram(database);
const hosts = await Promise.all(opened.map(({ id }) => hostOf(database, server.url, id)));
const phones = await Phones.start(n, Number(new URL(server.url).port), wire.path);
pin(phones.pid, otherCore);
try {
	const came = await phones.connect(wire.enter((i) => opened[Math.floor(i / size)]?.code ?? ''));
	console.log(
		`\n${came.in} of ${n} phones came to ${halls} contests in ${(came.took / 1000).toFixed(1)} s ${came.trouble}`
	);
	await question(1, 'side by side');
	await question(2, 'beside a noisy one', flood);
	await question(3, 'side by side again');
} finally {
	await phones.stop();
	await Promise.all(hosts.map((host) => host.leave()));
	await server.stop();
	await database.stop();
}

/** All halls have one question at once; told is how it went in all but the first. */
async function question(q: number, what: string, noise = async (_: number) => 0): Promise<void> {
	await Promise.all(hosts.map((host) => host.present(q)));
	await sleep(300);
	const shown = await phones.expect(wire.begins.question, quiet);
	const orders = await Promise.all(hosts.map((host) => host.question()));
	const seen = await shown();
	const cpu = cpuOf(server.pid);
	const [acks, answersOfNoise] = await Promise.all([
		phones.burst(wire.answer(q), wire.begins.answered(q), 2000, quiet),
		noise(q)
	]);
	const used = cpuOf(server.pid) - cpu;
	const { p50 = NaN, p99 = NaN, last = NaN } = acks.ms ?? {};
	console.log(
		`${what}: at the last phone ${((seen.ms?.last ?? NaN) - Math.min(...orders)).toFixed(0)} ms after the first order; ` +
			`${acks.got} of ${acks.of} acks, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, last ${last.toFixed(0)} ms; ` +
			`${used.toFixed(0)} ms of processor; ${answersOfNoise} answers of noise`
	);
	await Promise.all(hosts.map((host) => host.close()));
	await Promise.all(hosts.map((host) => host.verdict()));
	await sleep(500);
}

/** What is too fast is refused, which is an answer too. */
async function flood(q: number): Promise<number> {
	let answered = 0;
	for (let c = 1; c <= 40; c++) {
		const said = `42/play,${q}["answer",${JSON.stringify({ q, c, v: 'A' })}]`;
		answered += (await phones.burst(said, `43/play,${q}[`, 45, noisy)).got;
	}
	return answered;
}
