import type { Level, QuestionType } from '$lib/bank/question';
import type { PlannedQuestion, QuestionKind } from '$lib/contest/setup';

/** A question of a bank as the set-up shows it. */
export interface FoundQuestion {
	bankId: string;
	bankTitle: string;
	type: QuestionType;
	text: string;
	topic: string;
	level: Level | '';
	explanation: string;
	answer: string;
	/** Of its own; null: those of its round. */
	seconds: number | null;
	approved: boolean;
	/** When a contest that played it ended last. */
	lastUsed: Date | null;
	/** Which part of all whom it has judged was right. */
	share: number | null;
}

/** A planned question; `found` is null when its bank has it no more. */
export interface PlannedRow extends PlannedQuestion {
	found: FoundQuestion | null;
}

/** A question that was drawn and is not in the contest yet. */
export interface DrawnRow extends FoundQuestion {
	id: string;
}

/** Where questions stand in a contest. */
export interface Place {
	kind: QuestionKind;
	/** -1 for all kinds but main questions. */
	round: number;
}

/** How forms and addresses name a place. */
export const placeName = ({ kind, round }: Place) => (kind === 'main' ? `main.${round}` : kind);
