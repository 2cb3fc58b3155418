import { nextOrdinal } from '../course';
import type { ContestEvent } from '../events';
import { settled } from '../rescue';
import { preparedOf, questionOf, withStatus, type Contest, type Turn } from '../state';
import { roundOf } from '../verdicts';
import { turnOf, withTurn } from './shared';

type EventOf<T extends ContestEvent['type']> = Extract<ContestEvent, { type: T }>;

export function presented(contest: Contest, { q, declined }: EventOf<'presented'>, at: number): Contest {
	const { kind } = questionOf(contest, q);
	const turn: Turn = {
		q,
		turn: contest.played.length + 1,
		ordinal: nextOrdinal(contest, kind),
		stage: 'presented',
		presentedAt: at,
		openedAt: 0,
		closesAt: 0,
		leftMs: 0,
		early: false,
		pauses: [],
		roster: new Set(),
		boards: new Set(),
		wrongBoards: null,
		interrupted: null,
		absent: new Map(),
		bellPlayer: kind === 'bell' ? (withStatus(contest, 'in')[0]?.sbd ?? null) : null,
		groups: new Map(),
		judged: new Map(),
		out: [],
		everyoneFailed: null
	};
	const triggersDone = declined ? settled(contest, declined) : contest.triggersDone;
	return { ...contest, turn, triggersDone, justRescued: [], justCut: [], notice: null, scene: null };
}

export function opened(contest: Contest, { q, closesAt }: EventOf<'opened'>): Contest {
	const roster = rosterOf(contest, q);
	return withTurn(contest, {
		stage: 'open',
		openedAt: closesAt - questionOf(contest, q).limitMs,
		closesAt,
		roster: new Set(roster.map((c) => c.sbd)),
		boards: new Set(roster.flatMap((c) => (c.paper ? [c.sbd] : [])))
	});
}

/**
 * Whom the question judges: the floor at its opening (EL1), the eliminated for a rescue question (RE2), who plays for the
 * bell alone (BE1), and nobody for a question to the audience (QU3).
 */
function rosterOf(contest: Contest, q: number) {
	const { kind } = questionOf(contest, q);
	if (kind === 'audience') return [];
	if (kind === 'rescue') return withStatus(contest, 'out');
	const floor = withStatus(contest, 'in');
	return kind === 'bell' ? floor.filter((c) => c.sbd === turnOf(contest).bellPlayer) : floor;
}

export function resumed(contest: Contest, closesAt: number, at: number): Contest {
	const turn = turnOf(contest);
	const pauses = [...turn.pauses, { from: turn.closesAt, to: at }];
	// Boards that were marked before there was more time may have changed.
	return withTurn(contest, {
		stage: 'open',
		closesAt,
		early: false,
		pauses,
		interrupted: null,
		wrongBoards: null
	});
}

/** One interruption after the other is one to the host. */
export function interrupted(contest: Contest, event: EventOf<'interrupted'>): Contest {
	const { turn } = contest;
	// Without a step that was taken back the question may not have been there (JU3).
	if (turn?.q !== event.q) return contest;
	const { phones = 0, unavailableMs = 0, clockMs = 0 } = turn.interrupted ?? {};
	return withTurn(contest, {
		interrupted: {
			phones: Math.max(phones, event.phones),
			unavailableMs: Math.max(unavailableMs, event.unavailableMs),
			clockMs: event.clockMs || clockMs
		}
	});
}

export function closed(contest: Contest, event: EventOf<'closed'>, at: number): Contest {
	const { stage, closesAt } = turnOf(contest);
	return withTurn(contest, {
		stage: 'closed',
		closesAt: Math.min(closesAt, at),
		early: event.by === 'host' && (stage === 'paused' || at < closesAt),
		absent: new Map(event.absent?.map((sbd) => [sbd, null]))
	});
}

/**
 * The question as it is when what ended it early is taken back: with the rest of its time, and the clock standing still
 * (JU3). With no time left there is nothing to stop: it closes by itself, as it would have (PH7).
 */
export function notClosed(contest: Contest, at: number): Contest {
	const turn = turnOf(contest);
	if (turn.stage !== 'open' || at >= turn.closesAt) return contest;
	return withTurn(contest, { stage: 'paused', closesAt: at, leftMs: turn.closesAt - at });
}

/** Taken out before its key was shown: it judges nobody, and another is played in its place (JU1). */
export function voided(contest: Contest): Contest {
	const turn = turnOf(contest);
	const { kind } = questionOf(contest, turn.q);
	const line = {
		...turn,
		kind,
		round: roundOf(contest, turn.q),
		roster: [...turn.roster].sort((a, b) => a - b),
		right: [],
		out: [],
		here: [],
		survivors: [],
		returning: [],
		rules: preparedOf(contest).rules,
		excused: [],
		left: withStatus(contest, 'in').length,
		voided: true,
		corrected: null
	};
	return { ...withTurn(contest, { stage: 'voided' }), played: [...contest.played, line], scene: null };
}
