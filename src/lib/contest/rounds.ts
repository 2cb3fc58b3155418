import { nextQuestions, unplayed } from './course';
import { drawOrder } from './draw';
import { cutLosers, roundScores } from './elimination';
import {
	betweenQuestions,
	countsAsMain,
	keyIsShown,
	onFloor,
	questionOf,
	withStatus,
	type Contest
} from './state';
import type { Round } from './rules';
import { roundAt, roundOf } from './verdicts';

/** The cut round that has been played to its end and whose lowest have to leave now (EL2); null: none. */
export function dueCut(contest: Contest): number | null {
	const last = contest.played.findLast((t) => countsAsMain(t.kind));
	if (contest.phase !== 'running' || !betweenQuestions(contest) || !last) return null;
	const { round } = last;
	const spareComes = last.voided && unplayed(contest, 'spare').length > 0;
	const isOver = !spareComes && !unplayed(contest, 'main').some((q) => q.round === round);
	const isDone = contest.cuts.some((c) => c.round === round);
	if (roundAt(contest, round)?.elimination !== 'cut' || !isOver || isDone || contest.over) return null;
	return onFloor(contest) > 0 ? round : null;
}

/** The cut that is due, and who leaves by it (EL2). */
export function cutNow(contest: Contest): { round: number; out: number[] } | null {
	const index = dueCut(contest);
	const round = index === null ? undefined : roundAt(contest, index);
	if (index === null || !round) return null;
	return { round: index, out: cutLosers(round, roundScores(contest, index)) };
}

/** The round of pairs that begins with the next question and has none yet (EL2); null: none. */
export function duePairs(contest: Contest): number | null {
	if (contest.phase !== 'running' || !betweenQuestions(contest)) return null;
	const [q] = nextQuestions(contest);
	const next = q === undefined ? undefined : questionOf(contest, q);
	if (next?.kind !== 'main' || contest.pairs.has(next.round)) return null;
	return roundAt(contest, next.round)?.elimination === 'pairs' ? next.round : null;
}

/** Random pairs of those on the floor, the same for the same seed; of an odd number three are together (EL2). */
export function drawPairs(contest: Contest, seed: string): number[][] {
	const drawn = drawOrder(
		withStatus(contest, 'in').map((c) => c.sbd),
		seed
	);
	const pairs: number[][] = [];
	for (let i = 0; i + 1 < drawn.length; i += 2) pairs.push(drawn.slice(i, i + 2));
	const odd = drawn.length % 2 === 1 ? drawn.at(-1) : undefined;
	if (odd !== undefined) {
		if (pairs.length > 0) pairs.at(-1)?.push(odd);
		else pairs.push([odd]);
	}
	return pairs;
}

/** The round that is being played: of the question on the floor, else of the one that comes next. */
export function roundNow(contest: Contest): { index: number; round: Round } | null {
	if (contest.phase !== 'running') return null;
	const [next] = betweenQuestions(contest) ? nextQuestions(contest) : [];
	const q = next ?? contest.turn?.q;
	if (q === undefined || !countsAsMain(questionOf(contest, q).kind)) return null;
	const index = roundOf(contest, q);
	const round = roundAt(contest, index);
	return round ? { index, round } : null;
}

/** The round of the question that everybody looks at, until the next is presented; without one the round that comes. */
export function roundShown(contest: Contest): ReturnType<typeof roundNow> {
	const { phase, turn } = contest;
	if (phase !== 'running' || !keyIsShown(turn) || !countsAsMain(questionOf(contest, turn.q).kind))
		return roundNow(contest);
	const index = roundOf(contest, turn.q);
	const round = roundAt(contest, index);
	return round ? { index, round } : null;
}

/** Lives that a contestant has left in the round that is shown, if it is one of lives (EL2). */
export function livesLeft(contest: Contest, sbd: number): number | null {
	const now = roundShown(contest);
	const c = contest.contestants.get(sbd);
	if (now?.round.elimination !== 'lives' || c?.status !== 'in') return null;
	const misses = c.inRound.round === now.index ? c.inRound.misses : 0;
	return Math.max(0, now.round.lives - misses);
}
