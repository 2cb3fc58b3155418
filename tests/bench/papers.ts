import { spawn } from 'node:child_process';
import { argv, execPath } from 'node:process';
import { takeSeats } from '$lib/server/contest/seats';
import { standInHost } from '$lib/server/people/stand-in';
import { hostActs } from '../helpers/live';
import { hostOf, openContest, startProgram, ticket, wire } from './load/application';
import { benchDatabase } from './load/database';
import { pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { serverCore } from './load/subject';

/**
 * `npm run bench -- papers`: certificates for 1,000 contestants of a contest that has ended, while 500 phones answer in another one; told
 * is how long they take, and how acknowledgements fare without them, beside them, and without them again; and how long one of them
 * takes where something else wants all of the core. `papers 200 100`: so many certificates, so many phones. All on one core: on
 * a laptop with more of them the thread has another one.
 */

const [sheets = '1000', crowd = '500'] = argv.slice(3);
const n = Number(crowd);

const database = await benchDatabase();
const ended = await openContest(database, { n: Number(sheets), questions: 1 });
await takeSeats(
	database.db,
	ended.id,
	undefined,
	Array.from({ length: Number(sheets) }, (_, i) => ticket(i))
);
for (const type of ['start', 'finish'] as const) await hostActs(database, ended.id, { type });
const contest = await openContest(database, { n, questions: 3 });
const server = await startProgram(database);
const host = await hostOf(database, server.url, contest.id);
const manager = await standInHost(database.db, ended.id, 'Đo');
await database.db
	.updateTable('contest_role')
	.set({ role: 'manager' })
	.where('contest_id', '=', ended.id)
	.execute();
const phones = await Phones.start(n, Number(new URL(server.url).port), wire.path);
try {
	const came = await phones.connect(wire.enter(() => contest.code));
	console.log(`\n${came.in} of ${n} phones came ${came.trouble}`);
	await question(1, 'without certificates');
	const printed = certificates('all');
	await question(2, 'beside them');
	const { seconds, bytes } = await printed;
	console.log(`${sheets} certificates in ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB`);
	await question(3, 'without them again');
	const alone = await certificates('sample');
	const beside = await besideSomethingBusy(() => certificates('sample'));
	console.log(
		`one certificate in ${alone.seconds.toFixed(1)} s, on a core that is busy all the time in ${beside.seconds.toFixed(1)} s`
	);
} finally {
	await phones.stop();
	await host.leave();
	await manager.leave();
	await server.stop();
	await database.stop();
}

async function certificates(whose: 'all' | 'sample'): Promise<{ seconds: number; bytes: number }> {
	const begun = performance.now();
	const address = `${server.url}/host/contests/${ended.id}/papers/certificates?for=${whose}`;
	const response = await fetch(address, { headers: { cookie: manager.cookie } });
	if (!response.ok) throw new Error(`certificates were refused: ${response.status}`);
	const bytes = (await response.arrayBuffer()).byteLength;
	return { seconds: (performance.now() - begun) / 1000, bytes };
}

async function besideSomethingBusy<T>(what: () => Promise<T>): Promise<T> {
	const busy = spawn(execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
	try {
		if (busy.pid !== undefined) pin(busy.pid, serverCore);
		return await what();
	} finally {
		busy.kill('SIGKILL');
	}
}

async function question(q: number, what: string): Promise<void> {
	await host.present(q);
	await sleep(500);
	const shown = await phones.expect(wire.begins.question);
	const order = await host.question();
	const seen = await shown();
	const acks = await phones.burst(wire.answer(q), wire.begins.answered(q), 2000);
	const { p50 = NaN, p99 = NaN, last = NaN } = acks.ms ?? {};
	console.log(
		`${what}: question at the last phone after ${((seen.ms?.last ?? NaN) - order).toFixed(0)} ms; ` +
			`${acks.got} of ${acks.of} acks, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, last ${last.toFixed(0)} ms`
	);
	await host.close();
	await host.verdict();
	await sleep(500);
}
