import { isDeepStrictEqual } from 'node:util';
import { arrivalsTogether } from '$lib/contest/arrivals';
import { evolve } from '$lib/contest/evolve';
import type { ContestEvent, LoggedEvent } from '$lib/contest/events';
import { chooseRescued } from '$lib/contest/rescue';
import { drawPairs } from '$lib/contest/rounds';
import { newContest, type Contest } from '$lib/contest/state';
import { appealDigest, appealTexts } from './appeals';
import { chainHash, noHead } from './chain';
import { answersDigest, readAnswers } from './answers';
import { readLog, type RecordedEvent } from './log';
import type { Db } from '../db/client';

/** What `contest verify` found; `problems` is empty when the record holds. */
export interface Verification {
	events: number;
	/** Hex of the last hash. */
	head: string;
	problems: Problem[];
}

export interface Problem {
	code: 'gap' | 'hash' | 'head' | 'fold' | 'version' | 'answers' | 'appeal' | 'draw';
	/** Event at which it shows. */
	seq: number;
}

/**
 * Checks the chain row by row, folds the log, repeats its draws, and compares with the contest's row, the recorded answers
 * and the words of appeals (JU2, JU5, IN1, RE3, PH6).
 */
export async function verifyContest(db: Db, contestId: number): Promise<Verification> {
	const row = await db
		.selectFrom('contest')
		.select(['version', 'head', 'phase'])
		.where('id', '=', contestId)
		.executeTakeFirstOrThrow();
	const problems: Problem[] = await chainProblems(db, contestId);
	const log = await readLog(db, contestId);
	const last = log.at(-1)?.seq ?? 0;
	try {
		const { contest, misdrawn } = foldRepeating(log);
		problems.push(...misdrawn.map((seq): Problem => ({ code: 'draw', seq })));
		if (contest.phase !== row.phase) problems.push({ code: 'fold', seq: last });
	} catch {
		problems.push({ code: 'fold', seq: last });
	}
	if (row.version !== last) problems.push({ code: 'version', seq: last });
	const head = await headOf(db, contestId);
	if (!head.equals(Buffer.from(row.head))) problems.push({ code: 'head', seq: last });
	for (const { seq, event } of log) {
		if (event.type !== 'revealed') continue;
		const digest = answersDigest(await readAnswers(db, contestId, event.q));
		if (digest !== event.digest) problems.push({ code: 'answers', seq });
	}
	problems.push(...(await appealProblems(db, contestId, log)));
	return { events: log.length, head: head.toString('hex'), problems };
}

/** Folds the log and repeats every draw from its seed, on the contest as it was then (RE3). */
function foldRepeating(log: Iterable<LoggedEvent>): { contest: Contest; misdrawn: number[] } {
	let contest = newContest;
	const misdrawn: number[] = [];
	for (const logged of arrivalsTogether(log)) {
		if (!isAsDrawn(contest, logged.event)) misdrawn.push(logged.seq);
		contest = evolve(contest, logged);
	}
	return { contest, misdrawn };
}

/** Whether the event says what its seed comes to; what was not drawn, or changed by hand, says what it likes (RE4). */
function isAsDrawn(contest: Contest, event: ContestEvent): boolean {
	if (event.type === 'paired') return isDeepStrictEqual(drawPairs(contest, event.seed), event.pairs);
	if (event.type !== 'rescued' || event.byHand || event.quota === undefined) return true;
	const { choice, quota, percent = false, seed, sbds } = event;
	if (choice === 'question' || choice === 'hand') return true;
	const drawn = chooseRescued(contest, choice, { quota, percent }, seed).sort((a, b) => a - b);
	return isDeepStrictEqual(drawn, sbds);
}

/** Words that have been erased are no fault (JU5). */
async function appealProblems(db: Db, contestId: number, log: readonly RecordedEvent[]): Promise<Problem[]> {
	const appeals = log.flatMap(({ seq, event }) => (event.type === 'appealed' ? [{ seq, ...event }] : []));
	const texts = await appealTexts(
		db,
		contestId,
		appeals.map(({ no }) => no)
	);
	return appeals.flatMap(({ seq, no, digest }): Problem[] => {
		const text = texts.get(no);
		return text === undefined || appealDigest(text) === digest ? [] : [{ code: 'appeal', seq }];
	});
}

async function headOf(db: Db, contestId: number): Promise<Buffer> {
	const row = await db
		.selectFrom('contest_event')
		.select('hash')
		.where('contest_id', '=', contestId)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? Buffer.from(row.hash) : noHead;
}

async function chainProblems(db: Db, contestId: number): Promise<Problem[]> {
	const rows = await db
		.selectFrom('contest_event')
		.select(['seq', 'at', 'actor', 'type', 'data', 'hash'])
		.where('contest_id', '=', contestId)
		.orderBy('seq')
		.execute();
	const problems: Problem[] = [];
	let before: Uint8Array = noHead;
	let expected = 1;
	for (const { hash, ...row } of rows) {
		if (row.seq !== expected) problems.push({ code: 'gap', seq: row.seq });
		if (!chainHash(before, { contestId, ...row }).equals(Buffer.from(hash)))
			problems.push({ code: 'hash', seq: row.seq });
		before = hash;
		expected = row.seq + 1;
	}
	return problems;
}
