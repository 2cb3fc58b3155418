import type { Media, Question } from '$lib/bank/question';
import type { ContestEvent, Interruption } from './events';
import type { Award, RescueChoice, Round, Rules } from './rules';
import type { QuestionKind } from './setup';

/** CO3. A rescued contestant is `in` with {@link Contestant.rescuedAt}. */
export type Status = 'registered' | 'checkedIn' | 'in' | 'out' | 'reserve' | 'disqualified' | 'withdrawn';

export interface Contestant {
	sbd: number;
	unit: string;
	status: Status;
	/** Turn at which she left the floor last; null: never. */
	outAt: number | null;
	/** What sent her off then: a question's verdict, the cut at the end of a round, or the judges. */
	outBy: 'question' | 'cut' | 'judges' | null;
	/** Turn after which a rescue or the judges brought her back last; null: never. */
	rescuedAt: number | null;
	/** The last turn she survived on the floor; a later loss or rescue does not erase it (BE4). */
	survived: number;
	correct: number;
	/** Total answer time of the right answers, ms (BE4). */
	timeMs: number;
	/** How many questions she survived on the floor, for her unit (BE5). */
	passed: number;
	/** Plays with a paper board: staff mark it (CO7). */
	paper: boolean;
	/** What she did in the round that she played last: misses for `lives`, the score for `cut` (EL2). */
	inRound: RoundScore;
	/** What she was before she was disqualified or withdrew; a judge may bring that back. */
	was: Status | null;
}

export interface RoundScore {
	/** Index of the round; -1: none yet. */
	round: number;
	misses: number;
	correct: number;
	timeMs: number;
}

/** A picture, a sound or a film of a contest's question. */
export interface ContestMedia extends Media {
	/** Names it to phones and stages: can't be guessed, and says nothing of what it is (PH2). */
	token: string;
}

/** A question as this contest plays it: a copy that no edit of the bank changes (QU4). */
export interface ContestQuestion extends Question {
	media: ContestMedia[];
	/** 1, 2, 3 … within the contest; what messages and the log call it. */
	no: number;
	kind: QuestionKind;
	/** Index of the round of a main question; -1 for the other kinds. */
	round: number;
	limitMs: number;
	/** The question of the bank that it was copied from, so that an accepted variant can be taught to it (QU2). */
	bankId: string | null;
}

/** All that is fixed before the first question. */
export interface Prepared {
	title: string;
	organizer: string;
	rules: Rules;
	rounds: Round[];
	units: string[];
	questions: ContestQuestion[];
	awards: Award[];
}

/**
 * PH1. `paused` is `open` with the clock standing still (PH7). `marking`: the key is shown, and the paper boards are
 * being marked before anybody leaves (CO7). `voided`: taken out of the contest before its key was shown (JU1).
 */
export type QuestionStage = 'presented' | 'open' | 'paused' | 'closed' | 'marking' | 'revealed' | 'voided';

/** What became of one contestant at a reveal. */
export interface Judged {
	sbd: number;
	/** Her recorded answer; null: none. */
	value: string | null;
	/** From the opening to its receipt, pauses left out; null without an answer. */
	ms: number | null;
	right: boolean;
	/** Shown on a paper board and marked by staff (CO7). */
	board: boolean;
}

/** The question on the floor. */
export interface Turn {
	q: number;
	/** 1, 2, 3 … over all questions of the contest, in the order in which they were played. */
	turn: number;
	/** What the room calls it: the how-manyth of its kind. A spare counts as the main question it replaces. */
	ordinal: number;
	stage: QuestionStage;
	presentedAt: number;
	openedAt: number;
	/** End of the countdown, ms since 1970; while paused the moment of the pause. */
	closesAt: number;
	/** Left on the countdown while paused, ms. */
	leftMs: number;
	/** The host has closed it before its time was up (PH7). */
	early: boolean;
	pauses: readonly { from: number; to: number }[];
	/** Who was on the floor at the opening (EL1), or among the eliminated for a rescue question (RE2). */
	roster: ReadonlySet<number>;
	/** Who of them answers on a paper board (CO7). */
	boards: ReadonlySet<number>;
	/** Boards marked as wrong; null: not marked yet. */
	wrongBoards: ReadonlySet<number> | null;
	/** What came between, and the host has done nothing about yet (PH11). */
	interrupted: Interruption | null;
	/** Whose phone was off the line from the opening to the close: whether she stays; null until the judges say (EL3). */
	absent: ReadonlyMap<number, boolean | null>;
	/** Who plays for the bell (BE1). */
	bellPlayer: number | null;
	/** What the judges decided on groups of nearly right answers, by normal form (QU2). */
	groups: ReadonlyMap<string, boolean>;
	/** After the reveal. */
	judged: ReadonlyMap<number, Judged>;
	out: readonly number[];
	/** Which policy of EL5 took effect, if everyone failed. */
	everyoneFailed: Rules['everyoneFails'] | null;
}

