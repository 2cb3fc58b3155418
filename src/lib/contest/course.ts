import { mainsPlayed } from './rescue';
import {
	betweenQuestions,
	countsAsMain,
	isInterlude,
	onFloor,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type ContestQuestion,
	type PlayedTurn
} from './state';
import type { QuestionKind } from './setup';

/** The questions of which one is played next by BE1 and BE3: one, several bell topics to choose from, or none at the end. */
export function nextQuestions(contest: Contest): number[] {
	const { rules } = preparedOf(contest);
	const last = contest.played.findLast((t) => !isInterlude(t.kind));
	const left = onFloor(contest);
	if (contest.over || left === 0 || (last?.kind === 'bell' && !last.voided)) return [];
	if (last?.voided && countsAsMain(last.kind)) {
		const spare = unplayed(contest, 'spare')[0];
		if (spare) return [spare.no];
	}
	const alone = left === 1;
	// Who is alone without anybody having been eliminated is not the last one left: she plays what there is.
	const skipsMain = alone && rules.bell.atOnce && withStatus(contest, 'out').length > 0;
	const main = unplayed(contest, 'main')[0];
	if (main && !skipsMain) return [main.no];
	if (alone) {
		const bells = unplayed(contest, 'bell').map((q) => q.no);
		return rules.bell.topicChoice ? bells : bells.slice(0, 1);
	}
	const tieBreak = unplayed(contest, 'tiebreak')[0];
	return tieBreak ? [tieBreak.no] : [];
}

/** Questions of a kind that have not been presented, in order. */
export function unplayed(contest: Contest, kind: QuestionKind): ContestQuestion[] {
	const seen = new Set(contest.played.map((t) => t.q));
	if (contest.turn) seen.add(contest.turn.q);
	return preparedOf(contest).questions.filter((q) => q.kind === kind && !seen.has(q.no));
}

/** The ordinal that a question of a kind will have when it is presented next. */
export function nextOrdinal(contest: Contest, kind: QuestionKind): number {
	if (countsAsMain(kind)) return mainsPlayed(contest) + 1;
	return contest.played.filter((t) => t.kind === kind).length + 1;
}

/** Whether the question that comes next is the bell question, or is chosen from several (BE1). */
export function bellIsNext(contest: Contest): boolean {
	if (contest.phase !== 'running' || !betweenQuestions(contest)) return false;
	const [next] = nextQuestions(contest);
	return next !== undefined && questionOf(contest, next).kind === 'bell';
}

/** Who plays for the bell, or has rung it (BE1, BE2); null before the bell question, and when it was struck out. */
export function bellPlayer(contest: Contest): number | null {
	if (contest.bellRinger !== null) return contest.bellRinger;
	const { turn } = contest;
	const asked = turn?.stage === 'voided' ? null : (turn?.bellPlayer ?? null);
	const player = asked ?? bellQuestion(contest)?.roster[0] ?? null;
	return player !== null && contest.contestants.get(player)?.status === 'in' ? player : null;
}

/** The bell question that was played, if it has not been struck out. */
function bellQuestion(contest: Contest): PlayedTurn | undefined {
	return contest.played.findLast((t) => t.kind === 'bell' && !t.voided && t.corrected !== 'void');
}

/** Who has rung the bell by what is on record: right in the bell question, and on the floor (BE2). */
export function ringerOf(contest: Contest): number | null {
	const bell = bellQuestion(contest);
	const here = bell?.here.find((sbd) => bell.right.includes(sbd)) ?? null;
	return here !== null && contest.contestants.get(here)?.status === 'in' ? here : null;
}

/**
 * The moment until which answers are taken (PH3): the deadline and the grace, also when the host closed early; a pause takes
 * none.
 */
export function acceptUntil(contest: Contest): number | null {
	const turn = contest.turn;
	if (turn?.stage === 'paused') return turn.closesAt;
	if (turn?.stage !== 'open' && turn?.stage !== 'closed') return null;
	return turn.closesAt + preparedOf(contest).rules.graceSeconds * 1000;
}
