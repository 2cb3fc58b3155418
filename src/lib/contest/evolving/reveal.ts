import { unplayed } from '../course';
import type { BoardsJudgedEvent, Effect, RevealedEvent } from '../events';
import {
	countsAsMain,
	onFloor,
	questionOf,
	type Contest,
	type Contestant,
	type Judged,
	type PlayedTurn,
	type RoundScore,
	type Turn
} from '../state';
import { excusedOf, roundOf } from '../verdicts';
import { contestantOf, turnOf, withContestants, withTurn } from './shared';

export function revealed(contest: Contest, event: RevealedEvent): Contest {
	const judged = new Map([
		...event.judged.map(([sbd, value, ms, right]): [number, Judged] => [
			sbd,
			{ sbd, value, ms, right: right === 1, board: false }
		]),
		...boardsOf(contest, event)
	]);
	if (event.marking) return withTurn(contest, { stage: 'marking', judged });
	return applied(contest, judged, event);
}

export function boardsJudged(contest: Contest, event: BoardsJudgedEvent): Contest {
	return applied(contest, new Map([...turnOf(contest).judged, ...boardsOf(contest, event)]), event);
}

function boardsOf(contest: Contest, event: RevealedEvent | BoardsJudgedEvent): [number, Judged][] {
	const ms = questionOf(contest, event.q).limitMs;
	return (event.boards ?? []).map(([sbd, right]) => [
		sbd,
		{ sbd, value: null, ms, right: right === 1, board: true }
	]);
}

/** The verdicts take effect: who leaves, what each has to her credit, and the question's line in the history. */
function applied(contest: Contest, judged: ReadonlyMap<number, Judged>, effect: Effect): Contest {
	const turn = turnOf(contest);
	const { kind } = questionOf(contest, turn.q);
	const all = [...judged.values()];
	const voided = effect.everyoneFailed === 'void';
	const line: Omit<PlayedTurn, 'left'> = {
		q: turn.q,
		turn: turn.turn,
		ordinal: turn.ordinal,
		openedAt: turn.openedAt,
		pauses: turn.pauses,
		groups: turn.groups,
		boards: turn.boards,
		everyoneFailed: effect.everyoneFailed,
		kind,
		round: roundOf(contest, turn.q),
		roster: all.map((j) => j.sbd).sort((a, b) => a - b),
		right: all.flatMap((j) => (j.right ? [j.sbd] : [])).sort((a, b) => a - b),
		out: effect.out,
		excused: [...excusedOf(turn, all)],
		voided: voided && unplayed(contest, 'spare').length > 0,
		corrected: null
	};
	const judges = kind !== 'rescue' && !voided;
	const changed = judges ? all.flatMap((j) => credited(contest, turn, line, j)) : [];
	const next = withTurn(withContestants(contest, changed), {
		stage: 'revealed',
		judged,
		out: effect.out,
		everyoneFailed: effect.everyoneFailed
	});
	return {
		...next,
		played: [...contest.played, { ...line, left: onFloor(next) }],
		returning: effect.returning,
		over: contest.over || effect.everyoneFailed === 'end'
	};
}

function credited(
	contest: Contest,
	turn: Turn,
	line: Omit<PlayedTurn, 'left'>,
	judged: Judged
): Contestant[] {
	const c = contestantOf(contest, judged.sbd);
	// Somebody may have been disqualified since the opening: she is judged for the record, but nothing follows.
	if (c.status !== 'in') return [];
	const leaves = line.out.includes(c.sbd);
	// Missing the bell question survives nothing; on every other question who stays has survived it (BE4).
	const survives = !leaves && !(line.kind === 'bell' && !judged.right);
	return [
		{
			...c,
			status: leaves ? 'out' : c.status,
			outAt: leaves ? turn.turn : c.outAt,
			survived: survives ? turn.turn : c.survived,
			passed: c.passed + (survives ? 1 : 0),
			correct: c.correct + (judged.right ? 1 : 0),
			timeMs: c.timeMs + (judged.right ? (judged.ms ?? 0) : 0),
			inRound: countsAsMain(line.kind) ? scored(c.inRound, line, judged) : c.inRound
		}
	];
}

/** What she has in the round, with this question; a new round begins with nothing. */
function scored(before: RoundScore, line: Omit<PlayedTurn, 'left'>, judged: Judged): RoundScore {
	const { round } = line;
	const so = before.round === round ? before : { round, misses: 0, correct: 0, timeMs: 0 };
	const forgiven = line.everyoneFailed === 'stay' || line.excused.includes(judged.sbd);
	return {
		round,
		misses: so.misses + (judged.right || forgiven ? 0 : 1),
		correct: so.correct + (judged.right ? 1 : 0),
		timeMs: so.timeMs + (judged.right ? (judged.ms ?? 0) : 0)
	};
}