/** A played question: what the floor's history and a later correction need of it. */
export interface PlayedTurn extends Pick<
	Turn,
	'q' | 'turn' | 'ordinal' | 'openedAt' | 'pauses' | 'groups' | 'everyoneFailed' | 'boards'
> {
	kind: QuestionKind;
	/** Index of the round that ruled it. */
	round: number;
	/** Who was judged, who of them was right, and who left because of it; by SBD. */
	roster: readonly number[];
	right: readonly number[];
	out: readonly number[];
	/** Of the roster whom the verdicts could touch: still on the floor at the reveal, or off it for a rescue question. */
	here: readonly number[];
	/** Who survived it on the floor (BE4): how far each has come follows from these lists. */
	survivors: readonly number[];
	/** Who might return by it, of a rescue question (RE2). */
	returning: readonly number[];
	/** The options under which it was played; a later change does not judge it anew. */
	rules: Rules;
	/** Excused by the judges though they did not answer (EL3). */
	excused: readonly number[];
	/** On the floor after it. */
	left: number;
	/** Does not count, and another is played in its place. */
	voided: boolean;
	/** Judges changed its verdicts after the reveal, or struck it out altogether (JU1). */
	corrected: 'verdicts' | 'void' | null;
}

/** Who left at the end of a round, by which scores (EL2). */
export interface CutRecord {
	round: number;
	afterTurn: number;
	scores: ReadonlyMap<number, { correct: number; timeMs: number }>;
	out: readonly number[];
}

/** An appeal of a contestant against a question (JU5). Its text lies outside the log. */
export interface Appeal {
	no: number;
	sbd: number;
	turn: number;
	answer: { upheld: boolean; reason: string } | null;
}

/** Something that the judges changed while the show went on, for the room to see. */
export interface CorrectionNotice {
	seq: number;
	turn: number;
	back: readonly number[];
	off: readonly number[];
}

export type RescueTrigger = 'host' | 'after_question' | 'at_most' | 'at_most_percent' | 'floor_empty';

export interface RescueRecord {
	afterTurn: number;
	trigger: RescueTrigger;
	choice: RescueChoice | 'question';
	sbds: readonly number[];
	seed: string;
	byHand: boolean;
}

/** What the host may take back (JU3): the last step of the show, and the contest as it would be without it. */
export interface Undoable {
	seq: number;
	type: ContestEvent['type'];
	without: Contest;
}

export const scenes = [
	'join',
	'floor',
	'question',
	'standings',
	'units',
	'awards',
	'audience',
	'last',
	'sponsors',
	'blank'
] as const;
/** What the host may put on the stage over what it shows by itself. */
export type Scene = (typeof scenes)[number];

export interface Rank {
	sbd: number;
	/** Equal ranks are shared: 1, 2, 2, 4. */
	rank: number;
	survived: number;
	correct: number;
	timeMs: number;
}

