import { unsaid } from '$lib/bank/question';
import { ringerOf } from '../course';
import type { ContestEvent, Registered } from '../events';
import { completeRound, completeRules } from '../rules';
import { preparedOf, withStatus, type Contest, type Contestant, type Prepared } from '../state';
import { change, contestantOf, withALife, withContestants, standingAnew } from './shared';

type EventOf<T extends ContestEvent['type']> = Extract<ContestEvent, { type: T }>;

/** A contest that was recorded before there were so many options has them filled in (IN5). */
export function preparedWith(contest: Contest, { prepared }: EventOf<'prepared'>): Contest {
	const complete: Prepared = {
		...prepared,
		rules: completeRules(prepared.rules),
		rounds: prepared.rounds.map(completeRound),
		questions: prepared.questions.map((q) => ({ ...unsaid, ...q, bankId: q.bankId ?? null })),
		awards: prepared.awards ?? []
	};
	const { boards } = complete.rules;
	const next: Contest = { ...contest, phase: 'lobby', prepared: complete };
	if (boards === 'mixed') return next;
	return change(next, [...contest.contestants.keys()], () => ({ paper: boards === 'paper' }));
}

export function registered(contest: Contest, contestants: readonly Registered[]): Contest {
	const paper = preparedOf(contest).rules.boards === 'paper';
	return withContestants(
		contest,
		contestants.map((c) => seated(c, paper))
	);
}

const seated = ({ sbd, unit, reserve }: Registered, paper: boolean): Contestant => ({
	sbd,
	unit,
	status: reserve ? 'reserve' : 'registered',
	outAt: null,
	outBy: null,
	rescuedAt: null,
	survived: 0,
	correct: 0,
	timeMs: 0,
	passed: 0,
	paper,
	inRound: { round: -1, misses: 0, correct: 0, timeMs: 0 },
	was: null
});

/** A latecomer goes straight to the floor (CO4). */
export function checkedIn(contest: Contest, sbds: readonly number[]): Contest {
	if (contest.phase !== 'running') return change(contest, sbds, () => ({ status: 'checkedIn' }));
	const came = change(contest, sbds, () => ({ status: 'in' }));
	return { ...came, startedWith: contest.startedWith + sbds.length };
}

export function started(contest: Contest): Contest {
	const sbds = withStatus(contest, 'checkedIn').map((c) => c.sbd);
	return {
		...change(contest, sbds, () => ({ status: 'in' })),
		phase: 'running',
		startedWith: sbds.length,
		scene: null
	};
}

export function statusSet(contest: Contest, event: EventOf<'statusSet'>): Contest {
	const before = contestantOf(contest, event.sbd);
	const off = event.status === 'disqualified' || event.status === 'withdrawn';
	const eliminated = event.status === 'out' && before.status === 'in';
	// Of a reserve, and of who was off the list when the contest began, it is the first time on the floor.
	const comes = event.status === 'in' && (before.status === 'reserve' || before.was === 'checkedIn');
	const back = event.status === 'in' && before.status === 'out';
	const next = change(contest, [event.sbd], (c) => ({
		status: event.status,
		was: off ? c.status : null,
		...(eliminated ? { outAt: contest.turn?.turn ?? 0, outBy: 'judges' as const } : {}),
		...(back ? { rescuedAt: contest.turn?.turn ?? 0, inRound: withALife(contest, c.inRound) } : {})
	}));
	return {
		...next,
		startedWith: next.startedWith + (comes ? 1 : 0),
		// Disqualified, she does not return; reinstated, she is there already (RE4).
		returning: contest.returning?.filter((sbd) => sbd !== event.sbd) ?? null,
		bellRinger: ringerOf(next),
		...standingAnew(contest, event)
	};
}
