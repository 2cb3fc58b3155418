import type { RescueChoice, Rules } from './rules';
import type { Prepared, Rank, RescueTrigger, Scene, Status } from './state';

/** Everything that can happen in a contest (JU2). Contestants appear by SBD, never by name. */
export type ContestEvent =
	| { type: 'prepared'; prepared: Prepared }
	| { type: 'registered'; contestants: { sbd: number; unit: string }[] }
	| { type: 'checkedIn'; sbds: number[] }
	| { type: 'started' }
	| { type: 'presented'; q: number }
	| { type: 'opened'; q: number; closesAt: number }
	| { type: 'extended'; closesAt: number }
	| { type: 'paused'; leftMs: number }
	| { type: 'resumed'; closesAt: number }
	| { type: 'closed'; q: number; by: 'host' | 'deadline' }
	| { type: 'groupJudged'; q: number; form: string; right: boolean }
	| RevealedEvent
	| { type: 'bellRung'; sbd: number }
	| {
			type: 'rescued';
			trigger: RescueTrigger;
			choice: RescueChoice | 'question';
			sbds: number[];
			seed: string;
			/** The host changed the proposed list by hand (RE4). */
			byHand: boolean;
	  }
	| { type: 'rescueDeclined'; trigger: RescueTrigger }
	| { type: 'statusSet'; sbd: number; status: Status; reason: string }
	| { type: 'sceneCalled'; scene: Scene | null }
	| { type: 'finished'; ranking: Rank[] };

/** The verdicts of a question in one event (EL4, EL6). */
export interface RevealedEvent {
	type: 'revealed';
	q: number;
	/** Who was judged, what each answered and how long it took: [SBD, answer, ms, right]. */
	judged: [sbd: number, value: string | null, ms: number | null, right: 0 | 1][];
	/** Who left the floor. */
	out: number[];
	/** Who is left on it. */
	left: number[];
	everyoneFailed: Rules['everyoneFails'] | null;
	/** Of a rescue question: who may return, until the host confirms (RE4). */
	returning: number[] | null;
	/** SHA-256 of the recorded answers that were judged. */
	digest: string;
}

/** An event in its place in the log. */
export interface LoggedEvent {
	seq: number;
	/** ms since 1970, database time. */
	at: number;
	event: ContestEvent;
}

/** People taking seats: these move the version, but not the course of the show. */
export function movesTheShow(event: ContestEvent): boolean {
	return event.type !== 'registered' && event.type !== 'checkedIn';
}
