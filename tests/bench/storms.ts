import { argv } from 'node:process';
import { addContestants } from '$lib/server/people/roster';
import { application, openContest, wire } from './load/application';
import { benchDatabase } from './load/database';
import { memoryOf, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore } from './load/subject';

/**
 * `npm run bench -- storms`: a hall of 10,000 joins within ten seconds, its router is switched off in an open question and
 * all are back, and a twentieth of the phones stops reading while the others play on; then 10,000 of a list join another contest
 * with SBD and PIN. `storms 2000`: so many.
 */

const n = Number(argv[3] ?? 10_000);
const database = await benchDatabase();
const subject = await application(database, { n, questions: 4 });
const phones = await Phones.start(n, subject.port, subject.path);
pin(phones.pid, otherCore);
try {
	const { begins, comeBack } = subject;
	if (comeBack) await phones.keep(comeBack.token);
	const came = await phones.connect(subject.enter, { window: n, rate: n / 10 });
	console.log(`\n${n} join within 10 s: ${await arrivals(came, subject.contestId)}`);

	await open(1);
	await phones.burst(subject.answer(1), begins.answered(1), 1000);
	const steps = comeBack?.steps(await phones.kept()) ?? [];
	await phones.drop();
	await sleep(1000);
	const back = await phones.connect(steps, { window: n, rate: n });
	console.log(
		`the router is switched on, all come within a second: ${back.in} stand right after ${seconds(back.took)}; ${spread(back.ms)}`
	);
	await judge(1);

	const deaf = Math.floor(n / 20);
	await play(2, 'all read');
	await phones.deafen(true, { to: deaf });
	const memory = memoryOf(subject.pid);
	await play(3, `${deaf} do not read`, deaf);
	console.log(`they cost ${((memoryOf(subject.pid) - memory) / deaf / 1000).toFixed(1)} kB each`);
	await open(4);
	const newest = await phones.expect(begins.question, { to: deaf });
	await phones.deafen(false, { to: deaf });
	const heard = await newest();
	console.log(`reading again, ${heard.got} of ${deaf} get the newest view`);

	await phones.drop();
	const contest = await openContest(database, { n, questions: 1, listed: true });
	const people = Array.from({ length: n }, (_, i) => ({
		sbd: i + 1,
		name: `Nguyễn Thị Thùy Dương ${i}`,
		unit: '',
		pin: pinOf(i)
	}));
	await addContestants(database.db, contest.id, people, 'staff:bench');
	const byPin = wire.enter(
		() => contest.code,
		(i) => ({ by: 'pin', sbd: i + 1, pin: pinOf(i) })
	);
	const listed = await phones.connect(byPin, { window: n, rate: n / 10 });
	console.log(`${n} of a list join within 10 s: ${await arrivals(listed, contest.id)}`);
} finally {
	await phones.stop();
	await subject.stop();
	await database.stop();
}

function pinOf(i: number): string {
	return `${i}`.padStart(6, '0');
}

type Came = Awaited<ReturnType<Phones['connect']>>;

async function arrivals(came: Came, contestId: number): Promise<string> {
	const { seats } = await database.db
		.selectFrom('contestant')
		.select((e) => e.fn.count<number>('sbd').distinct().as('seats'))
		.where('contest_id', '=', contestId)
		.where('token_hash', 'is not', null)
		.executeTakeFirstOrThrow();
	return `${came.in} in after ${seconds(came.took)}, ${seats} seats; ${spread(came.ms)}`;
}

async function open(q: number): Promise<void> {
	await subject.present(q);
	await sleep(300);
	const shown = await phones.expect(subject.begins.question, { from: Math.floor(n / 20) });
	await subject.question(q);
	await shown();
}

async function judge(q: number): Promise<void> {
	await subject.close();
	await subject.verdict(q);
	await sleep(500);
}

/** One question, for the phones from `from` on. */
async function play(q: number, what: string, from = 0): Promise<void> {
	await subject.present(q);
	await sleep(300);
	const shown = await phones.expect(subject.begins.question, { from });
	const at = await subject.question(q);
	const seen = await shown();
	const acks = await phones.burst(subject.answer(q), subject.begins.answered(q), 2000, { from });
	console.log(
		`${what}: the question at the last after ${((seen.ms?.last ?? at) - at).toFixed(0)} ms; acks ${spread(acks.ms)}`
	);
	await judge(q);
}

function spread(ms: { p50: number; p99: number; last: number } | null): string {
	return ms ? `p50 ${ms.p50.toFixed(1)}, p99 ${ms.p99.toFixed(1)}, last ${ms.last.toFixed(0)} ms` : 'nobody';
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}
