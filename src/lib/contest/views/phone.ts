import type { PhoneView, You } from '$lib/protocol/phone';
import { partnersOf } from '../elimination';
import { livesLeft, roundNow, roundShown } from '../rounds';
import {
	awaitsReveal,
	betweenQuestions,
	countsAsMain,
	keyIsShown,
	onFloor,
	preparedOf,
	questionOf,
	type Contest,
	type Contestant,
	type QuestionStage,
	type Turn
} from '../state';
import { isAsked } from '../verdicts';
import { opensAt, personOf, podium, questionView, revealView, type NameOf } from './shared';
import { saidNow } from './stage';

/** What all phones see alike. A contest closed by its deadline looks as it did open: the phone knows the moment. */
export function phoneView(contest: Contest, nameOf: NameOf): Omit<PhoneView, 'you'> {
	const ringer = contest.bellRinger;
	return {
		v: contest.version,
		phase: contest.phase,
		left: contest.phase === 'running' || contest.phase === 'finished' ? onFloor(contest) : 0,
		question: contest.phase === 'finished' ? null : phoneQuestion(contest),
		reveal: contest.phase === 'finished' ? null : revealView(contest),
		round: roundView(contest),
		lifeline: saidNow(contest),
		corrected: correctedView(contest),
		bellRinger: ringer === null ? null : personOf(ringer, nameOf),
		podium: podium(contest, nameOf, 3)
	};
}

function roundView(contest: Contest): PhoneView['round'] {
	const now = roundShown(contest)?.round;
	if (!now) return null;
	const { name, elimination, keep: n, keepIsPercent: percent } = now;
	return { name, elimination, keep: elimination === 'cut' ? { n, percent } : null };
}

function correctedView({ notice, played }: Contest): PhoneView['corrected'] {
	const line = notice && played[notice.turn - 1];
	return line ? { ordinal: line.ordinal, back: notice.back.length, off: notice.off.length } : null;
}

/** A phone need not know when the door was shut, nor that boards are being marked: it has the countdown, and the key. */
const phoneStates: Record<QuestionStage, NonNullable<PhoneView['question']>['state']> = {
	presented: 'presented',
	open: 'open',
	paused: 'paused',
	closed: 'open',
	marking: 'revealed',
	revealed: 'revealed',
	voided: 'voided'
};

/** Whether phones get more of a question that is read out than that it is: by option its text, or the whole of it sealed (PH1, PH10). */
export function seeReading(contest: Contest): boolean {
	const { phonesReadAlong, sealedStart } = preparedOf(contest).rules;
	return phonesReadAlong || sealedStart;
}

function phoneQuestion(contest: Contest): PhoneView['question'] {
	const turn = contest.turn;
	if (!turn) return null;
	const { rules } = preparedOf(contest);
	const question = questionOf(contest, turn.q);
	const seen = questionView(contest, question, turn.ordinal);
	const hidden = turn.stage === 'presented';
	// While it is read out phones have at most the stem, and nothing to tap (PH1); by option it comes sealed (PH10).
	const unseen = hidden && (rules.sealedStart || !rules.phonesReadAlong);
	return {
		...seen,
		text: unseen ? '' : seen.text,
		media: unseen ? [] : seen.media,
		options: hidden ? [] : seen.options,
		turn: turn.turn,
		state: phoneStates[turn.stage],
		marking: turn.stage === 'marking',
		opensAt: opensAt(contest, turn),
		closesAt: turn.closesAt,
		leftMs: turn.leftMs,
		locks: rules.firstChoiceLocks,
		shuffle: rules.shuffleOptions,
		sealed: null,
		early: [],
		unseal: null
	};
}

/** Somebody in the audience, as far as the log knows her: not at all (CO5). */
export const onlooker: You = {
	status: null,
	verdict: null,
	plays: false,
	along: true,
	board: false,
	lives: null,
	partners: [],
	cut: false,
	rescued: false,
	restored: false,
	appeal: null,
	answered: null,
	outAt: null,
	rank: null,
	award: null,
	audience: null
};

/** Whether the question on the floor takes, or will take, answers of the audience, and by option of the eliminated (CO5). */
export function takesAlong(contest: Contest): { audience: boolean; eliminated: boolean } {
	const { turn } = contest;
	const asks = turn && !betweenQuestions(contest) && turn.stage !== 'marking';
	if (contest.phase !== 'running' || !asks) return { audience: false, eliminated: false };
	const { audience } = preparedOf(contest).rules;
	const rescue = questionOf(contest, turn.q).kind === 'rescue';
	return { audience: audience.joins, eliminated: audience.eliminatedPlay && !rescue };
}

/**
 * The part that differs by seat, for any seat: the same object for all of a class (all who were right, …), so that each class
 * is encoded once. Made once per fan-out, so that a seat costs no search.
 */
