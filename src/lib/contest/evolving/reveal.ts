import { unplayed } from '../course';
import type { BoardsJudgedEvent, Effect, RevealedEvent } from '../events';
import {
	countsAsMain,
	onFloor,
	preparedOf,
	questionOf,
	type Contest,
	type Contestant,
	type Judged,
	type PlayedTurn,
	type RoundScore
} from '../state';
import { missedBy } from '../lives';
import type { QuestionKind } from '../setup';
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
	const wanted = kind === 'rescue' ? 'out' : 'in';
	// Somebody may have been disqualified since the opening: she is judged for the record, but nothing follows.
	const here = all.filter((j) => contestantOf(contest, j.sbd).status === wanted);
	// Without a spare to play instead, a question that everyone failed counts, and nobody leaves (EL5).
	const voided = effect.everyoneFailed === 'void' && unplayed(contest, 'spare').length > 0;
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
		here: here.map((j) => j.sbd),
		survivors: voided ? [] : survivorsOf(kind, effect, here),
		returning: effect.returning ?? [],
		rules: preparedOf(contest).rules,
		excused: [...excusedOf(turn, all)],
		voided,
		corrected: null
	};
	const judges = kind !== 'rescue' && !voided;
	const changed = judges ? here.map(credit(contest, line)) : [];
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

/** Missing the bell question survives nothing; on every other question who stays has survived it (BE4). */
function survivorsOf(kind: QuestionKind, { out }: Effect, here: readonly Judged[]): number[] {
	const gone = new Set(out);
	if (kind === 'rescue') return [];
	return here.flatMap((j) => ((kind === 'bell' ? j.right : !gone.has(j.sbd)) ? [j.sbd] : []));
}

/** What a question leaves with each whom it judged. */
function credit(contest: Contest, line: Omit<PlayedTurn, 'left'>): (judged: Judged) => Contestant {
	const out = new Set(line.out);
	const survivors = new Set(line.survivors);
	const missed = missedBy(line);
	return (judged) => {
		const c = contestantOf(contest, judged.sbd);
		const survived = survivors.has(c.sbd);
		const right = judged.right ? 1 : 0;
		const timeMs = judged.right ? (judged.ms ?? 0) : 0;
		const before = scoreIn(c.inRound, line.round);
		const misses = before.misses + (missed(c.sbd) ? 1 : 0);
		return {
			...c,
			...(out.has(c.sbd) ? { status: 'out', outAt: line.turn, outBy: 'question' } : {}),
			survived: survived ? line.turn : c.survived,
			passed: c.passed + (survived ? 1 : 0),
			correct: c.correct + right,
			timeMs: c.timeMs + timeMs,
			inRound: countsAsMain(line.kind)
				? { ...before, misses, correct: before.correct + right, timeMs: before.timeMs + timeMs }
				: c.inRound
		};
	};
}

/** What she has in the round so far; a new round begins with nothing. */
function scoreIn(before: RoundScore, round: number): RoundScore {
	return before.round === round ? before : { round, misses: 0, correct: 0, timeMs: 0 };
}
