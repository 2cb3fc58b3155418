import { arrivalsTogether } from './arrivals';
import { settled } from './rescue';
import { movesTheShow, type ContestEvent, type LoggedEvent, type RevealedEvent } from './events';
import {
	newContest,
	onFloor,
	questionOf,
	withStatus,
	type Contest,
	type Contestant,
	type Judged,
	type Turn
} from './state';
import { nextOrdinal, unplayed } from './course';

/** The contest after an event. Pure; whatever does not change is shared with the contest before. */
export function evolve(contest: Contest, { seq, at, event }: LoggedEvent): Contest {
	const course = movesTheShow(event) ? seq : contest.course;
	return { ...apply(contest, event, at), version: seq, course };
}

/** Folds a log from the start (JU2). */
export function fold(log: Iterable<LoggedEvent>, from: Contest = newContest): Contest {
	let contest = from;
	for (const logged of arrivalsTogether(log)) contest = evolve(contest, logged);
	return contest;
}

function apply(contest: Contest, event: ContestEvent, at: number): Contest {
	switch (event.type) {
		case 'prepared':
			return { ...contest, phase: 'lobby', prepared: event.prepared };
		case 'registered':
			return withContestants(contest, event.contestants.map(seated));
		case 'checkedIn':
			return checkedIn(contest, event.sbds);
		case 'started':
			return started(contest);
		case 'presented':
			return presented(contest, event.q, at);
		case 'opened':
			return withTurn(contest, {
				stage: 'open',
				openedAt: at,
				closesAt: event.closesAt,
				roster: rosterOf(contest, event.q)
			});
		case 'extended':
			return withTurn(contest, { closesAt: event.closesAt });
		case 'paused':
			return withTurn(contest, { stage: 'paused', closesAt: at, leftMs: event.leftMs });
		case 'resumed':
			return resumed(contest, event.closesAt, at);
		case 'closed':
			return withTurn(contest, { stage: 'closed', closesAt: Math.min(turnOf(contest).closesAt, at) });
		case 'groupJudged':
			return withTurn(contest, { groups: new Map(turnOf(contest).groups).set(event.form, event.right) });
		case 'revealed':
			return revealed(contest, event);
		case 'bellRung':
			return { ...contest, bellRinger: event.sbd };
		case 'rescued':
			return rescued(contest, event);
		case 'rescueDeclined':
			return {
				...contest,
				triggersDone: settled(contest, event.trigger)
			};
		case 'statusSet':
			return {
				...setStatusOf(contest, [event.sbd], event.status),
				// Disqualified, she does not return; reinstated, she is there already (RE4).
				returning: contest.returning?.filter((sbd) => sbd !== event.sbd) ?? null
			};
		case 'sceneCalled':
			return { ...contest, scene: event.scene };
		case 'finished':
			return { ...contest, phase: 'finished', ranking: event.ranking, scene: null, justRescued: [] };
	}
}

const seated = ({ sbd, unit }: { sbd: number; unit: string }): Contestant => ({
	sbd,
	unit,
	status: 'registered',
	outAt: null,
	rescuedAt: null,
	survived: 0,
	correct: 0,
	timeMs: 0
});

function withContestants(contest: Contest, changed: Contestant[]): Contest {
	const contestants = new Map(contest.contestants);
	for (const c of changed) contestants.set(c.sbd, c);
	return { ...contest, contestants };
}

function contestantOf(contest: Contest, sbd: number): Contestant {
	const contestant = contest.contestants.get(sbd);
	if (!contestant) throw new Error(`the contest has no contestant ${sbd}`);
	return contestant;
}

function setStatusOf(contest: Contest, sbds: readonly number[], status: Contestant['status']): Contest {
	return withContestants(
		contest,
		sbds.map((sbd) => ({ ...contestantOf(contest, sbd), status }))
	);
}

/** A latecomer goes straight to the floor (CO4). */
function checkedIn(contest: Contest, sbds: readonly number[]): Contest {
	if (contest.phase !== 'running') return setStatusOf(contest, sbds, 'checkedIn');
	return { ...setStatusOf(contest, sbds, 'in'), startedWith: contest.startedWith + sbds.length };
}

