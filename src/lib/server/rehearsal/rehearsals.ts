import { sql, type Transaction } from 'kysely';
import { act } from '../contest/act';
import { contestDraft, createContest } from '../contest/contests';
import { lockContest } from '../contest/lock';
import { newPin } from '../contest/pins';
import { prepareContest, type PrepareRefused } from '../contest/prepare';
import { inTransaction, type Db } from '../db/client';
import type { ContestPhase, Schema } from '../db/schema';
import { countRoster } from '../people/roster';

/** The rehearsal of a contest: a contest of its own, on the same code and the same screens. */
export interface Rehearsal {
	id: number;
	code: string;
	phase: ContestPhase;
	/** How many people it has room for. */
	places: number;
	/** How many seats a phone has taken, real or simulated. */
	taken: number;
}

type RehearsalRefused = { ok: false; code: 'rehearsal/started' | 'rehearsal/there'; n?: number };
export type Started = { ok: true; id: number; code: string } | PrepareRefused | RehearsalRefused;

/** A rehearsal that nobody has ended is wiped after so long. */
const forgottenAfter = '24 hours';
/** Rows of one statement: PostgreSQL takes 65,535 values. */
const rowsAtOnce = 5000;

/** The rehearsal of a contest; null: there is none now. */
export async function rehearsalOf(db: Db, contestId: number): Promise<Rehearsal | null> {
	const row = await db
		.selectFrom('contest')
		.select(['id', 'code', 'phase'])
		.where('rehearsal_of', '=', contestId)
		.executeTakeFirst();
	if (!row) return null;
	const { taken } = await db
		.selectFrom('contestant')
		.select((e) => e.fn.countAll<number>().as('taken'))
		.where('contest_id', '=', row.id)
		.where('token_hash', 'is not', null)
		.executeTakeFirstOrThrow();
	return { ...row, places: await placesIn(db, row.id), taken: Number(taken) };
}

/** Of which contest this one is the rehearsal; null: it is a contest itself, or there is none. */
export async function originalOf(db: Db, id: number): Promise<number | null> {
	const row = await db.selectFrom('contest').select('rehearsal_of').where('id', '=', id).executeTakeFirst();
	return row?.rehearsal_of ?? null;
}

/**
 * How many phones a contest, or its rehearsal, has room for: the floor's seats, or those of the list alone; none where all
 * play with paper boards (CO7).
 */
export async function placesIn(db: Db, contestId: number): Promise<number> {
	const draft = await contestDraft(db, contestId);
	if (!draft) return 0;
	const { boards, registration, capacity } = draft.setup.rules;
	if (boards === 'paper') return 0;
	return registration === 'roster' ? (await countRoster(db, contestId)).contestants : capacity;
}

/**
 * Makes the rehearsal of a contest that has not started yet: a copy of its draft, its people and its staff, with the
 * waiting room open. The contest itself is only read. All of it happens, or nothing.
 */
export async function startRehearsal(db: Db, contestId: number, actor: string): Promise<Started> {
	return await inTransaction(db, async (tx): Promise<Started> => {
		// Held to the end, so that the contest does not start and no second rehearsal is made meanwhile.
		await lockContest(tx, contestId);
		const draft = await contestDraft(tx, contestId);
		if (!draft) return { ok: false, code: 'contest/unknown' };
		if (draft.phase === 'running' || draft.phase === 'finished')
			return { ok: false, code: 'rehearsal/started' };
		if (await rehearsalOf(tx, contestId)) return { ok: false, code: 'rehearsal/there' };
		const { title, setup } = draft;
		const rehearsal = await createContest(tx, { title, setup, createdBy: null, rehearsalOf: contestId });
		await copyStaff(tx, contestId, rehearsal.id);
		await copyPeople(tx, contestId, rehearsal.id);
		const ready = await prepareContest(tx, rehearsal.id, actor);
		if (ready.ok) return { ok: true, ...rehearsal };
		await tx.deleteFrom('contest').where('id', '=', rehearsal.id).execute();
		return ready;
	});
}

async function copyStaff(tx: Transaction<Schema>, from: number, to: number): Promise<void> {
	await tx
		.insertInto('contest_role')
		.columns(['contest_id', 'user_id', 'role'])
		.expression((e) =>
			e
				.selectFrom('contest_role')
				.select([e.val(to).as('contest_id'), 'user_id', 'role'])
				.where('contest_id', '=', from)
		)
		.execute();
}

/** With PINs of their own: those on the seat cards open no seat but the real one. */
async function copyPeople(tx: Transaction<Schema>, from: number, to: number): Promise<void> {
	const people = await tx
		.selectFrom('contestant')
		.select(['sbd', 'name', 'name_state', 'name_doubts', 'unit', 'reserve'])
		.where('contest_id', '=', from)
		.execute();
	for (let at = 0; at < people.length; at += rowsAtOnce)
		await tx
			.insertInto('contestant')
			.values(
				people.slice(at, at + rowsAtOnce).map((person) => ({ contest_id: to, pin: newPin(), ...person }))
			)
			.execute();
}

/**
 * Deletes the rehearsal of a contest with all that was played in it. Screens that still show it find out by themselves
 * (see live/contests.ts).
 */
export async function wipeRehearsal(db: Db, contestId: number): Promise<void> {
	await db.deleteFrom('contest').where('rehearsal_of', '=', contestId).execute();
}

/** Deletes the rehearsals that somebody has left behind. */
export async function wipeForgotten(db: Db): Promise<void> {
	await db
		.deleteFrom('contest')
		.where('rehearsal_of', 'is not', null)
		.where('created_at', '<', sql<Date>`now() - ${forgottenAfter}::interval`)
		.execute();
}

/**
 * Gives simulated phones up to `players` seats of a rehearsal's list: those that they had before, then such as nobody
 * has taken. Phones for which there is none may come with a name.
 */
export async function seatsForPhones(
	db: Db,
	rehearsalId: number,
	players: number
): Promise<{ sbd: number; pin: string }[]> {
	const acted = await act(db, rehearsalId, undefined, async ({ tx }) => {
		const free = await tx
			.selectFrom('contestant')
			.select(['sbd', 'pin'])
			.where('contest_id', '=', rehearsalId)
			.where('name', '<>', '')
			.where((e) => e.or([e('simulated', '=', true), e('token_hash', 'is', null)]))
			.orderBy('simulated', 'desc')
			.orderBy('reserve')
			.orderBy('sbd')
			.limit(players)
			.execute();
		if (free.length > 0)
			await tx
				.updateTable('contestant')
				.set({ simulated: true })
				.where('contest_id', '=', rehearsalId)
				.where(
					'sbd',
					'in',
					free.map((seat) => seat.sbd)
				)
				.execute();
		return free;
	});
	return acted.ok ? acted.value : [];
}
