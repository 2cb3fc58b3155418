import type { ContestInfo } from '$lib/server/contest/contests';
import { everyAnswer } from '$lib/server/contest/answers';
import { foldFrom, readLog } from '$lib/server/contest/log';
import type { Db } from '$lib/server/db/client';
import { listRoster } from '$lib/server/people/roster';
import { standInHost } from '$lib/server/people/stand-in';
import { Crowd } from '$lib/simulation/crowd';
import { SimulatedHost, type HostOptions } from '$lib/simulation/host';
import { known, type KnownQuestion } from '$lib/simulation/known';
import type { Habits } from '$lib/simulation/player';
import { Random } from '$lib/simulation/random';
import { report, type SimulationReport } from '$lib/simulation/report';
import type { QuestionView, RevealView } from '$lib/protocol/common';

export interface Simulation extends Habits {
	/** Of the running server. */
	url: string;
	players: number;
	seed: string;
	/** Host too, at this pace; without it somebody else hosts. */
	host: Pick<HostOptions, 'questions' | 'onCommand'> | null;
	/** Called when everybody is seated, and at each reveal. */
	onSeated?: (joined: number) => void;
	onReveal?: (question: QuestionView, reveal: RevealView) => void;
	/** Ends the run before the contest does. */
	stop?: AbortSignal;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** How long phones may take to show the end once one of them does, ms. */
const patience = 15_000;

/** Lets phones take part in a contest until it ends, and reports what came of it. */
export async function simulate(db: Db, contest: ContestInfo, run: Simulation): Promise<SimulationReport> {
	const seats = (await listRoster(db, contest.id)).filter((line) => !line.seated);
	const crowd = new Crowd({ ...run, code: contest.code, seats, know: knowledgeOf(db, contest.id) });
	const over = new AbortController();
	const stop = AbortSignal.any([over.signal, ...(run.stop ? [run.stop] : [])]);
	try {
		await crowd.join();
		run.onSeated?.(crowd.seated);
		const watching = watch(crowd, { ...run, stop });
		if (run.host) await host(db, contest.id, run, run.host);
		await watching;
		// What is on its way still is acknowledged.
		await wait(300);
	} finally {
		over.abort();
		crowd.close();
	}
	return report(crowd.phones, await readLog(db, contest.id), await everyAnswer(db, contest.id));
}

/** Resolves when every phone shows the end, or the run is stopped. */
async function watch(crowd: Crowd, { onReveal, stop }: Simulation): Promise<void> {
	let told = 0;
	for (let overFor = 0; overFor < patience && !stop?.aborted; await wait(50)) {
		const { question, reveal, phase } = crowd.newest ?? {};
		if (question && reveal && question.q !== told) {
			told = question.q;
			onReveal?.(question, reveal);
		}
		if (phase === 'finished') overFor += 50;
		if (crowd.allSeeTheEnd) return;
	}
}

async function host(
	db: Db,
	contestId: number,
	{ url, paceMs, seed, stop }: Simulation,
	options: NonNullable<Simulation['host']>
): Promise<void> {
	const standIn = await standInHost(db, contestId, 'Mô phỏng');
	const { cookie } = standIn;
	const host = new SimulatedHost({
		...options,
		url,
		contestId,
		cookie,
		paceMs,
		random: new Random(seed).of('host')
	});
	stop?.addEventListener('abort', () => host.close());
	try {
		await host.run();
	} finally {
		host.close();
		await standIn.leave();
	}
}

/** The questions as they are played; read once, when the first is open and nothing can change them any more. */
export function knowledgeOf(db: Db, contestId: number): (q: number) => Promise<KnownQuestion | undefined> {
	let reading: Promise<Map<number, KnownQuestion>> | undefined;
	const read = async () => {
		const { prepared } = await foldFrom(db, contestId);
		return new Map(prepared?.questions.map((q) => [q.no, known(q)]));
	};
	return async (q) => (await (reading ??= read())).get(q);
}
