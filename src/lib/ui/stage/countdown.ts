import type { StageView } from '$lib/protocol/stage';

/** From how many seconds on the countdown is urgent. */
export const lastSeconds = 5;

export interface Countdown {
	/** What the ring says: whole seconds, rounded up, so that 0 means that the time is up. */
	seconds: number;
	/** How much of the time is left, from 0 to 1. More than the limit (extended) counts as full. */
	share: number;
	urgent: boolean;
	/** The time is up, or the host has closed early. */
	over: boolean;
}

/** The countdown of a question at the moment `now` (database clock, ms); null before it is opened (PH1). */
export function countdown(question: NonNullable<StageView['question']>, now: number): Countdown | null {
	if (question.state === 'presented') return null;
	const left = leftMs(question, now);
	const seconds = Math.ceil(left / 1000);
	return {
		seconds,
		share: question.limitMs > 0 ? Math.min(1, left / question.limitMs) : 0,
		urgent: question.state === 'open' && seconds > 0 && seconds <= lastSeconds,
		over: question.state !== 'paused' && left === 0
	};
}

function leftMs({ state, closesAt, leftMs }: NonNullable<StageView['question']>, now: number): number {
	if (state === 'open') return Math.max(0, closesAt - now);
	return state === 'paused' ? Math.max(0, leftMs) : 0;
}
