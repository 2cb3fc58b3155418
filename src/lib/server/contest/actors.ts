import type { Db } from '../db/client';
import { displayNames } from '../people/staff';
import type { RecordedEvent } from './log';

const staff = 'staff:';

/** Names of the accounts that acted in a contest, by what its log calls them: those of here, and those of where it came from. */
export async function actorNames(
	db: Db,
	contestId: number,
	log: readonly Pick<RecordedEvent, 'actor'>[]
): Promise<Record<string, string>> {
	const ids = new Set(
		log.flatMap(({ actor }) => (actor.startsWith(staff) ? [actor.slice(staff.length)] : []))
	);
	const elsewhere = await db
		.selectFrom('contest_actor')
		.select(['actor', 'name'])
		.where('contest_id', '=', contestId)
		.execute();
	const here = await displayNames(db, [...ids]);
	return Object.fromEntries([
		...elsewhere.map(({ actor, name }) => [actor, name] as const),
		...[...here].map(([id, name]) => [staff + id, name] as const)
	]);
}
