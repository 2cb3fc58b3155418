import { searchForm } from '$lib/bank/normal';
import type { Db } from '../db/client';

/** Somebody of a contest, whose data may be asked for. */
export interface Found {
	/** An SBD, or minus the number of an onlooker. */
	player: number;
	name: string;
	unit: string;
}

/** Contestants and audience whose name or number was typed, contestants first; who has been erased is found by number alone. */
export async function findPeople(db: Db, contestId: number, query: string): Promise<Found[]> {
	const wanted = searchForm(query);
	if (wanted === '') return [];
	const contestants = await db
		.selectFrom('contestant')
		.select(['sbd as player', 'name', 'unit'])
		.where('contest_id', '=', contestId)
		.orderBy('sbd')
		.execute();
	const onlookers = await db
		.selectFrom('onlooker')
		.select(['no', 'name'])
		.where('contest_id', '=', contestId)
		.orderBy('no')
		.execute();
	return [...contestants, ...onlookers.map(({ no, name }) => ({ player: -no, name, unit: '' }))].filter(
		({ player, name }) => String(Math.abs(player)) === wanted || searchForm(name).includes(wanted)
	);
}
