import type { Transaction } from 'kysely';
import { lockContest } from '../contest/lock';
import { inTransaction, type Db } from '../db/client';
import type { ContestPhase, ErasureWhy, Schema } from '../db/schema';
import { reportBug, reportFact } from '../observe/log';
import { keptData, tellPeopleChanged } from './keeping';

/** Why staff erase: she asked, her parents or guardian did, she is there by mistake, what it was for is over. */
export const erasureReasons = ['asked', 'guardian', 'mistake', 'over'] as const satisfies ErasureWhy[];
export type ErasureReason = (typeof erasureReasons)[number];

export type ErasureRefusal = 'contest/unknown' | 'erasure/nobody' | 'erasure/nothing' | 'erasure/running';
type Outcome = { ok: true } | { ok: false; code: ErasureRefusal };

/** That data were erased; whose name it was is not known any more. */
export interface ErasureLine {
	/** An SBD, or minus the number of an onlooker; null: everybody. */
	player: number | null;
	why: ErasureWhy;
	/** Who did it; null: the program by itself, or an operator. */
	by: string | null;
	at: Date;
}

/** What was erased in a contest, the newest first. */
export async function erasuresOf(db: Db, contestId: number): Promise<ErasureLine[]> {
	return await db
		.selectFrom('erasure as e')
		.leftJoin('staff_user as s', 's.id', 'e.by')
		.select(['e.player', 'e.why', 'e.at', 's.display_name as by'])
		.where('e.contest_id', '=', contestId)
		.orderBy('e.id', 'desc')
		.execute();
}

/**
 * Erases one person's data at any time, also while the contest runs: her name, what opens her seat and the words of her appeals.
 * Her SBD stays with what the record says of it, so that it still proves the others' verdicts; her phone is let go. Before the
 * waiting room was opened there is no record, and her line of the list goes as a whole. `player`: an SBD, or minus the number of
 * an onlooker; `by`: id of the account, null for an operator.
 */
export async function erasePerson(
	db: Db,
	contestId: number,
	player: number,
	why: ErasureReason,
	by: string | null
): Promise<Outcome> {
	return await inTransaction(db, async (tx): Promise<Outcome> => {
		const contest = await locked(tx, contestId);
		if (!contest) return { ok: false, code: 'contest/unknown' };
		const name = await nameOfPlayer(tx, contestId, player);
		if (name === '') return { ok: false, code: 'erasure/nobody' };
		await erase(tx, contestId, contest.phase, player);
		await eraseInRehearsal(tx, contestId, player, name);
		await note(tx, contestId, player, why, by);
		return { ok: true };
	});
}

/** Erases the data of everybody, the list of a contest that was never played included. Refused while the contest runs. */
export async function eraseEverybody(
	db: Db,
	contestId: number,
	why: ErasureReason,
	by: string | null
): Promise<Outcome> {
	return await inTransaction(db, async (tx): Promise<Outcome> => {
		const contest = await locked(tx, contestId);
		if (!contest) return { ok: false, code: 'contest/unknown' };
		if (contest.phase === 'running') return { ok: false, code: 'erasure/running' };
		const [kept] = await keptData(tx, contestId);
		if (!kept?.due) return { ok: false, code: 'erasure/nothing' };
		await eraseAll(tx, contestId, contest.phase, why, by);
		return { ok: true };
	});
}

/**
 * Erases the data of every contest whose time is over at `now`, also of one that was left in the middle. Looked at again under
 * the contest's lock, so that of several processes one does it. Returns the codes of those contests.
 */
export async function eraseDue(db: Db, now: Date): Promise<string[]> {
	const isDue = (due: Date | null) => due !== null && due <= now;
	const done: string[] = [];
	for (const { id, code, due } of await keptData(db)) {
		if (!isDue(due)) continue;
		const erased = await inTransaction(db, async (tx) => {
			const contest = await locked(tx, id);
			const [kept] = await keptData(tx, id);
			if (!contest || !kept || !isDue(kept.due)) return false;
			await eraseAll(tx, id, contest.phase, 'due', null);
			return true;
		});
		if (erased) done.push(code);
	}
	return done;
}

const hour = 3_600_000;

