import type { Interruption } from '$lib/contest/events';
import { m } from '$lib/paraglide/messages';
import type { LogLine } from '$lib/protocol/host';
import { questionName } from './questions';

/** What happens in the course of a contest, in the words of console, desk and record. */

/** What came between the contestants and a question (PH11), in sentences. */
export function interruptedText(question: string, { phones, unavailableMs, clockMs }: Interruption): string {
	const seconds = (ms: number) => Math.round(Math.abs(ms) / 1000);
	return [
		phones > 0 ? m.host_interrupted_phones({ question, n: phones }) : '',
		unavailableMs > 0 ? m.host_interrupted_server({ question, n: seconds(unavailableMs) }) : '',
		clockMs > 0 ? m.host_interrupted_clock_on({ question, n: seconds(clockMs) }) : '',
		clockMs < 0 ? m.host_interrupted_clock_back({ question, n: seconds(clockMs) }) : ''
	]
		.filter(Boolean)
		.join(' ');
}

/** A step that may be, or was, taken back (JU3): `đóng câu 5`. `question`: which one it belonged to. */
export function undoneText(step: string, question: LogLine['question']): string {
	const of = { question: question ? questionName(question) : '' };
	const steps: Record<string, () => string> = {
		started: m.host_undo_started,
		paired: m.host_undo_paired,
		presented: () => m.host_undo_presented(of),
		closed: () => m.host_undo_closed(of),
		voided: () => m.host_undo_voided(of),
		boardsJudged: () => m.host_undo_boardsJudged(of),
		cut: m.host_undo_cut,
		rescued: m.host_undo_rescued,
		rescueDeclined: m.host_undo_rescueDeclined,
		finished: m.host_undo_finished
	};
	return steps[step]?.() ?? step;
}

/** What a contestant may become (CO3). */
export const statusNames: Record<string, () => string> = {
	registered: m.host_status_registered,
	checkedIn: m.host_status_checkedIn,
	in: m.host_status_in,
	out: m.host_status_out,
	reserve: m.host_status_reserve,
	disqualified: m.host_status_disqualified,
	withdrawn: m.host_status_withdrawn
};

/** What became of everyone's failing the same question (EL5). */
export const everybodyFailed = {
	stay: m.host_failed_stay,
	void: m.host_failed_void,
	rescue: m.host_failed_rescue,
	end: m.host_failed_end
};
