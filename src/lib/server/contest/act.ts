import { sql, type Transaction } from 'kysely';
import type { Command, Refusal } from '$lib/contest/commands';
import { acceptUntil } from '$lib/contest/course';
import { decide } from '$lib/contest/decide';
import { evolve } from '$lib/contest/evolve';
import type { Contest } from '$lib/contest/state';
import { inTransaction, type Db } from '../db/client';
import type { Schema } from '../db/schema';
import { appendEvents, foldFrom, type RecordedEvent } from './log';
import { lockContest, type LockedContest } from './lock';
import { observe } from '../observe/metrics';

/** Over which every process hears of new events: payload `<contest id>:<version>`. */
export const eventsChannel = 'contest_events';

/** A contest inside the transaction that holds its lock. */
export interface Acting {
	tx: Transaction<Schema>;
	/** The database's clock at the lock, ms since 1970. */
	at: number;
	/** As it stands now, earlier commands of this transaction included. */
	contest(): Contest;
	/** Decides a command and takes its events into the contest; they are written when the transaction ends. */
	do(command: Command, actor: string): { ok: true } | { ok: false; code: Refusal };
}

export type Acted<T> = { ok: true; value: T; contest: Contest } | { ok: false; code: 'contest/unknown' };

/**
 * The one way in which a contest changes: locks its row, folds what `known` has not seen, lets `work` act, appends what
 * happened to the log, and keeps the row equal to it. Nothing may be told to anybody before this resolves.
 */
export async function act<T>(
	db: Db,
	contestId: number,
	known: Contest | undefined,
	work: (acting: Acting) => Promise<T>,
	commandId: string | null = null
): Promise<Acted<T>> {
	const acted = await inTransaction(db, async (tx) => {
		const row = await lockContest(tx, contestId);
		if (!row) return { ok: false, code: 'contest/unknown' } as const;
		let contest = known?.version === row.version ? known : await foldFrom(tx, contestId, known);
		const fresh: RecordedEvent[] = [];
		const value = await work({
			tx,
			at: row.at,
			contest: () => contest,
			do: (command, actor) => {
				const decision = decide(contest, command, row.at);
				if (!decision.ok) return decision;
				for (const event of decision.events) {
					const logged = { seq: contest.version + 1, at: row.at, actor, event };
					contest = evolve(contest, logged);
					fresh.push(logged);
				}
				return { ok: true };
			}
		});
		if (fresh.length > 0) await write(tx, row, contest, fresh, commandId);
		return { ok: true, value, contest, events: fresh.length } as const;
	});
	if (!acted.ok) return acted;
	const { events, ...done } = acted;
	observe.eventsAppended(events);
	return done;
}

async function write(
	tx: Transaction<Schema>,
	row: LockedContest,
	contest: Contest,
	fresh: RecordedEvent[],
	commandId: string | null
): Promise<void> {
	const newHead = await appendEvents(tx, row, fresh, commandId);
	await tx
		.updateTable('contest')
		.set({ version: contest.version, head: newHead, ...rowOf(contest) })
		.where('id', '=', row.id)
		.execute();
	await sql`select pg_notify(${eventsChannel}, ${`${row.id}:${contest.version}`})`.execute(tx);
}

/** What the contest's row says of the log, beside its length and its last hash: every process goes by it. */
export function rowOf(contest: Contest) {
	const until = acceptUntil(contest);
	return {
		phase: contest.phase,
		open_question: until === null ? null : (contest.turn?.q ?? null),
		accept_until: until,
		first_choice_locks: contest.prepared?.rules.firstChoiceLocks ?? false
	};
}
export type ContestRow = ReturnType<typeof rowOf>;
