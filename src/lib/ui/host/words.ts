import { m } from '$lib/paraglide/messages';
import type { HostQuestion, HostView, LogLine } from '$lib/protocol/host';
import type { SceneName } from '$lib/protocol/stage';

/** Texts of refusals, by code: the console meets all of them, so all are loaded. */
export function refusalText(code: string): string {
	const key = `error_${code.replace('/', '_')}`;
	const all: Record<string, unknown> = m;
	const text = all[key];
	return typeof text === 'function' ? String(text()) : m.error_server_unavailable();
}

/** `câu 7`, `câu cứu trợ`, … within a sentence. */
export function questionName({ kind, ordinal }: Pick<HostQuestion, 'kind' | 'ordinal'>): string {
	switch (kind) {
		case 'main':
			return m.host_question_main({ n: ordinal });
		case 'spare':
			return m.host_question_spare({ n: ordinal });
		case 'rescue':
			return m.host_question_rescue();
		case 'tiebreak':
			return m.host_question_tiebreak({ n: ordinal });
		case 'bell':
			return m.host_question_bell();
	}
}

/** The same at the beginning of a line. */
export function questionTitle(question: Pick<HostQuestion, 'kind' | 'ordinal'>): string {
	const name = questionName(question);
	return name.charAt(0).toUpperCase() + name.slice(1);
}

export const stateNames = {
	presented: m.host_state_presented,
	open: m.host_state_open,
	paused: m.host_state_paused,
	closed: m.host_state_closed,
	revealed: m.host_state_revealed
};

export const sceneNames: Record<SceneName, () => string> = {
	join: m.host_scene_join,
	floor: m.host_scene_floor,
	question: m.host_scene_question,
	standings: m.host_scene_standings,
	blank: m.host_scene_blank,
	reveal: m.host_scene_reveal,
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

const triggers = {
	host: m.host_trigger_host,
	after_question: m.host_trigger_after_question,
	at_most: m.host_trigger_at_most,
	at_most_percent: m.host_trigger_at_most_percent,
	floor_empty: m.host_trigger_floor_empty
};

/** The big button: what it says, and what to know before pressing it. */
export function stepText(view: HostView, undecided: boolean): { title: string; say: string } {
	const { next } = view;
	switch (next.step) {
		case 'prepare':
		case 'start':
			return { title: m.host_step_start(), say: m.host_step_start_say({ n: view.counts.checkedIn }) };
		case 'present': {
			const [question] = view.upcoming;
			return { title: m.host_step_present({ question: question ? questionName(question) : '' }), say: '' };
		}
		case 'chooseTopic':
			return { title: m.host_step_choose_topic(), say: '' };
		case 'open':
			return {
				title: m.host_step_open(),
				say: m.host_step_open_say({ seconds: (view.question?.limitMs ?? 0) / 1000 })
			};
		case 'close':
			return { title: m.host_step_close(), say: m.host_step_close_say() };
		case 'resume':
			return { title: m.host_step_resume(), say: '' };
		case 'reveal':
			return undecided
				? { title: m.host_step_judge(), say: m.host_groups_say() }
				: { title: m.host_step_reveal(), say: m.host_step_reveal_say() };
		case 'confirmReturn':
			return { title: m.host_step_confirm_return(), say: '' };
		case 'rescue':
			return { title: m.host_step_rescue(), say: triggers[next.trigger]() };
		case 'finish':
			return { title: m.host_step_finish(), say: m.host_step_finish_say() };
		case 'done':
			return { title: m.host_step_done(), say: '' };
	}
}

const statusWords: Record<string, () => string> = {
	disqualified: m.host_status_disqualified,
	withdrawn: m.host_status_withdrawn,
	in: m.host_status_in,
	checkedIn: m.host_status_checkedIn
};

/** A line of the log as a sentence. */
export function logText({ type, params }: LogLine): string {
	const text = (name: string) => String(params[name] ?? '');
	const texts: Record<string, () => string> = {
		prepared: () => m.host_log_prepared({ n: text('n') }),
		registered: () => m.host_log_registered({ n: text('n') }),
		checkedIn: () => m.host_log_checkedIn({ sbds: text('sbds') }),
		started: m.host_log_started,
		presented: () => m.host_log_presented({ q: text('q') }),
		opened: () => m.host_log_opened({ q: text('q') }),
		extended: m.host_log_extended,
		paused: m.host_log_paused,
		resumed: m.host_log_resumed,
		closed: () => m.host_log_closed({ q: text('q') }),
		groupJudged: () =>
			(params.right === 1 ? m.host_log_groupJudged_right : m.host_log_groupJudged_wrong)({
				form: text('form')
			}),
		revealed: () =>
			m.host_log_revealed({ q: text('q'), right: text('right'), out: text('out'), left: text('left') }),
		bellRung: () => m.host_log_bellRung({ sbd: text('sbd') }),
		rescued: () => m.host_log_rescued({ n: text('n'), sbds: text('sbds') }),
		rescueDeclined: m.host_log_rescueDeclined,
		statusSet: () =>
			m.host_log_statusSet({
				sbd: text('sbd'),
				status: statusWords[text('status')]?.() ?? '',
				reason: text('reason')
			}),
		sceneCalled: () => {
			const scene = text('scene');
			const names: Record<string, () => string> = sceneNames;
			return m.host_log_sceneCalled({ scene: (names[scene] ?? m.host_scene_auto)() });
		},
		finished: () => m.host_log_finished({ n: text('n') })
	};
	return texts[type]?.() ?? type;
}
