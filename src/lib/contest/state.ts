import type { Question } from '$lib/bank/question';
import type { RescueChoice, Round, Rules } from './rules';
import type { QuestionKind } from './setup';

/** CO3. A rescued contestant is `in` with {@link Contestant.rescuedAt}. */
export type Status = 'registered' | 'checkedIn' | 'in' | 'out' | 'reserve' | 'disqualified' | 'withdrawn';

export interface Contestant {
	sbd: number;
	unit: string;
	status: Status;
	/** Turn at which she left the floor last; null: never. */
	outAt: number | null;
	/** Turn after which she was brought back last; null: never. */
	rescuedAt: number | null;
	/** The last turn she survived on the floor; a later loss or rescue does not erase it (BE4). */
	survived: number;
	correct: number;
	/** Total answer time of the right answers, ms (BE4). */
	timeMs: number;
}

/** A question as this contest plays it: a copy that no edit of the bank changes (QU4). */
export interface ContestQuestion extends Question {
	/** 1, 2, 3 … within the contest; what messages and the log call it. */
	no: number;
	kind: QuestionKind;
	/** Index of the round of a main question; -1 for the other kinds. */
	round: number;
	limitMs: number;
}

/** All that is fixed before the first question. */
export interface Prepared {
	title: string;
	organizer: string;
	rules: Rules;
	rounds: Round[];
	units: string[];
	questions: ContestQuestion[];
}

/** PH1; `paused` is `open` with the clock standing still (PH7). */
export type QuestionStage = 'presented' | 'open' | 'paused' | 'closed' | 'revealed';

/** What became of one contestant at a reveal. */
export interface Judged {
	sbd: number;
	/** Her recorded answer; null: none. */
	value: string | null;
	/** From the opening to its receipt, pauses left out; null without an answer. */
	ms: number | null;
	right: boolean;
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
	pauses: readonly { from: number; to: number }[];
	/** Who was on the floor at the opening (EL1), or among the eliminated for a rescue question (RE2). */
	roster: ReadonlySet<number>;
	/** What the judges decided on groups of nearly right answers, by normal form (QU2). */
	groups: ReadonlyMap<string, boolean>;
	/** After the reveal. */
	judged: ReadonlyMap<number, Judged>;
	out: readonly number[];
	/** Which policy of EL5 took effect, if everyone failed. */
	everyoneFailed: Rules['everyoneFails'] | null;
}

/** A played question in a line, for results and for the floor's history. */
export interface PlayedTurn {
	q: number;
	turn: number;
	ordinal: number;
	kind: QuestionKind;
	judged: number;
	right: number;
	out: number;
	left: number;
	voided: boolean;
}

export type RescueTrigger = 'host' | 'after_question' | 'at_most' | 'at_most_percent' | 'floor_empty';

export interface RescueRecord {
	afterTurn: number;
	trigger: RescueTrigger;
	choice: RescueChoice | 'question';
	sbds: readonly number[];
	seed: string;
}

export const scenes = ['join', 'floor', 'question', 'standings', 'blank'] as const;
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
	bellRinger: number | null;
	/** Everyone failed and the rules end the contest there (EL5). */
	over: boolean;
	/** Called by the host; null: the stage follows by itself. */
	scene: Scene | null;
	ranking: readonly Rank[] | null;
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
	bellRinger: null,
	over: false,
	scene: null,
	ranking: null
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
