import { argv } from 'node:process';
import { foldFrom } from '$lib/server/contest/log';
import { verifyContest } from '$lib/server/contest/verify';
import { application } from './load/application';
import { benchDatabase } from './load/database';
import { memoryOf, pin, sleep } from './load/machine';
import { Phones } from './load/phones';
import { otherCore } from './load/subject';

/**
 * `npm run bench -- province`: 19,000 phones play 20 questions, all answered within two seconds; then the log and the table of
 * answers are asked whether every answer that was acknowledged is there and was judged. `province 5000 30`: so many, so long.
 */

const [phonesAsked = '19000', questionsAsked = '20'] = argv.slice(3);
const n = Number(phonesAsked);
const questions = Number(questionsAsked);
const database = await benchDatabase();
const subject = await application(database, { n, questions });
const phones = await Phones.start(n, subject.port, subject.path);
pin(phones.pid, otherCore);
try {
	const { begins } = subject;
	const came = await phones.connect(subject.enter);
	console.log(`\n${came.in} of ${n} phones came in ${(came.took / 1000).toFixed(1)} s ${came.trouble}`);
	console.log('question   acks   p50 ms   p99 ms   shown to the last, ms   messages   bytes   memory, MB');
	let acked = 0;
	for (let q = 1; q <= questions; q++) {
		const before = await phones.counts();
		await subject.present(q);
		await sleep(300);
		const shown = await phones.expect(begins.question);
		const at = await subject.question(q);
		const seen = await shown();
		await sleep(100);
		const acks = await phones.burst(subject.answer(q), begins.answered(q), 2000);
		acked += acks.got;
		await sleep(200);
		await subject.close();
		const judged = await phones.expect(begins.verdict);
		await subject.verdict(q);
		const verdicts = await judged();
		if (seen.got < n || verdicts.got < n)
			throw new Error(`${seen.got} have seen it, ${verdicts.got} were told`);
		await sleep(300);
		const after = await phones.counts();
		const memory = q % 5 === 0 ? (await settled()).toFixed(0) : '';
		const row = [
			q,
			acks.got,
			acks.ms?.p50.toFixed(1),
			acks.ms?.p99.toFixed(1),
			((seen.ms?.last ?? at) - at).toFixed(0)
		];
		const perPhone = [(after.messagesIn - before.messagesIn) / n, (after.bytesIn - before.bytesIn) / n];
		console.log(
			[...row, perPhone[0]?.toFixed(2), perPhone[1]?.toFixed(0), memory]
				.map((c, i) => String(c ?? '').padStart([8, 7, 9, 9, 24, 11, 8, 13][i] ?? 0))
				.join('')
		);
	}
	const { count } = await database.db
		.selectFrom('answer')
		.select((e) => e.fn.countAll<number>().as('count'))
		.where('contest_id', '=', subject.contestId)
		.executeTakeFirstOrThrow();
	const { played } = await foldFrom(database.db, subject.contestId);
	const { problems } = await verifyContest(database.db, subject.contestId);
	const judged = played.reduce((sum, line) => sum + line.roster.length, 0);
	console.log(
		`${acked} of ${n * questions} answers acknowledged, ${count} recorded, ${judged} judged; the record has ${problems.length} problems`
	);
} finally {
	await phones.stop();
	await subject.stop();
	await database.stop();
}

async function settled(): Promise<number> {
	await subject.collectGarbage();
	return memoryOf(subject.pid) / 1e6;
}
