import type { Change } from './corrections';
import type { ContestEvent, Interruption, Registered } from './events';
import type { RescueChoice, Rules } from './rules';
import type { Prepared, RescueTrigger, Scene } from './state';

/** A recorded answer, as the database holds it. */
export interface RecordedAnswer {
	sbd: number;
	value: string;
	/** ms since 1970, database time. */
	receivedAt: number;
}

/** What a judge or host may make of a contestant (JU1, CO3). */
export const statusActs = [
	'disqualified',
	'withdrawn',
	'eliminated',
	'reinstated',
	'reserve',
	'admitted'
] as const;
export type StatusAct = (typeof statusActs)[number];

/** What somebody wants to happen. Whatever the engine can't know (answers, seeds, lost lines) comes in with it. */
export type Command =
	| { type: 'prepare'; prepared: Prepared }
	| { type: 'changeRules'; rules: Rules; reason: string }
	| { type: 'register'; contestants: Registered[] }
	| { type: 'checkIn'; sbds: number[] }
	| { type: 'rollCall'; sbds: number[] }
	| { type: 'setBoards'; sbds: number[]; paper: boolean }
	| { type: 'start' }
	| { type: 'pair'; seed: string }
	| { type: 'present'; q: number }
	| { type: 'open' }
	| { type: 'extend'; ms: number }
	| { type: 'pause' }
	| { type: 'resume' }
	| { type: 'askAudience'; said: [answer: string, count: number][] }
	| { type: 'close'; absent: number[] }
	| { type: 'deadline'; absent: number[] }
	| { type: 'reopen'; ms: number }
	| { type: 'void'; reason: string }
	| ({ type: 'noteInterruption'; q: number } & Interruption)
	| { type: 'passInterruption'; q: number }
	| { type: 'judgeGroup'; q: number; form: string; written?: string | undefined; right: boolean }
	| { type: 'judgeAbsent'; q: number; sbds: number[]; stay: boolean }
	| { type: 'markBoards'; q: number; wrong: number[] }
	| { type: 'reveal'; answers: RecordedAnswer[]; digest: string }
	| CorrectCommand
	| { type: 'cut' }
	| {
			type: 'rescue';
			trigger: RescueTrigger;
			choice: RescueChoice | 'question';
			sbds: number[];
			seed: string;
			byHand: boolean;
			quota?: number | undefined;
			percent?: boolean | undefined;
	  }
	| { type: 'declineRescue'; trigger: RescueTrigger }
	| { type: 'setStatus'; sbd: number; to: StatusAct; reason: string }
	| { type: 'appeal'; sbd: number; turn: number; digest: string }
	| { type: 'answerAppeal'; no: number; upheld: boolean; reason: string }
	| { type: 'callScene'; scene: Scene | null; page?: number | undefined }
	| { type: 'undo'; seq: number }
	| { type: 'finish' }
	| { type: 'setAward'; sbd: number; award: number | null; reason: string };

/** Another verdict on a played question (JU1). */
export interface CorrectCommand {
	type: 'correct';
	turn: number;
	change: Change;
	reason: string;
	/** Those who would leave do leave; else it only brings back. */
	sendOff: boolean;
	/** Who comes and goes by the preview that the judge saw: if it has changed since, nothing happens. */
	seen: { back: number[]; off: number[] };
	/** What is recorded for the question. */
	answers: RecordedAnswer[];
}

export const refusals = [
	'contest/not_prepared',
	'contest/no_questions',
	'contest/already_running',
	'contest/not_running',
	'contest/finished',
	'contest/not_finished',
	'contest/nobody_checked_in',
	'seat/taken',
	'seat/full',
	'seat/unknown',
	'join/too_late',
	'boards/phones_only',
	'boards/paper_only',
	'boards/unknown',
	'boards/not_now',
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
	'question/not_voidable',
	'group/unknown',
	'absent/unknown',
	'lifeline/off',
	'lifeline/used',
	'lifeline/not_now',
	'pairs/not_due',
	'cut/not_due',
	'rescue/none_left',
	'rescue/after_bell',
	'rescue/not_eliminated',
	'rescue/nobody',
	'rescue/not_due',
	'correction/unknown',
	'correction/voided',
	'correction/unfit',
	'correction/no_change',
	'correction/changed',
	'status/impossible',
	'appeal/not_now',
	'appeal/twice',
	'appeal/unknown',
	'award/unknown',
	'undo/nothing',
	'reason/missing'
] as const;
export type Refusal = (typeof refusals)[number];

/** What a command comes to: what happens, or why nothing does. */
export type Decision = { ok: true; events: ContestEvent[] } | { ok: false; code: Refusal };

export const happens = (...events: ContestEvent[]): Decision => ({ ok: true, events });
export const refuse = (code: Refusal): Decision => ({ ok: false, code });

/** The command of a type. */
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
