import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { bytesText } from '$lib/ui/common/bytes';
import { count } from '$lib/ui/common/count';
import type { Check, CheckId, State } from './judge';
import { sizeText } from './screen-words';

/** What the check of the hall says, in the language of the screen. */

export const checkName = (id: CheckId) =>
	({
		address: m.hall_address,
		stage: m.hall_stage,
		sound: m.hall_sound,
		clock: m.hall_clock,
		disk: m.hall_disk,
		backup: m.hall_backup,
		approved: m.hall_approved,
		questions: m.hall_questions,
		rules: m.hall_rules,
		capacity: m.hall_capacity,
		hand: m.hall_hand
	})[id]();

export const stateName = (state: State) =>
	({ ok: m.hall_state_ok, look: m.hall_state_look, todo: m.hall_state_todo })[state]();

/** How many checks are in which state; a state that none is in is not named. */
export function summary(checks: readonly Check[]): string {
	const counts = [
		['ok', m.hall_count_ok],
		['look', m.hall_count_look],
		['todo', m.hall_count_todo]
	] as const;
	return counts
		.map(([state, say]) => ({ n: checks.filter((check) => check.state === state).length, say }))
		.filter(({ n }) => n > 0)
		.map(({ n, say }) => say({ n }))
		.join(', ');
}

/** What was found, and what to do about it where there is something to do. */
export interface Said {
	found: string;
	todo?: string;
}

export function said(check: Check): Said {
	const { found, params } = check;
	switch (found) {
		case 'address_unused':
			return { found: m.hall_address_unused() };
		case 'address_alone':
			return { found: m.hall_address_alone(params), todo: m.hall_address_alone_todo() };
		case 'address_local':
			return { found: m.hall_address_local(params), todo: m.hall_address_local_todo() };
		case 'address_untried':
			return { found: m.hall_address_untried(params), todo: m.hall_address_untried_todo() };
		case 'address_reached':
			return { found: m.hall_address_reached({ address: params.address, time: hourText(params.at) }) };
		case 'address_long_ago':
			return {
				found: m.hall_address_long_ago({ address: params.address, time: dayText(params.at) }),
				todo: m.hall_address_long_ago_todo()
			};
		case 'stage_none':
			return { found: m.hall_stage_none(), todo: m.hall_stage_none_todo() };
		case 'stage_small':
			return { found: m.hall_stage_small({ size: sizeText(params) }), todo: m.hall_stage_small_todo() };
		case 'stage_window':
			return { found: m.hall_stage_window({ size: sizeText(params) }), todo: m.hall_stage_window_todo() };
		case 'stage_asleep':
			return { found: m.hall_stage_asleep({ size: sizeText(params) }), todo: m.hall_stage_asleep_todo() };
		case 'stage_muted':
			return { found: m.hall_stage_muted({ size: sizeText(params) }), todo: m.hall_stage_muted_todo() };
		case 'stage_ok':
			return { found: m.hall_stage_ok(params) };
		case 'sound_heard':
			return { found: m.hall_sound_heard() };
		case 'sound_unheard':
			return { found: m.hall_sound_unheard(), todo: m.hall_sound_unheard_todo() };
		case 'clock_measuring':
			return { found: m.hall_clock_measuring() };
		case 'clock_ok':
			return { found: m.hall_clock_ok({ n: params.seconds }) };
		case 'clock_here': {
			const say = params.ms < 0 ? m.hall_clock_here_slow : m.hall_clock_here_fast;
			return { found: say({ time: lengthText(params.ms) }), todo: m.hall_clock_here_todo() };
		}
		case 'clock_server': {
			const say = params.ms < 0 ? m.hall_clock_server_slow : m.hall_clock_server_fast;
			return { found: say({ time: lengthText(params.ms) }), todo: m.hall_clock_server_todo() };
		}
		case 'clock_database': {
			const say = params.ms < 0 ? m.hall_clock_database_slow : m.hall_clock_database_fast;
			return { found: say({ time: lengthText(params.ms) }), todo: m.hall_clock_database_todo() };
		}
		case 'clock_all':
			return { found: m.hall_clock_all(), todo: m.hall_clock_all_todo() };
		case 'disk_ok':
			return { found: m.hall_disk_ok(bytesIn(params)) };
		case 'disk_little':
			return { found: m.hall_disk_little(bytesIn(params)), todo: m.hall_disk_little_todo() };
		case 'disk_full':
			return { found: m.hall_disk_full(bytesIn(params)), todo: m.hall_disk_full_todo() };
		case 'disk_elsewhere':
			return {
				found: m.hall_disk_elsewhere({ database: bytesText(params.database) }),
				todo: m.hall_disk_elsewhere_todo()
			};
		case 'disk_unseen':
			return {
				found: m.hall_disk_unseen({ database: bytesText(params.database) }),
				todo: m.hall_disk_unseen_todo()
			};
		case 'backup_ok':
			return { found: m.hall_backup_ok({ time: dayText(params.at) }), todo: m.hall_backup_ok_todo() };
		case 'backup_old':
			return { found: m.hall_backup_old({ time: dayText(params.at) }), todo: m.hall_backup_todo() };
		case 'backup_never':
			return { found: m.hall_backup_never(), todo: m.hall_backup_todo() };
		case 'backup_elsewhere':
			return { found: m.hall_backup_elsewhere(), todo: m.hall_backup_elsewhere_todo() };
		case 'approved_ok':
			return { found: m.hall_approved_ok() };
		case 'approved_free':
			return { found: m.hall_approved_free() };
		case 'approved_missing':
			return { found: m.hall_approved_missing(params), todo: m.hall_approved_missing_todo() };
		case 'questions_ok':
			return { found: m.hall_questions_ok(params) };
		case 'questions_found':
			return { found: m.hall_questions_found({ list: weights(params) }), todo: m.hall_found_todo() };
		case 'rules_ok':
			return { found: m.hall_rules_ok() };
		case 'rules_found':
			return { found: m.hall_rules_found({ list: weights(params) }), todo: m.hall_found_todo() };
		case 'started':
			return { found: m.hall_started() };
		case 'capacity_ok':
			return { found: connections(m.hall_capacity_ok, params) };
		case 'capacity_low':
			return { found: connections(m.hall_capacity_low, params), todo: m.hall_capacity_low_todo() };
		case 'hand_left':
			return { found: m.hall_hand_left(params), todo: m.hall_hand_left_todo() };
		case 'hand_all':
			return { found: m.hall_hand_all(params) };
	}
}

