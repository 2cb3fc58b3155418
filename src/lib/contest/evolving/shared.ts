import type { Contest, Contestant, PlayedTurn, Turn } from '../state';

/** The question on the floor; throws without one, where no event that needs it can happen. */
export function turnOf(contest: Contest): Turn {
	if (!contest.turn) throw new Error('there is no question on the floor');
	return contest.turn;
}

export function withTurn(contest: Contest, change: Partial<Turn>): Contest {
	return { ...contest, turn: { ...turnOf(contest), ...change } };
}

export function contestantOf(contest: Contest, sbd: number): Contestant {
	const contestant = contest.contestants.get(sbd);
	if (!contestant) throw new Error(`the contest has no contestant ${sbd}`);
	return contestant;
}

export function withContestants(contest: Contest, changed: readonly Contestant[]): Contest {
	if (changed.length === 0) return contest;
	const contestants = new Map(contest.contestants);
	for (const c of changed) contestants.set(c.sbd, c);
	return { ...contest, contestants };
}

/** The same change for some contestants. */
export function change(
	contest: Contest,
	sbds: readonly number[],
	how: (contestant: Contestant) => Partial<Contestant>
): Contest {
	const changed = sbds.map((sbd) => {
		const contestant = contestantOf(contest, sbd);
		return { ...contestant, ...how(contestant) };
	});
	return withContestants(contest, changed);
}

/** The last question before turn `before` that she survived on the floor; 0: none (BE4). */
export function survivedBefore(contest: Contest, sbd: number, before: number): number {
	const survives = (t: PlayedTurn) =>
		t.kind !== 'rescue' && t.turn < before && !t.voided && t.roster.includes(sbd) && !t.out.includes(sbd);
	return contest.played.findLast(survives)?.turn ?? 0;
}
