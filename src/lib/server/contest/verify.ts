import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { arrivalsTogether } from '$lib/contest/arrivals';
import { evolve } from '$lib/contest/evolve';
import type { ContestEvent, LoggedEvent } from '$lib/contest/events';
import { chooseRescued } from '$lib/contest/rescue';
import { drawPairs } from '$lib/contest/rounds';
import { newContest, type Contest } from '$lib/contest/state';
import type { RecordFault } from '$lib/protocol/common';
import { rowOf, type ContestRow } from './act';
import { appealDigest } from './appeals';
import { chainHash, noHead, type LogRow } from './chain';
import { answeredQuestions, answersDigest, readAnswers } from './answers';
import { chainIdOf, eventIn, readRows, sealOf, type RecordedEvent } from './log';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';

/** What verifying found; `problems` is empty when the record holds. */
export interface Verification {
	events: number;
	/** The event that the seal is of, and its hash, as people note it down and in full, hex. */
	sealed: number;
	head: string;
	fullHead: string;
	problems: RecordFault[];
}

/**
 * Checks the chain row by row, folds the log, repeats its draws, and compares with the contest's row, the recorded answers, the
 * words of appeals and the list of seats (JU2, JU5, IN1, RE3, PH6). All is read at one instant, so that a contest may go on
 * meanwhile. Whatever stands in the rows, it names what is wrong and throws nothing.
 */
export async function verifyContest(db: Db, contestId: number): Promise<Verification> {
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute((tx) => verifyIn(tx, contestId));
}

/** Below every number of a row: nothing that was put in before the first one is passed over. */
const lowest = -(2 ** 31);

/** {@link verifyContest} as a part of something larger. */
export async function verifyIn(tx: Transaction<Schema>, contestId: number): Promise<Verification> {
	const rows = await readRows(tx, contestId, lowest);
	const log = rows.map(eventIn);
	const last = rows.at(-1)?.seq ?? 0;
	const head = Buffer.from(rows.at(-1)?.hash ?? noHead);
	const { folded, problems: course } = foldRepeating(log);
	const problems = [
		...chainProblems(rows, await chainIdOf(tx, contestId)),
		...course,
		...(await rowProblems(tx, contestId, { version: last, head, ...folded?.row })),
		...(await answersProblems(tx, contestId, log)),
		...(await appealProblems(tx, contestId, log, last)),
		...(folded ? await seatProblems(tx, contestId, folded.contest) : [])
	];
	const { events: sealed, head: shown, full: fullHead } = sealOf(log);
	return { events: log.length, sealed, head: shown, fullHead, problems };
}

function chainProblems(rows: readonly (LogRow & { hash: Uint8Array })[], chainId: number): RecordFault[] {
	const problems: RecordFault[] = [];
	let before: Uint8Array = noHead;
	let expected = 1;
	for (const { hash, ...row } of rows) {
		if (row.seq !== expected) problems.push({ code: 'gap', seq: row.seq });
		if (!chainHash(before, chainId, row).equals(hash)) problems.push({ code: 'hash', seq: row.seq });
		before = hash;
		expected = row.seq + 1;
	}
	return problems;
}

/** Folds the log and repeats every draw from its seed, on the contest as it was then (RE3). Null: it can't be folded. */
function foldRepeating(log: Iterable<LoggedEvent>): {
	folded: { contest: Contest; row: ContestRow } | null;
	problems: RecordFault[];
} {
	let contest = newContest;
	let at = 0;
	const problems: RecordFault[] = [];
	try {
		for (const logged of arrivalsTogether(log)) {
			at = logged.seq;
			if (!isAsDrawn(contest, logged.event)) problems.push({ code: 'draw', seq: at });
			contest = evolve(contest, logged);
		}
		return { folded: { contest, row: rowOf(contest) }, problems };
	} catch {
		return { folded: null, problems: [...problems, { code: 'fold', seq: at }] };
	}
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

/** The contest's row is kept equal to the log, column by column; of a log that can't be folded only its end is known. */
async function rowProblems(
	tx: Transaction<Schema>,
	contestId: number,
	logged: { version: number; head: Buffer } & Partial<ContestRow>
): Promise<RecordFault[]> {
	const { version, head, ...row } = await tx
		.selectFrom('contest')
		.select(['version', 'head', 'phase', 'open_question', 'accept_until', 'first_choice_locks'])
		.where('id', '=', contestId)
		.executeTakeFirstOrThrow();
	const { version: seq, head: lastHash, ...folded } = logged;
	const problems: RecordFault[] = [];
	if (version !== seq) problems.push({ code: 'version', seq });
	if (!lastHash.equals(head)) problems.push({ code: 'head', seq });
	if (folded.phase !== undefined && !isDeepStrictEqual(row, folded)) problems.push({ code: 'row', seq });
	return problems;
}

/** A reveal whose recorded answers are not those that it judged (PH6). */
async function answersProblems(
	tx: Transaction<Schema>,
	contestId: number,
	log: readonly RecordedEvent[]
): Promise<RecordFault[]> {
	const digests = new Map<number, string>();
	for (const q of await answeredQuestions(tx, contestId))
		digests.set(q, answersDigest(await readAnswers(tx, contestId, q)));
	const none = answersDigest([]);
	return log.flatMap(({ seq, event }): RecordFault[] =>
		event.type === 'revealed' && (digests.get(event.q) ?? none) !== event.digest
			? [{ code: 'answers', seq }]
			: []
	);
}

/** An appeal that says something else than was sent. Words that have been erased are no fault (JU5). */
async function appealProblems(
	tx: Transaction<Schema>,
	contestId: number,
	log: readonly RecordedEvent[],
	last: number
): Promise<RecordFault[]> {
	const sent = new Map(
		log.flatMap(({ seq, event }) => (event.type === 'appealed' ? [[event.no, { seq, ...event }]] : []))
	);
	const rows = await tx
		.selectFrom('appeal')
		.select(['no', 'sbd', 'text'])
		.where('contest_id', '=', contestId)
		.orderBy('no')
		.execute();
	return rows.flatMap(({ no, sbd, text }): RecordFault[] => {
		const appeal = sent.get(no);
		const same = appeal?.sbd === sbd && appeal.digest === appealDigest(text);
		return same ? [] : [{ code: 'appeal', seq: appeal?.seq ?? last }];
	});
}

/** A seat that nobody registered. A name that has been erased with its seat is no fault (JU2). */
async function seatProblems(
	tx: Transaction<Schema>,
	contestId: number,
	contest: Contest
): Promise<RecordFault[]> {
	// Until the waiting room is opened the list is the organizer's draft.
	if (!contest.prepared) return [];
	const rows = await tx
		.selectFrom('contestant')
		.select('sbd')
		.where('contest_id', '=', contestId)
		.orderBy('sbd')
		.execute();
	return rows.flatMap(({ sbd }): RecordFault[] =>
		contest.contestants.has(sbd) ? [] : [{ code: 'seat', seq: contest.version, sbd }]
	);
}
