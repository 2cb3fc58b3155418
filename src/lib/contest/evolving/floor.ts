import { roundScores } from '../elimination';
import type { ContestEvent, RescuedEvent } from '../events';
import { settled } from '../rescue';
import { countsAsMain, type Contest } from '../state';
import { change, turnOf, withALife, withHistory } from './shared';

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

/** Who is cut did not survive the last question of the round (BE4). */
export function cut(contest: Contest, { round, out }: EventOf<'cut'>): Contest {
	const afterTurn = contest.played.findLast((t) => t.round === round && countsAsMain(t.kind))?.turn ?? 0;
	const history = contest.played.map((t) =>
		t.turn === afterTurn ? { ...t, survivors: t.survivors.filter((sbd) => !out.includes(sbd)) } : t
	);
	const gone = change(contest, out, () => ({ status: 'out', outAt: afterTurn, outBy: 'cut' }));
	return {
		...withHistory(gone, history),
		cuts: [...contest.cuts, { round, afterTurn, scores: roundScores(contest, round), out }],
		justRescued: [],
		justCut: out,
		scene: null
	};
}
