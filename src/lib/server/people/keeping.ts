import { sql, type Transaction } from 'kysely';
import { nextPeopleVersion } from '../contest/people-version';
import { inTransaction, type Db } from '../db/client';
import type { ContestPhase, Schema } from '../db/schema';

/** Over which every process hears that names are gone, or kept for another time: payload `<contest id>`. */
export const peopleChannel = 'contest_people';

/** How long personal data may be kept, days. */
export const mostKeepDays = 3650;
const day = 86_400_000;

/** What the organizer has said about the personal data of a contest. */
export interface Keeping {
	/** So many days after the contest they are erased. */
	keepDays: number;
	/** Whom the notice names for questions; empty: the organizer alone. */
	contact: string;
}

/** How the personal data of a contest stand. */
export interface KeptData extends Keeping {
	id: number;
	code: string;
	phase: ContestPhase;
	/** When they are to be erased; null: there are none. */
	due: Date | null;
	/** When those of everybody were erased last; null: never. */
	erasedAt: Date | null;
}

/** When data are to be erased: counted from the last thing that happened in the contest, or from its last change if nothing did. */
export function dueAt(last: Date, keepDays: number): Date {
	return new Date(last.getTime() + keepDays * day);
}

/** How the personal data stand of one contest, or of all that are no rehearsals: those are wiped as a whole, and soon. */
export async function keptData(db: Db, contestId?: number): Promise<KeptData[]> {
	const rows = await db
		.selectFrom('contest as c')
		.select((e) => [
			'c.id',
			'c.code',
			'c.phase',
			'c.keep_days as keepDays',
			'c.privacy_contact as contact',
			'c.updated_at as changedAt',
			e
				.selectFrom('contest_event as l')
				.select('l.at')
				.whereRef('l.contest_id', '=', 'c.id')
				.whereRef('l.seq', '=', 'c.version')
				.as('lastEvent'),
			e
				.selectFrom('erasure as x')
				.select((x) => x.fn.max('x.at').as('at'))
				.whereRef('x.contest_id', '=', 'c.id')
				.where('x.player', 'is', null)
				.as('erasedAt'),
			e
				.or([
					e.exists(
						e
							.selectFrom('contestant as p')
							.select('p.sbd')
							.whereRef('p.contest_id', '=', 'c.id')
							.where('p.name', '<>', '')
					),
					e.exists(
						e
							.selectFrom('onlooker as o')
							.select('o.no')
							.whereRef('o.contest_id', '=', 'c.id')
							.where('o.name', '<>', '')
					),
					e.exists(e.selectFrom('appeal as a').select('a.no').whereRef('a.contest_id', '=', 'c.id')),
					e.exists(e.selectFrom('signal as s').select('s.sbd').whereRef('s.contest_id', '=', 'c.id'))
				])
				.as('holds')
		])
		.where('c.rehearsal_of', 'is', null)
		.$if(contestId !== undefined, (q) => q.where('c.id', '=', contestId ?? 0))
		.orderBy('c.id')
		.execute();
	return rows.map(({ changedAt, lastEvent, holds, ...row }) => {
		const played = row.phase === 'running' || row.phase === 'finished';
		// A set-up is changed without the log's knowing, before it is played.
		const last = Math.max(lastEvent ?? 0, played && lastEvent !== null ? 0 : changedAt.getTime());
		return { ...row, due: holds ? dueAt(new Date(last), row.keepDays) : null };
	});
}

/** Changes at any time what is said about the personal data of a contest; every process tells newcomers the new time. */
export async function setKeeping(db: Db, contestId: number, { keepDays, contact }: Keeping): Promise<void> {
	await inTransaction(db, async (tx) => {
		await tx
			.updateTable('contest')
			.set({ keep_days: keepDays, privacy_contact: contact })
			.where('id', '=', contestId)
			.execute();
		await tellPeopleChanged(tx, contestId);
	});
}

/** What phones are told of it, and up to which change; a rehearsal says what its contest says. */
export async function keepingInPlay(
	db: Db,
	contestId: number
): Promise<{ keepDays: number; version: number }> {
	const row = await db
		.selectFrom('contest as c')
		.leftJoin('contest as original', 'original.id', 'c.rehearsal_of')
		.select((e) => [
			e.fn.coalesce('original.keep_days', 'c.keep_days').as('keepDays'),
			'c.people_version as version'
		])
		.where('c.id', '=', contestId)
		.executeTakeFirst();
	return row ?? { keepDays: 0, version: 0 };
}

/** Makes every process read anew who is who in a contest, and let go what it made with the names of before. */
export async function tellPeopleChanged(tx: Transaction<Schema>, contestId: number): Promise<void> {
	await nextPeopleVersion(tx, contestId);
	await sql`select pg_notify(${peopleChannel}, ${String(contestId)})`.execute(tx);
}
