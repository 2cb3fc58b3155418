import { awardsOf } from './awards';
import type { ContestEvent, Standing } from './events';
import { evolve } from './evolve';
import { rank } from './ranking';
import type { Contest } from './state';

/** The ranking and the awards anew, when something that bears on them happens after the end; else nothing. */
export function standingAfter(contest: Contest, event: ContestEvent): Standing {
	if (contest.phase !== 'finished') return {};
	return standingOf(evolve(contest, { seq: contest.version + 1, at: 0, event }));
}

/** The ranking by BE4, and the awards that follow from it (BE5). */
export function standingOf(contest: Contest): Required<Standing> {
	const ranking = rank(contest);
	return { ranking, awards: awardsOf(contest, ranking) };
}
