import type { RescueChoice } from './rules';
import type { ContestEvent } from './events';
import type { Prepared, RescueTrigger, Scene } from './state';

/** A recorded answer, as the database holds it. */
export interface RecordedAnswer {
	sbd: number;
	value: string;
	/** ms since 1970, database time. */
	receivedAt: number;
}

/** What somebody wants to happen. Whatever the engine can't know (answers, seeds) comes in with it. */
export type Command =
	| { type: 'prepare'; prepared: Prepared }
	| { type: 'register'; contestants: { sbd: number; unit: string }[] }
	| { type: 'checkIn'; sbds: number[] }
	| { type: 'start' }
	| { type: 'present'; q: number }
	| { type: 'open' }
	| { type: 'extend'; ms: number }
	| { type: 'pause' }
	| { type: 'resume' }
	| { type: 'close' }
	| { type: 'deadline' }
	| { type: 'judgeGroup'; form: string; right: boolean }
	| { type: 'reveal'; answers: RecordedAnswer[]; digest: string }
	| {
			type: 'rescue';
			trigger: RescueTrigger;
			choice: RescueChoice | 'question';
			sbds: number[];
			seed: string;
			byHand: boolean;
	  }
	| { type: 'declineRescue'; trigger: RescueTrigger }
	| { type: 'setStatus'; sbd: number; to: 'disqualified' | 'withdrawn' | 'reinstated'; reason: string }
	| { type: 'callScene'; scene: Scene | null }
	| { type: 'finish' };

export const refusals = [
	'contest/not_prepared',
	'contest/no_questions',
	'contest/already_running',
	'contest/not_running',
	'contest/finished',
	'contest/nobody_checked_in',
	'seat/taken',
	'seat/full',
	'seat/unknown',
	'join/too_late',
	'question/unfinished',
	'question/played',
	'question/unknown',
	'question/not_next',
	'question/not_presented',
	'question/reading',
	'question/not_open',
	'question/not_paused',
	'question/not_closed',
	'question/not_due',
	'question/undecided',
	'group/unknown',
	'rescue/none_left',
	'rescue/after_bell',
	'rescue/not_eliminated',
	'rescue/nobody',
	'rescue/not_due',
	'status/impossible'
] as const;
export type Refusal = (typeof refusals)[number];

/** What a command comes to: what happens, or why nothing does. */
export type Decision = { ok: true; events: ContestEvent[] } | { ok: false; code: Refusal };

export const happens = (...events: ContestEvent[]): Decision => ({ ok: true, events });
export const refuse = (code: Refusal): Decision => ({ ok: false, code });
