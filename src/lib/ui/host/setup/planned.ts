import type { Level, QuestionType } from '$lib/bank/question';
import type { PlannedQuestion, QuestionKind } from '$lib/contest/setup';

/** A planned question as the set-up shows it; `found` is null when its bank has it no more. */
export interface PlannedRow extends PlannedQuestion {
	found: {
		bankId: string;
		bankTitle: string;
		type: QuestionType;
		text: string;
		topic: string;
		level: Level | '';
		explanation: string;
		answer: string;
	} | null;
}

/** Where questions stand in a contest. */
export interface Place {
	kind: QuestionKind;
	/** -1 for all kinds but main questions. */
	round: number;
}

/** How forms and addresses name a place. */
export const placeName = ({ kind, round }: Place) => (kind === 'main' ? `main.${round}` : kind);
