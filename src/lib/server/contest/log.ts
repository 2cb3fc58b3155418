import { sql, type Transaction } from 'kysely';
import { fold } from '$lib/contest/evolve';
import type { ContestEvent, LoggedEvent } from '$lib/contest/events';
import type { Contest } from '$lib/contest/state';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { chainHash, noHead, shortHead, type LogRow } from './chain';
import type { LockedContest } from './lock';

/** An event as the record has it: with who did it. */
export interface RecordedEvent extends LoggedEvent {
	actor: string;
}

/** An event of the record with the hash of its row, which is the head of the record up to there (JU2). */
export interface KeptEvent extends RecordedEvent {
	hash: Uint8Array;
}

/**
 * The event whose hash is the seal of the record (JU2): the last that decides something. What the hall is shown is on record too,
 * but a ranking that is put back onto the stage leaves the seal as people have noted it down. Undefined: there is none yet.
 */
export function sealedEvent(log: readonly KeptEvent[]): KeptEvent | undefined {
	return log.findLast(({ event }) => event.type !== 'sceneCalled');
}

/** The seal of a record: the number of its event, 0 of an empty one, and the hash as people note it down and in full, hex. */
export function sealOf(log: readonly KeptEvent[]): { events: number; head: string; full: string } {
	const sealed = sealedEvent(log);
	const hash = sealed?.hash ?? noHead;
	return { events: sealed?.seq ?? 0, head: shortHead(hash), full: Buffer.from(hash).toString('hex') };
}

/** The rows after `seq`, in order, as they lie in the database. */
export async function readRows(
	db: Db,
	contestId: number,
	after = 0
): Promise<(LogRow & { hash: Uint8Array })[]> {
	return await db
		.selectFrom('contest_event')
		.select(['seq', 'at', 'actor', 'type', 'data', 'hash'])
		.where('contest_id', '=', contestId)
		.where('seq', '>', after)
		.orderBy('seq')
		.execute();
}

/** By which number the record of a contest is chained. */
export async function chainIdOf(db: Db, contestId: number): Promise<number> {
	const row = await db
		.selectFrom('contest')
		.select(['id', 'chain_id'])
		.where('id', '=', contestId)
		.executeTakeFirstOrThrow();
	return row.chain_id ?? row.id;
}

/** The events after `seq`, in order. */
export async function readLog(db: Db, contestId: number, after = 0): Promise<KeptEvent[]> {
	return (await readRows(db, contestId, after)).map(eventIn);
}

/** The event that a row holds. */
export function eventIn({ seq, at, actor, type, data, hash }: LogRow & { hash: Uint8Array }): KeptEvent {
	return { seq, at, actor, event: eventOf(type, data), hash };
}

/**
 * The event whose head begins with the hex digits that somebody noted down, the newest if there are several; null: none, so the
 * record was changed since, or they were copied wrongly (JU2).
 */
export async function eventOfHead(db: Db, contestId: number, digits: string): Promise<number | null> {
	const row = await db
		.selectFrom('contest_event')
		.select('seq')
		.where('contest_id', '=', contestId)
		.where(sql<string>`encode(hash, 'hex')`, 'like', `${digits}%`)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.seq ?? null;
}

/** Rows are written by {@link appendEvents} alone, from typed events. */
function eventOf(type: string, data: unknown): ContestEvent {
	return { ...(data as object), type } as ContestEvent;
}

/** Brings `known`, a state that some process has folded, up to what the database holds (IN1). */
export async function foldFrom(db: Db, contestId: number, known?: Contest): Promise<Contest> {
	return fold(await readLog(db, contestId, known?.version), known);
}

/** Appends events to the log of a contest whose row the transaction has locked; returns the new head of the chain. */
export async function appendEvents(
	tx: Transaction<Schema>,
	{ id, chainId, head }: Pick<LockedContest, 'id' | 'chainId' | 'head'>,
	events: RecordedEvent[],
	commandId: string | null
): Promise<Uint8Array> {
	let last = head;
	const rows = events.map(({ seq, at, actor, event }, i) => {
		const { type, ...data } = event;
		last = chainHash(last, chainId, { seq, at, actor, type, data });
		return {
			contest_id: id,
			seq,
			at,
			actor,
			type,
			data: JSON.stringify(data),
			command_id: i === 0 ? commandId : null,
			hash: last
		};
	});
	await tx.insertInto('contest_event').values(rows).execute();
	return last;
}

/** What a command came to first; null: nothing. */
export async function eventOfCommand(
	db: Db,
	contestId: number,
	commandId: string
): Promise<ContestEvent | null> {
	const row = await db
		.selectFrom('contest_event')
		.select(['type', 'data'])
		.where('contest_id', '=', contestId)
		.where('command_id', '=', commandId)
		.executeTakeFirst();
	return row ? eventOf(row.type, row.data) : null;
}

/** Whether a command with this id has been carried out already (IN6). */
export async function commandIsDone(
	tx: Transaction<Schema>,
	contestId: number,
	commandId: string
): Promise<boolean> {
	return (await eventOfCommand(tx, contestId, commandId)) !== null;
}
