import { awardsAnew } from '../awards';
import type { Standing } from '../events';
import {
	preparedOf,
	type Contest,
	type Contestant,
	type PlayedTurn,
	type RoundScore,
	type Turn
} from '../state';

/** The ranking and the awards after something was put right when the contest had ended; else as they were. */
export function standingAnew(
	contest: Contest,
	{ ranking, awards }: Standing
): Pick<Contest, 'ranking' | 'awards'> {
	if (!ranking || !awards) return { ranking: contest.ranking, awards: contest.awards };
	return { ranking, awards: awardsAnew(awards, contest.awardsByJudges, ranking) };
}

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

/** The contest with another history: how far each contestant has come follows from it (BE4, BE5). */
export function withHistory(contest: Contest, played: readonly PlayedTurn[]): Contest {
	const far = new Map<number, { survived: number; passed: number }>();
	for (const { turn, survivors } of played)
		for (const sbd of survivors) far.set(sbd, { survived: turn, passed: (far.get(sbd)?.passed ?? 0) + 1 });
	const changed = [...contest.contestants.values()].flatMap((c) => {
		const { survived, passed } = far.get(c.sbd) ?? { survived: 0, passed: 0 };
		return c.survived === survived && c.passed === passed ? [] : [{ ...c, survived, passed }];
	});
	return { ...withContestants(contest, changed), played };
}

/** Who comes back in a round of lives has one left (EL2). */
export function withALife(contest: Contest, inRound: RoundScore): RoundScore {
	const round = preparedOf(contest).rounds[inRound.round];
	if (round?.elimination !== 'lives') return inRound;
	return { ...inRound, misses: Math.min(inRound.misses, round.lives - 1) };
}