function started(contest: Contest): Contest {
	const sbds = withStatus(contest, 'checkedIn').map((c) => c.sbd);
	return { ...setStatusOf(contest, sbds, 'in'), phase: 'running', startedWith: sbds.length, scene: null };
}

function turnOf(contest: Contest): Turn {
	if (!contest.turn) throw new Error('there is no question on the floor');
	return contest.turn;
}

function withTurn(contest: Contest, change: Partial<Turn>): Contest {
	return { ...contest, turn: { ...turnOf(contest), ...change } };
}

function presented(contest: Contest, q: number, at: number): Contest {
	const turn: Turn = {
		q,
		turn: contest.played.length + 1,
		ordinal: nextOrdinal(contest, questionOf(contest, q).kind),
		stage: 'presented',
		presentedAt: at,
		openedAt: 0,
		closesAt: 0,
		leftMs: 0,
		pauses: [],
		roster: new Set(),
		groups: new Map(),
		judged: new Map(),
		out: [],
		everyoneFailed: null
	};
	return { ...contest, turn, justRescued: [], scene: null };
}

/** Whom the question judges: the floor at its opening (EL1), or the eliminated for a rescue question (RE2). */
function rosterOf(contest: Contest, q: number): Set<number> {
	const status = questionOf(contest, q).kind === 'rescue' ? 'out' : 'in';
	return new Set(withStatus(contest, status).map((c) => c.sbd));
}

function resumed(contest: Contest, closesAt: number, at: number): Contest {
	const turn = turnOf(contest);
	const pauses = [...turn.pauses, { from: turn.closesAt, to: at }];
	return withTurn(contest, { stage: 'open', closesAt, pauses });
}

function revealed(contest: Contest, event: RevealedEvent): Contest {
	const turn = turnOf(contest);
	const { kind } = questionOf(contest, event.q);
	const judged = event.judged.map(([sbd, value, ms, right]): Judged => ({
		sbd,
		value,
		ms,
		right: right === 1
	}));
	const gone = new Set(event.out);
	const voided = event.everyoneFailed === 'void';
	const spared = voided && unplayed(contest, 'spare').length > 0;
	const changed = judged.map((j) => {
		const c = contestantOf(contest, j.sbd);
		if (kind === 'rescue' || c.status !== 'in' || voided) return c;
		const leaves = gone.has(j.sbd);
		return {
			...c,
			status: leaves ? ('out' as const) : c.status,
			outAt: leaves ? turn.turn : c.outAt,
			// Missing the bell question survives nothing; on every other question who stays has survived it (BE4).
			survived: leaves || (kind === 'bell' && !j.right) ? c.survived : turn.turn,
			correct: c.correct + (j.right ? 1 : 0),
			timeMs: c.timeMs + (j.right ? (j.ms ?? 0) : 0)
		};
	});
	const next = withTurn(withContestants(contest, changed), {
		stage: 'revealed',
		judged: new Map(judged.map((j) => [j.sbd, j])),
		out: event.out,
		everyoneFailed: event.everyoneFailed
	});
	const line = {
		q: event.q,
		turn: turn.turn,
		ordinal: turn.ordinal,
		kind,
		judged: judged.length,
		right: judged.filter((j) => j.right).length,
		out: event.out.length,
		left: onFloor(next),
		voided: spared
	};
	return {
		...next,
		played: [...contest.played, line],
		returning: event.returning,
		over: contest.over || event.everyoneFailed === 'end'
	};
}

function rescued(contest: Contest, event: Extract<ContestEvent, { type: 'rescued' }>): Contest {
	const afterTurn = turnOf(contest).turn;
	const back = event.sbds.map((sbd) => ({
		...contestantOf(contest, sbd),
		status: 'in' as const,
		rescuedAt: afterTurn
	}));
	const { trigger, choice, sbds, seed } = event;
	return {
		...withContestants(contest, back),
		returning: null,
		justRescued: sbds,
		scene: null,
		triggersDone: settled(contest, trigger),
		rescues: [...contest.rescues, { afterTurn, trigger, choice, sbds, seed }]
	};
}