export function youViews(contest: Contest): (sbd: number) => You | null {
	const { turn } = contest;
	const back = new Set(contest.justRescued);
	const cut = new Set(contest.justCut);
	const restored = new Set(contest.notice?.back);
	const ranks = new Map(contest.ranking?.map((r) => [r.sbd, r.rank]));
	const now = roundNow(contest);
	const inPairs = now?.round.elimination === 'pairs';
	const countsLives = roundShown(contest)?.round.elimination === 'lives';
	const along = takesAlong(contest).eliminated;
	const awards = contest.prepared?.awards ?? [];
	const appealed = contest.appeals.map((a) => a.sbd);
	/** Of whom there is something to say that is said of few. */
	const single = new Set([
		...back,
		...cut,
		...restored,
		...ranks.keys(),
		...appealed,
		...contest.awards.keys()
	]);
	const classes = new Map<string, You>();
	return (sbd) => {
		const contestant = contest.contestants.get(sbd);
		if (!contestant) return null;
		const { status, outAt, paper } = contestant;
		const asked = turn !== null && playsTurn(contest, turn, contestant);
		const playsAlong = along && status === 'out' && !asked && !turn?.roster.has(sbd);
		const plays = asked || playsAlong;
		const verdict = verdictOf(turn, sbd);
		const lives = countsLives ? livesLeft(contest, sbd) : null;
		const appeal = appealOf(contest, turn, sbd);
		const alike = `${status} ${outAt} ${paper} ${plays} ${playsAlong} ${verdict} ${lives} ${appeal?.state}`;
		const hasClass = !inPairs && !single.has(sbd);
		const ofClass = hasClass ? classes.get(alike) : undefined;
		if (ofClass) return ofClass;
		const you: You = {
			status,
			verdict,
			plays,
			along: playsAlong,
			board: paper,
			lives,
			partners: inPairs ? partnersOf(contest, now.index, sbd) : [],
			cut: cut.has(sbd),
			rescued: back.has(sbd),
			restored: restored.has(sbd),
			appeal,
			answered: answeredOf(contest, turn, sbd),
			outAt: status === 'out' ? ordinalOfTurn(contest, outAt) : null,
			rank: ranks.get(sbd) ?? null,
			award: awards[contest.awards.get(sbd) ?? -1]?.name ?? null,
			audience: null
		};
		if (hasClass) classes.set(alike, you);
		return you;
	};
}

function verdictOf(turn: Turn | null, sbd: number): You['verdict'] {
	const judged = keyIsShown(turn) ? turn.judged.get(sbd) : undefined;
	if (!judged) return null;
	if (judged.value === null && !judged.board) return 'none';
	return judged.right ? 'right' : 'wrong';
}

/** Whether the question on the floor takes, or will take, an answer from this phone (EL1). */
function playsTurn(contest: Contest, turn: Turn, contestant: Contestant): boolean {
	const { kind } = questionOf(contest, turn.q);
	if (awaitsReveal(turn)) return isAsked(contest, turn, contestant) && !turn.boards.has(contestant.sbd);
	if (turn.stage !== 'presented' || contestant.paper) return false;
	if (kind === 'audience') return false;
	if (kind === 'bell') return turn.bellPlayer === contestant.sbd && contestant.status === 'in';
	return contestant.status === (kind === 'rescue' ? 'out' : 'in');
}

/** Her appeal against the question whose key is shown (JU5). */
function appealOf(contest: Contest, turn: Turn | null, sbd: number): You['appeal'] {
	if (!keyIsShown(turn) || !turn.roster.has(sbd)) return null;
	const appeal = contest.appeals.find((a) => a.sbd === sbd && a.turn === turn.turn);
	if (!appeal) return { state: 'may', reason: '' };
	if (!appeal.answer) return { state: 'sent', reason: '' };
	return { state: appeal.answer.upheld ? 'upheld' : 'rejected', reason: appeal.answer.reason };
}

/** An answer of the judges that came when the question was over must reach her all the same (JU5). */
function answeredOf(contest: Contest, turn: Turn | null, sbd: number): You['answered'] {
	const shown = keyIsShown(turn) ? turn.turn : 0;
	const appeal = contest.appeals.findLast((a) => a.sbd === sbd && a.answer && a.turn !== shown);
	if (!appeal?.answer) return null;
	return { ordinal: contest.played[appeal.turn - 1]?.ordinal ?? 0, ...appeal.answer };
}

/** What the room called the main question of that turn; tie-breaks and the like have no number that says much. */
function ordinalOfTurn(contest: Contest, turn: number | null): number | null {
	const played = contest.played.find((t) => t.turn === turn);
	return played && countsAsMain(played.kind) ? played.ordinal : null;
}
