import type { NameDoubt } from '$lib/protocol/common';
import { m } from '$lib/paraglide/messages';
import type { SceneName } from '$lib/protocol/stage';

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
