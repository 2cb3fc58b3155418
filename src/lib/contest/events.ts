import type { Change } from './corrections';
import type { RescueChoice, Rules } from './rules';
import type { Prepared, Rank, RescueTrigger, Scene, Status } from './state';

/** Everything that can happen in a contest (JU2). Contestants appear by SBD, never by name. */
export type ContestEvent =
	| { type: 'prepared'; prepared: Prepared }
	| { type: 'rulesChanged'; rules: Rules; reason: string }
	| { type: 'registered'; contestants: Registered[] }
	| { type: 'checkedIn'; sbds: number[] }
	| { type: 'boardsSet'; sbds: number[]; paper: boolean }
	| { type: 'started' }
	| { type: 'paired'; round: number; pairs: number[][]; seed: string }
	| { type: 'presented'; q: number; declined?: RescueTrigger }
	| { type: 'opened'; q: number; closesAt: number }
	| { type: 'extended'; closesAt: number }
	| { type: 'paused'; leftMs: number }
	| { type: 'resumed'; closesAt: number }
	| { type: 'lifelineUsed'; q: number; said: [answer: string, count: number][] }
	| { type: 'closed'; q: number; by: 'host' | 'deadline'; absent?: number[] }
	| { type: 'reopened'; q: number; closesAt: number }
	| ({ type: 'interrupted'; q: number } & Interruption)
	| { type: 'interruptionPassed'; q: number }
	| { type: 'voided'; q: number; reason: string }
	| { type: 'groupJudged'; q: number; form: string; written?: string; right: boolean }
	| { type: 'absentJudged'; q: number; sbds: number[]; stay: boolean }
	| { type: 'boardsMarked'; q: number; wrong: number[] }
	| RevealedEvent
	| BoardsJudgedEvent
	| { type: 'bellRung'; sbd: number }
	| CorrectedEvent
	| { type: 'cut'; round: number; out: number[]; left: number[] }
	| RescuedEvent
	| { type: 'rescueDeclined'; trigger: RescueTrigger }
	| ({ type: 'statusSet'; sbd: number; status: Status; reason: string } & Standing)
	| { type: 'appealed'; no: number; sbd: number; turn: number; digest: string }
	| { type: 'appealAnswered'; no: number; upheld: boolean; reason: string }
	| { type: 'sceneCalled'; scene: Scene | null; page?: number }
	| { type: 'undone'; seq: number }
	| { type: 'finished'; ranking: Rank[]; awards?: AwardOf[] }
	| { type: 'awardSet'; sbd: number; award: number | null; reason: string };

/** What came between the contestants and the open question (PH11). */
export interface Interruption {
	/** How many whom it asks lost their line and came back. */
	phones: number;
	/** How long no answer could be recorded, ms. */
	unavailableMs: number;
	/** By how much the clock jumped that the time is told by, ms; below 0: back. */
	clockMs: number;
}

export interface Registered {
	sbd: number;
	unit: string;
	/** Waits off the floor (CO3). */
	reserve?: true;
}

/** Who has which award, by its place in the list. */
export type AwardOf = [sbd: number, award: number];

/** The ranking anew, where something is changed after the end. */
export interface Standing {
	ranking?: Rank[];
	awards?: AwardOf[];
}

/** What the verdicts of a question do to the floor. */
export interface Effect {
	/** Who left the floor. */
	out: number[];
	everyoneFailed: Rules['everyoneFails'] | null;
	/** Of a rescue question: who may return, until the host confirms (RE4). */
	returning: number[] | null;
}

/** The verdicts of a question in one event (EL4, EL6). While boards wait for their marks nobody leaves yet (CO7). */
export interface RevealedEvent extends Effect {
	type: 'revealed';
	q: number;
	/** Who was judged by phone, what each answered and how long it took: [SBD, answer, ms, right]. */
	judged: [sbd: number, value: string | null, ms: number | null, right: 0 | 1][];
	/** Paper boards, if they were marked before; absent with `marking`. */
	boards?: [sbd: number, right: 0 | 1][];
	/** The boards are marked after the reveal: {@link BoardsJudgedEvent} follows. */
	marking?: true;
	/** Who is left on it. */
	left: number[];
	/** SHA-256 of the recorded answers that were judged. */
	digest: string;
}

/** The paper boards of a revealed question, and what follows from all its verdicts (CO7). */
export interface BoardsJudgedEvent extends Effect {
	type: 'boardsJudged';
	q: number;
	boards: [sbd: number, right: 0 | 1][];
	left: number[];
}

/** Judges changed the verdicts of a question after its reveal (JU1). */
export interface CorrectedEvent extends Standing {
	type: 'corrected';
	turn: number;
	q: number;
	change: Change;
	reason: string;
	/** Whose verdict is another now: [SBD, ms of the answer, right]. */
	verdicts: [sbd: number, ms: number | null, right: 0 | 1][];
	/** Who comes back on the floor, and who leaves it. */
	back: number[];
	off: number[];
	everyoneFailed: Rules['everyoneFails'] | null;
	bellRinger: number | null;
	/** Who may return by a rescue question that the host has not confirmed yet. */
	returning: number[] | null;
}

export interface RescuedEvent {
	type: 'rescued';
	trigger: RescueTrigger;
	choice: RescueChoice | 'question';
	sbds: number[];
	seed: string;
	/** The host changed the proposed list by hand (RE4). */
	byHand: boolean;
	/** The number won, so that a draw can be repeated from the log (RE3). */
	quota?: number;
	percent?: boolean;
}

/** An event in its place in the log. */
export interface LoggedEvent {
	seq: number;
	/** ms since 1970, database time. */
	at: number;
	event: ContestEvent;
}

/**
 * How an event bears on the course of the show, which the host's next command must have seen (JU4): people taking seats
 * never, judges' acts only if they change the next step, everything else always.
 */
export function bearing(event: ContestEvent): 'none' | 'step' | 'course' {
	switch (event.type) {
		case 'registered':
		case 'checkedIn':
		case 'boardsSet':
		case 'appealed':
		case 'interrupted':
		case 'interruptionPassed':
			return 'none';
		case 'groupJudged':
		case 'absentJudged':
		case 'boardsMarked':
		case 'corrected':
		case 'statusSet':
		case 'rulesChanged':
		case 'appealAnswered':
		case 'awardSet':
			return 'step';
		default:
			return 'course';
	}
}