/** A contest: what folding its log gives (IN1). Never changed in place. */
export interface Contest {
	/** Number of the last event. */
	version: number;
	/** Number of the last event that moved the show on; people taking seats do not. A host's command names it (JU4). */
	course: number;
	phase: 'draft' | 'lobby' | 'running' | 'finished';
	prepared: Prepared | null;
	contestants: ReadonlyMap<number, Contestant>;
	/** On the floor when the contest started. */
	startedWith: number;
	turn: Turn | null;
	/** The last stage of the presenting turn is the revealed one; earlier turns are here. */
	played: readonly PlayedTurn[];
	rescues: readonly RescueRecord[];
	/** Triggers that have been acted on or declined, so that each proposes once. */
	triggersDone: ReadonlySet<string>;
	/** Right in the rescue question, waiting for the host's confirmation (RE4). */
	returning: readonly number[] | null;
	/** Brought back since the last reveal; the stage shows them. */
	justRescued: readonly number[];
	/** Left by the cut at the end of a round, until the next question (EL2). */
	justCut: readonly number[];
	bellRinger: number | null;
	/** Everyone failed and the rules end the contest there (EL5). */
	over: boolean;
	/** The pairs of a round, by its index (EL2). Who is in none plays alone. */
	pairs: ReadonlyMap<number, readonly (readonly number[])[]>;
	cuts: readonly CutRecord[];
	/** The question at which the last contestant asked the audience, and what it said (RE6). */
	lifeline: { q: number; said: readonly (readonly [answer: string, count: number])[] } | null;
	appeals: readonly Appeal[];
	/** The last correction since a question was presented. */
	notice: CorrectionNotice | null;
	undo: Undoable | null;
	/** Called by the host; null: the stage follows by itself. */
	scene: Scene | null;
	/** Which page of that scene the host shows; null: they turn by themselves. */
	scenePage: number | null;
	ranking: readonly Rank[] | null;
	/** Index of the award that a contestant has, once the contest has ended (BE5). */
	awards: ReadonlyMap<number, number>;
	/** Those that the judges have given or taken back since; they outlast a new ranking (BE5). */
	awardsByJudges: ReadonlyMap<number, number | null>;
}

export const newContest: Contest = {
	version: 0,
	course: 0,
	phase: 'draft',
	prepared: null,
	contestants: new Map(),
	startedWith: 0,
	turn: null,
	played: [],
	rescues: [],
	triggersDone: new Set(),
	returning: null,
	justRescued: [],
	justCut: [],
	bellRinger: null,
	over: false,
	pairs: new Map(),
	cuts: [],
	lifeline: null,
	appeals: [],
	notice: null,
	undo: null,
	scene: null,
	scenePage: null,
	ranking: null,
	awards: new Map(),
	awardsByJudges: new Map()
};

/** What was fixed before the start; throws in a draft, where no command that needs it is let through. */
export function preparedOf(contest: Contest): Prepared {
	if (!contest.prepared) throw new Error('the contest has not been prepared');
	return contest.prepared;
}

/** Question number `no`; throws when there is none, since numbers come from the contest itself. */
export function questionOf(contest: Contest, no: number): ContestQuestion {
	const question = preparedOf(contest).questions[no - 1];
	if (!question) throw new Error(`the contest has no question ${no}`);
	return question;
}

/** A spare is played in the place of a main question, and counts as one. */
export function countsAsMain(kind: QuestionKind): boolean {
	return kind === 'main' || kind === 'spare';
}

/** The contestants of a status, by SBD. */
export function withStatus(contest: Contest, ...statuses: Status[]): Contestant[] {
	return [...contest.contestants.values()]
		.filter((c) => statuses.includes(c.status))
		.sort((a, b) => a.sbd - b.sbd);
}

/** How many are on the floor now. */
export function onFloor(contest: Contest): number {
	let n = 0;
	for (const c of contest.contestants.values()) if (c.status === 'in') n++;
	return n;
}

/** Nothing is on the floor that waits for its end: the next question, a rescue or the end may follow. */
export function betweenQuestions(contest: Contest): boolean {
	const stage = contest.turn?.stage;
	return stage === undefined || stage === 'revealed' || stage === 'voided';
}

/** Whether the question on the floor has been opened and its key is not shown yet: open, paused or closed. */
export function awaitsReveal(turn: Turn | null): turn is Turn & { stage: 'open' | 'paused' | 'closed' } {
	return turn?.stage === 'open' || turn?.stage === 'paused' || turn?.stage === 'closed';
}

/** Whether the room has seen the key of the question on the floor (PH2). */
export function keyIsShown(turn: Turn | null): turn is Turn {
	return turn?.stage === 'revealed' || turn?.stage === 'marking';
}

/** Rescue and audience questions change nothing in the order of the others. */
export function isInterlude(kind: QuestionKind): boolean {
	return kind === 'rescue' || kind === 'audience';
}