function weights({ stops, warns }: { stops: number; warns: number }): string {
	return [
		...(stops > 0 ? [m.hall_found_stops({ n: stops })] : []),
		...(warns > 0 ? [m.hall_found_warns({ n: warns })] : [])
	].join(', ');
}

function connections(
	say: (params: { phones: string; handles: string }) => string,
	{ phones, handles, audience }: { phones: number; handles: number; audience: boolean }
): string {
	const sentence = say({ phones: count(phones), handles: count(handles) });
	return audience ? `${sentence} ${m.hall_capacity_audience()}` : sentence;
}

const bytesIn = ({ free, database }: { free: number; database: number }) => ({
	free: bytesText(free),
	database: bytesText(database)
});

/** A length of time without its sign: seconds below two minutes, then minutes. */
function lengthText(ms: number): string {
	const seconds = Math.round(Math.abs(ms) / 1000);
	return seconds < 120
		? m.hall_seconds({ n: seconds })
		: m.hall_minutes({ n: count(Math.round(seconds / 60)) });
}

/** An hour of today, as the clock on the wall tells it. */
export const hourText = (at: number) =>
	new Intl.DateTimeFormat(getLocale(), { hour: '2-digit', minute: '2-digit' }).format(at);

const dayText = (at: number) =>
	new Intl.DateTimeFormat(getLocale(), {
		hour: '2-digit',
		minute: '2-digit',
		day: 'numeric',
		month: 'numeric'
	}).format(at);