/** Erases what is due, at once and then every hour, and says so in the log; returns how to stop. */
export function eraseHourly(db: Db): { stop(): Promise<void> } {
	const look = () =>
		eraseDue(db, new Date()).then(
			(codes) =>
				codes.forEach((code) => reportFact(`contest ${code}: personal data erased, their time is over`)),
			(error: unknown) => reportBug('erasing what is due', error)
		);
	let looking = look();
	const timer = setInterval(() => void (looking = looking.then(look)), hour);
	timer.unref();
	return {
		stop: () => {
			clearInterval(timer);
			return looking;
		}
	};
}

async function locked(tx: Transaction<Schema>, contestId: number): Promise<{ phase: ContestPhase } | null> {
	if (!(await lockContest(tx, contestId))) return null;
	return await tx.selectFrom('contest').select('phase').where('id', '=', contestId).executeTakeFirstOrThrow();
}

/** Empty where there is nobody, or nobody any more. */
async function nameOfPlayer(tx: Transaction<Schema>, contestId: number, player: number): Promise<string> {
	const seats = tx.selectFrom('contestant').select('name').where('contest_id', '=', contestId);
	const onlookers = tx.selectFrom('onlooker').select('name').where('contest_id', '=', contestId);
	const row =
		player > 0
			? await seats.where('sbd', '=', player).executeTakeFirst()
			: await onlookers.where('no', '=', -player).executeTakeFirst();
	return row?.name ?? '';
}

async function eraseAll(
	tx: Transaction<Schema>,
	contestId: number,
	phase: ContestPhase,
	why: ErasureWhy,
	by: string | null
): Promise<void> {
	await erase(tx, contestId, phase, null);
	await tx.deleteFrom('contest').where('rehearsal_of', '=', contestId).execute();
	await note(tx, contestId, null, why, by);
}

/** `player`: null for everybody. */
async function erase(
	tx: Transaction<Schema>,
	contestId: number,
	phase: ContestPhase,
	player: number | null
): Promise<void> {
	if (player === null || player < 0)
		await tx
			.updateTable('onlooker')
			.set({ name: '', token_hash: null, ...nothingToDecide })
			.where('contest_id', '=', contestId)
			.$if(player !== null, (q) => q.where('no', '=', -Number(player)))
			.execute();
	if (player !== null && player < 0) return;
	if (phase === 'draft')
		await tx
			.deleteFrom('contestant')
			.where('contest_id', '=', contestId)
			.$if(player !== null, (q) => q.where('sbd', '=', Number(player)))
			.execute();
	else
		await tx
			.updateTable('contestant')
			.set({ name: '', pin: '', token_hash: null, ...nothingToDecide })
			.where('contest_id', '=', contestId)
			.$if(player !== null, (q) => q.where('sbd', '=', Number(player)))
			.execute();
	await tx
		.deleteFrom('appeal')
		.where('contest_id', '=', contestId)
		.$if(player !== null, (q) => q.where('sbd', '=', Number(player)))
		.execute();
	await tx
		.deleteFrom('signal')
		.where('contest_id', '=', contestId)
		.$if(player !== null, (q) => q.where('sbd', '=', Number(player)))
		.execute();
}

/** No name waits any more, and nothing says what was doubtful about it. */
const nothingToDecide = { name_state: 'shown' as const, name_doubts: [] };

/** The rehearsal has a copy of the list; under her number somebody else may be playing in it. */
async function eraseInRehearsal(
	tx: Transaction<Schema>,
	contestId: number,
	player: number,
	name: string
): Promise<void> {
	const rehearsal = await tx
		.selectFrom('contest')
		.select(['id', 'phase'])
		.where('rehearsal_of', '=', contestId)
		.executeTakeFirst();
	if (!rehearsal || !(await lockContest(tx, rehearsal.id))) return;
	if ((await nameOfPlayer(tx, rehearsal.id, player)) !== name) return;
	await erase(tx, rehearsal.id, rehearsal.phase, player);
	await tellPeopleChanged(tx, rehearsal.id);
}

async function note(
	tx: Transaction<Schema>,
	contestId: number,
	player: number | null,
	why: ErasureWhy,
	by: string | null
): Promise<void> {
	await tx.insertInto('erasure').values({ contest_id: contestId, player, why, by }).execute();
	await tellPeopleChanged(tx, contestId);
}
