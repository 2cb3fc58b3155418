import type { PhoneView, You } from '$lib/protocol/phone';
import { countsAsMain, onFloor, preparedOf, questionOf, type Contest, type Turn } from '../state';
import { personOf, podium, questionView, revealView, type NameOf } from './shared';

/** What all phones see alike. A contest closed by its deadline looks as it did open: the phone knows the moment. */
export function phoneView(contest: Contest, nameOf: NameOf): Omit<PhoneView, 'you'> {
	const ringer = contest.bellRinger;
	return {
		v: contest.version,
		phase: contest.phase,
		left: contest.phase === 'running' || contest.phase === 'finished' ? onFloor(contest) : 0,
		question: contest.phase === 'finished' ? null : phoneQuestion(contest),
		reveal: contest.phase === 'finished' ? null : revealView(contest),
		bellRinger: ringer === null ? null : personOf(ringer, nameOf),
		podium: podium(contest, nameOf, 3)
	};
}

function phoneQuestion(contest: Contest): PhoneView['question'] {
	const turn = contest.turn;
	if (!turn) return null;
	const { rules } = preparedOf(contest);
	const question = questionOf(contest, turn.q);
	const seen = questionView(contest, question, turn.ordinal);
	const hidden = turn.stage === 'presented';
	// While it is read out phones have at most the stem, and nothing to tap (PH1).
	const text = hidden && !rules.phonesReadAlong ? '' : seen.text;
	return {
		...seen,
		text,
		options: hidden ? [] : seen.options,
		state: turn.stage === 'closed' ? 'open' : turn.stage,
		closesAt: turn.closesAt,
		leftMs: turn.leftMs,
		locks: rules.firstChoiceLocks
	};
}

/**
 * The part that differs by seat, for any seat. Equal for all of a class (all who were right, …), so that each class
 * is encoded once. Made once per fan-out, so that a seat costs no search.
 */
export function youViews(contest: Contest): (sbd: number) => You | null {
	const turn = contest.turn;
	const back = new Set(contest.justRescued);
	const ranks = new Map(contest.ranking?.map((r) => [r.sbd, r.rank]));
	return (sbd) => {
		const contestant = contest.contestants.get(sbd);
		if (!contestant) return null;
		return {
			status: contestant.status,
			verdict: verdictOf(turn, sbd),
			plays: turn !== null && turn.stage !== 'revealed' && playsTurn(contest, turn, sbd),
			rescued: back.has(sbd),
			outAt: contestant.status === 'out' ? ordinalOfTurn(contest, contestant.outAt) : null,
			rank: ranks.get(sbd) ?? null
		};
	};
}

function verdictOf(turn: Turn | null, sbd: number): You['verdict'] {
	const judged = turn?.stage === 'revealed' ? turn.judged.get(sbd) : undefined;
	if (!judged) return null;
	if (judged.value === null) return 'none';
	return judged.right ? 'right' : 'wrong';
}

/** Whether the question on the floor takes, or will take, an answer from this seat (EL1). */
function playsTurn(contest: Contest, turn: Turn, sbd: number): boolean {
	if (turn.stage !== 'presented') return turn.roster.has(sbd);
	const wanted = questionOf(contest, turn.q).kind === 'rescue' ? 'out' : 'in';
	return contest.contestants.get(sbd)?.status === wanted;
}

/** What the room called the main question of that turn; tie-breaks and the like have no number that says much. */
function ordinalOfTurn(contest: Contest, turn: number | null): number | null {
	const played = contest.played.find((t) => t.turn === turn);
	return played && countsAsMain(played.kind) ? played.ordinal : null;
}
