import type { NameState } from '$lib/protocol/common';
import type { Recorded } from '$lib/protocol/phone';
import { recordedAlongOf } from '../contest/along';
import { recordedOf } from '../contest/answers';
import { onlookersOfTokens, type Onlooker } from '../contest/onlookers';
import { seatsOfTokens, type Seat } from '../contest/seats';
import type { Db } from '../db/client';
import type { LiveContest } from './contest';
import type { Holder } from './play-room';

/** Who holds these tokens, in their order: contestants and onlookers; null for a token that is worth nothing. */
export async function holdersOf(db: Db, contestId: number, tokens: string[]): Promise<(Holder | null)[]> {
	const [seats, onlookers] = await Promise.all([
		seatsOfTokens(db, contestId, tokens),
		onlookersOfTokens(db, contestId, tokens)
	]);
	return tokens.map((_, i) => {
		const [seat, onlooker] = [seats[i], onlookers[i]];
		return seat ? seatHolder(seat) : onlooker ? onlookerHolder(onlooker) : null;
	});
}

/** What is recorded of these players for the question on the floor, in their order. */
export async function recordedNow(
	db: Db,
	{ id, state: { turn } }: LiveContest,
	players: number[]
): Promise<(Recorded | null)[]> {
	if (!turn) return players.map(() => null);
	const [own, along] = [new Map<number, Recorded | null>(), new Map<number, Recorded | null>()];
	for (const player of players) (turn.roster.has(player) ? own : along).set(player, null);
	for (const [all, read] of [[own, recordedOf] as const, [along, recordedAlongOf] as const]) {
		const asked = [...all.keys()];
		const found = asked.length > 0 ? await read(db, id, turn.q, asked) : [];
		found.forEach((recorded, i) => all.set(asked[i] ?? 0, recorded));
	}
	return players.map((player) => own.get(player) ?? along.get(player) ?? null);
}

const unseen = (nameState: NameState) => (nameState === 'shown' ? {} : { nameState });

export const seatHolder = ({ nameState, ...seat }: Seat): Holder => ({
	...seat,
	...unseen(nameState),
	player: seat.sbd
});

export const onlookerHolder = ({ no, name, nameState }: Onlooker): Holder => ({
	player: -no,
	sbd: null,
	name,
	unit: '',
	pin: '',
	...unseen(nameState)
});
