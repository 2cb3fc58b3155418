import type { Interruption } from '$lib/contest/events';
import type { NameDoubt } from '$lib/protocol/common';
import { m } from '$lib/paraglide/messages';
import type { LogLine } from '$lib/protocol/host';
import type { SceneName } from '$lib/protocol/stage';
import { questionName } from '$lib/words/questions';

/** Texts of refusals, by code: the console meets all of them, so all are loaded. */
export function refusalText(code: string): string {
	const key = `error_${code.replace('/', '_')}`;
	const all: Record<string, unknown> = m;
	const text = all[key];
	return typeof text === 'function' ? String(text()) : m.error_server_unavailable();
}

/** What is doubtful about a typed name (CO2). */
export function doubtName(doubt: NameDoubt): string {
	return {
		insult: m.host_doubt_insult,
		office: m.host_doubt_office,
		letters: m.host_doubt_letters,
		same: m.host_doubt_same
	}[doubt]();
}

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

export const stateNames = {
	presented: m.host_state_presented,
	open: m.host_state_open,
	paused: m.host_state_paused,
	closed: m.host_state_closed,
	marking: m.host_state_marking,
	revealed: m.host_state_revealed,
	voided: m.host_state_voided
};

export const sceneNames: Record<SceneName, () => string> = {
	join: m.host_scene_join,
	floor: m.host_scene_floor,
	question: m.host_scene_question,
	standings: m.host_scene_standings,
	units: m.host_scene_units,
	awards: m.host_scene_awards,
	audience: m.host_scene_audience,
	last: m.host_scene_last,
	sponsors: m.host_scene_sponsors,
	blank: m.host_scene_blank,
	reveal: m.host_scene_reveal,
	pairs: m.host_scene_pairs,
	cut: m.host_scene_cut,
	rescue: m.host_scene_rescue,
	bell: m.host_scene_bell
};

/** What each letter of the floor means; see `floor` in the protocol. */
export const seatStates: Record<string, () => string> = {
	r: m.host_status_registered,
	c: m.host_status_checkedIn,
	i: m.host_status_in,
	o: m.host_status_out,
	v: m.host_status_reserve,
	d: m.host_status_disqualified,
	w: m.host_status_withdrawn,
	n: m.host_status_gone,
	b: m.host_status_back
};

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
