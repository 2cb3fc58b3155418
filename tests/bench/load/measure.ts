import { cpuOf, median, memoryOf, pin, sleep } from './machine';
import { Phones, type Heard } from './phones';
import { otherCore, type Subject } from './subject';

/** What one server did under the load of so many phones. Times in ms. */
export interface Measured {
	connectsPerSecond: number;
	comeBackPerSecond: number;
	cpuPerConnect: number;
	/** Bytes, with all that a phone has after a question. */
	memoryPerPhone: number;
	/** From the order until the last phone has it: with the transaction, for the application. */
	question: number;
	verdict: number;
	/** From the first phone to the last. */
	questionFanOut: number;
	verdictFanOut: number;
	/** Answers over two seconds. */
	ackP50: number;
	ackP99: number;
	/** All answers within a tenth of a second: until the last is acknowledged. */
	herdP99: number;
	herdAll: number;
	/** Shown, answered within two seconds, judged. */
	cpuPerQuestion: number;
	databaseCpuPerQuestion: number;
	/** Messages and bytes that a phone gets for a question. */
	messagesPerPhone: number;
	bytesPerPhone: number;
}

/** Of the measured questions; before them one that is not counted, after them the herd's. */
export const rounds = 3;
export const questionsNeeded = rounds + 2;

/** Puts `n` phones through coming in, questions, and coming back. Throws when one of them misses what it must get. */
export async function measure(subject: Subject, n: number, databasePid: number): Promise<Measured> {
	const phones = await Phones.start(n, subject.port, subject.path);
	pin(phones.pid, otherCore);
	try {
		const emptyMemory = await settledMemory(subject);
		const before = cpuOf(subject.pid);
		if (subject.comeBack) await phones.keep(subject.comeBack.token);
		const came = await phones.connect(subject.enter);
		if (came.in < n) throw new Error(`${n - came.in} phones did not get in: ${came.trouble}`);
		const cpuPerConnect = (cpuOf(subject.pid) - before) / n;
		await sleep(1000);

		const all = [];
		for (let q = 1; q <= rounds + 1; q++) all.push(await question(subject, phones, q, 2000, databasePid));
		const [, ...counted] = all;
		const memoryPerPhone = ((await settledMemory(subject)) - emptyMemory) / n;
		const herd = await question(subject, phones, rounds + 2, 100, databasePid);

		const steps = subject.comeBack ? subject.comeBack.steps(await phones.kept()) : subject.enter;
		await phones.drop();
		await sleep(2000);
		const back = await phones.connect(steps);
		if (back.in < n) throw new Error(`${n - back.in} phones did not come back: ${back.trouble}`);
		const of = (pick: (one: (typeof counted)[number]) => number) => median(counted.map(pick));
		return {
			connectsPerSecond: (n / came.took) * 1000,
			comeBackPerSecond: (n / back.took) * 1000,
			cpuPerConnect,
			memoryPerPhone,
			question: of((q) => q.question.all),
			verdict: of((q) => q.verdict.all),
			questionFanOut: of((q) => q.question.fanOut),
			verdictFanOut: of((q) => q.verdict.fanOut),
			ackP50: of((q) => q.acks.p50),
			ackP99: of((q) => q.acks.p99),
			herdP99: herd.acks.p99,
			herdAll: herd.acks.last,
			cpuPerQuestion: of((q) => q.cpu),
			databaseCpuPerQuestion: of((q) => q.databaseCpu),
			messagesPerPhone: of((q) => q.messages) / n,
			bytesPerPhone: of((q) => q.bytes) / n
		};
	} finally {
		await phones.stop();
	}
}

async function question(subject: Subject, phones: Phones, q: number, over: number, databasePid: number) {
	const { begins } = subject;
	const before = await phones.counts();
	const cpu = cpuOf(subject.pid);
	const databaseCpu = cpuOf(databasePid);
	await subject.present(q);
	await sleep(500); // what is shown while it is read has come
	const shown = await untilSeen(phones, begins.question, () => subject.question(q));
	await sleep(100);
	const acks = whole(await phones.burst(subject.answer(q), begins.answered(q), over));
	await sleep(200);
	await subject.close();
	const judged = await untilSeen(phones, begins.verdict, () => subject.verdict(q));
	await sleep(300);
	const after = await phones.counts();
	return {
		question: shown,
		verdict: judged,
		acks,
		cpu: cpuOf(subject.pid) - cpu,
		databaseCpu: cpuOf(databasePid) - databaseCpu,
		messages: after.messagesIn - before.messagesIn,
		bytes: after.bytesIn - before.bytesIn
	};
}

/** From the order, and from the first phone, until the last phone has it, ms. */
async function untilSeen(phones: Phones, prefix: string, order: () => Promise<number>) {
	const seen = await phones.expect(prefix);
	const at = await order();
	const { first, last } = whole(await seen());
	return { all: last - at, fanOut: last - first };
}

/** Nobody may have missed it. */
function whole({ of, got, ms }: Heard) {
	if (got < of || !ms) throw new Error(`${of - got} of ${of} phones have not heard`);
	return ms;
}

async function settledMemory(subject: Subject): Promise<number> {
	await subject.collectGarbage();
	return memoryOf(subject.pid);
}
