import { sql, type Transaction } from 'kysely';
import { cleanName } from '$lib/contest/people-names/clean';
import type { NameDecision, TypedNames } from '$lib/protocol/host';
import { inTransaction, type Db } from '../db/client';
import type { Schema } from '../db/schema';
import { lockContest } from './lock';
import { nextPeopleVersion } from './people-version';

/**
 * Channel of PostgreSQL on which processes learn whose names have been decided: payload `<contest id>:<people_version>:<players, by
 * commas>`; version 0 and nobody: there are others to decide.
 */
export const namesChannel = 'contest_names';
/** A payload holds some thousand characters. */
const toldAtOnce = 800;
/** More are listed when these are decided. */
const listed = 500;

/** The names that the room does not see: those that wait in the order in which they came, then those that are hidden. */
export async function typedNames(db: Db, contestId: number): Promise<TypedNames> {
	const unseen = db
		.selectFrom('contestant')
		.select(['sbd as player', 'name', 'unit', 'name_state', 'name_doubts', 'created_at'])
		.where('contest_id', '=', contestId)
		.where('name_state', '<>', 'shown')
		.unionAll(
			db
				.selectFrom('onlooker')
				.select((e) => [
					e.neg(e.ref('no')).as('player'),
					'name',
					e.val('').as('unit'),
					'name_state',
					'name_doubts',
					'created_at'
				])
				.where('contest_id', '=', contestId)
				.where('name_state', '<>', 'shown')
		);
	const rows = await db
		.selectFrom(unseen.as('n'))
		.select(['player', 'name', 'unit', 'name_state', 'name_doubts'])
		.select((e) => e.fn.countAll<number>().filterWhere('name_state', '=', 'waiting').over().as('waiting'))
		.orderBy('name_state', 'desc')
		.orderBy('created_at')
		.orderBy('player')
		.limit(listed)
		.execute();
	return {
		waiting: Number(rows[0]?.waiting ?? 0),
		names: rows.flatMap(({ player, name, unit, name_state: state, name_doubts: doubts }) =>
			state === 'shown' ? [] : [{ player, name, unit, state, doubts }]
		)
	};
}

/**
 * Shows names to the room, keeps them from it, or writes another one. It is no event: names lie outside the log (JU2). `by`: id of the
 * account.
 */
export async function decideNames(
	db: Db,
	contestId: number,
	decision: NameDecision,
	by: string
): Promise<{ ok: true } | { ok: false; code: 'join/bad_name' }> {
	const written = decision.to === 'renamed' ? cleanName(decision.name) : null;
	if (decision.to === 'renamed' && !written) return { ok: false, code: 'join/bad_name' };
	const players = decision.to === 'renamed' ? [decision.player] : decision.players;
	const change = {
		name_state: decision.to === 'hidden' ? ('hidden' as const) : ('shown' as const),
		name_decided_by: by,
		name_decided_at: new Date(),
		...(written && { name: written })
	};
	await inTransaction(db, async (tx) => {
		await lockContest(tx, contestId);
		const sbds = players.filter((player) => player > 0);
		const nos = players.flatMap((player) => (player < 0 ? [-player] : []));
		await tx
			.updateTable('contestant')
			.set(change)
			.where('contest_id', '=', contestId)
			.where('sbd', '=', (e) => e.fn.any(e.val(sbds)))
			.execute();
		await tx
			.updateTable('onlooker')
			.set(change)
			.where('contest_id', '=', contestId)
			.where('no', '=', (e) => e.fn.any(e.val(nos)))
			.execute();
		const version = await nextPeopleVersion(tx, contestId);
		for (let at = 0; at < players.length; at += toldAtOnce)
			await tellNames(tx, `${contestId}:${version}:${players.slice(at, at + toldAtOnce).join(',')}`);
	});
	return { ok: true };
}

/** Tells all processes, when the transaction is done, that there are other names to decide. A lost notice is made good by the next. */
export async function moreNamesWait(tx: Transaction<Schema>, contestId: number): Promise<void> {
	await tellNames(tx, `${contestId}:0:`);
}

async function tellNames(tx: Transaction<Schema>, payload: string): Promise<void> {
	await sql`select pg_notify(${namesChannel}, ${payload})`.execute(tx);
}
