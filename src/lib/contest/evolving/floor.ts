import { roundScores } from '../elimination';
import type { ContestEvent, RescuedEvent } from '../events';
import { settled } from '../rescue';
import { countsAsMain, preparedOf, type Contest, type Contestant, type RoundScore } from '../state';
import { change, survivedBefore, turnOf } from './shared';

type EventOf<T extends ContestEvent['type']> = Extract<ContestEvent, { type: T }>;

export function rescued(contest: Contest, event: RescuedEvent): Contest {
	const afterTurn = turnOf(contest).turn;
	const { trigger, choice, sbds, seed, byHand } = event;
	const back = change(contest, sbds, (c) => ({
		status: 'in',
		rescuedAt: afterTurn,
		inRound: withALife(contest, c.inRound)
	}));
	return {
		...back,
		returning: null,
		justRescued: sbds,
		scene: null,
		triggersDone: settled(contest, trigger),
		rescues: [...contest.rescues, { afterTurn, trigger, choice, sbds, seed, byHand }]
	};
}

/** Who comes back in a round of lives has one left. */
function withALife(contest: Contest, inRound: RoundScore): RoundScore {
	const round = preparedOf(contest).rounds[inRound.round];
	if (round?.elimination !== 'lives') return inRound;
	return { ...inRound, misses: Math.min(inRound.misses, round.lives - 1) };
}

/** Who is cut did not survive the last question of the round (BE4). */
export function cut(contest: Contest, { round, out }: EventOf<'cut'>): Contest {
	const afterTurn = contest.played.findLast((t) => t.round === round && countsAsMain(t.kind))?.turn ?? 0;
	const survived = (c: Contestant) => survivedBefore(contest, c.sbd, afterTurn);
	return {
		...change(contest, out, (c) => ({
			status: 'out',
			outAt: afterTurn,
			survived: survived(c),
			passed: c.survived === afterTurn ? c.passed - 1 : c.passed
		})),
		cuts: [...contest.cuts, { round, afterTurn, scores: roundScores(contest, round), out }],
		justRescued: [],
		justCut: out,
		scene: null
	};
}
