import type { Finding } from '$lib/contest/checks';
import type { PresetName } from '$lib/contest/presets';
import type { Round, Rules } from '$lib/contest/rules';
import type { QuestionKind } from '$lib/contest/setup';
import type { StageLook } from '$lib/protocol/stage';
import { m } from '$lib/paraglide/messages';
import { rescueChoiceNames } from '$lib/words/rules';
import { placeName } from './planned';

/** The names of things in the set-up of a contest, in the language of the screen. */

export type Phase = 'draft' | 'lobby' | 'running' | 'finished';

export function phaseName(phase: Phase): string {
	return {
		draft: m.setup_phase_draft,
		lobby: m.setup_phase_lobby,
		running: m.setup_phase_running,
		finished: m.setup_phase_finished
	}[phase]();
}

export const phaseTone = { draft: 'neutral', lobby: 'info', running: 'good', finished: 'gold' } as const;

/** From the most to the least powerful. */
export const contestRoles = ['manager', 'host', 'judge'] as const;

export function contestRoleName(role: (typeof contestRoles)[number]): string {
	return {
		manager: m.setup_role_manager,
		host: m.setup_role_host,
		judge: m.setup_role_judge
	}[role]();
}

export function kindName(kind: QuestionKind): string {
	return {
		main: m.setup_kind_main,
		spare: m.setup_kind_spare,
		rescue: m.setup_kind_rescue,
		tiebreak: m.setup_kind_tiebreak,
		bell: m.setup_kind_bell,
		audience: m.setup_kind_audience
	}[kind]();
}

/** The kinds of questions that stand in no round. */
export const extraKinds = ['spare', 'rescue', 'tiebreak', 'bell', 'audience'] as const;

/** What questions of a kind are for. */
export function kindHint(kind: (typeof extraKinds)[number]): string {
	return {
		spare: m.setup_kind_spare_hint,
		rescue: m.setup_kind_rescue_hint,
		tiebreak: m.setup_kind_tiebreak_hint,
		bell: m.setup_kind_bell_hint,
		audience: m.setup_kind_audience_hint
	}[kind]();
}

/** Every place of a contest that questions may stand in, as fields of choice name it. */
export const placesOf = (rounds: readonly Pick<Round, 'name'>[]): Choice<string>[] => [
	...rounds.map(({ name }, round) => ({
		value: placeName({ kind: 'main', round }),
		label: m.setup_round_title({ n: round + 1, name })
	})),
	...extraKinds.map((kind) => ({ value: placeName({ kind, round: -1 }), label: kindName(kind) }))
];

/** A choice with what it means for the contest. */
export interface Choice<Value extends string> {
	value: Value;
	label: string;
	hint?: string;
}

export const presetChoices = (): Choice<PresetName>[] => [
	{ value: 'school100', label: m.setup_preset_school100(), hint: m.setup_preset_school100_hint() },
	{
		value: 'youthUnion20',
		label: m.setup_preset_youth_union20(),
		hint: m.setup_preset_youth_union20_hint()
	},
	{ value: 'paper100', label: m.setup_preset_paper100(), hint: m.setup_preset_paper100_hint() },
	{ value: 'korean50', label: m.setup_preset_korean50(), hint: m.setup_preset_korean50_hint() },
	{
		value: 'onlineProvince',
		label: m.setup_preset_online_province(),
		hint: m.setup_preset_online_province_hint()
	}
];

export const themeChoices = (): Choice<StageLook['theme']>[] => [
	{ value: 'night', label: m.look_theme_night(), hint: m.look_theme_night_text() },
	{ value: 'day', label: m.look_theme_day(), hint: m.look_theme_day_text() }
];

export const registrationChoices = (): Choice<Rules['registration']>[] => [
	{ value: 'roster', label: m.setup_registration_roster(), hint: m.setup_registration_roster_hint() },
	{ value: 'open', label: m.setup_registration_open(), hint: m.setup_registration_open_hint() },
	{ value: 'mixed', label: m.setup_registration_mixed(), hint: m.setup_registration_mixed_hint() }
];

export const nameChoices = (): Choice<Rules['names']>[] => [
	{ value: 'shown', label: m.setup_names_shown(), hint: m.setup_names_shown_hint() },
	{ value: 'approved', label: m.setup_names_approved(), hint: m.setup_names_approved_hint() },
	{ value: 'generated', label: m.setup_names_generated(), hint: m.setup_names_generated_hint() }
];

export const lateJoinChoices = (): Choice<Rules['lateJoin']>[] => [
	{ value: 'never', label: m.setup_late_never() },
	{ value: 'first_close', label: m.setup_late_first_close() },
	{ value: 'until_question', label: m.setup_late_until() }
];

export const boardChoices = (): Choice<Rules['boards']>[] => [
	{ value: 'phones', label: m.setup_boards_phones(), hint: m.setup_boards_phones_hint() },
	{ value: 'paper', label: m.setup_boards_paper(), hint: m.setup_boards_paper_hint() },
	{ value: 'mixed', label: m.setup_boards_mixed(), hint: m.setup_boards_mixed_hint() }
];

export const disconnectedChoices = (): Choice<Rules['disconnected']>[] => [
	{ value: 'wrong', label: m.setup_disconnected_wrong(), hint: m.setup_disconnected_wrong_hint() },
	{ value: 'judges', label: m.setup_disconnected_judges(), hint: m.setup_disconnected_judges_hint() }
];

export const everyoneFailsChoices = (): Choice<Rules['everyoneFails']>[] => [
	{ value: 'stay', label: m.setup_fails_stay(), hint: m.setup_fails_stay_hint() },
	{ value: 'void', label: m.setup_fails_void(), hint: m.setup_fails_void_hint() },
	{ value: 'rescue', label: m.setup_fails_rescue(), hint: m.setup_fails_rescue_hint() },
	{ value: 'end', label: m.setup_fails_end(), hint: m.setup_fails_end_hint() }
];

export const rescueSizeChoices = (): Choice<Rules['rescue']['size']>[] => [
	{ value: 'question', label: m.setup_size_question(), hint: m.setup_size_question_hint() },
	{ value: 'quota', label: m.setup_size_quota(), hint: m.setup_size_quota_hint() },
	{ value: 'all', label: m.setup_size_all(), hint: m.setup_size_all_hint() }
];

export const rescueChoices = (): Choice<Rules['rescue']['choice']>[] => [
	{ value: 'recent', label: rescueChoiceNames.recent() },
	{ value: 'most_correct', label: rescueChoiceNames.most_correct() },
	{ value: 'random', label: rescueChoiceNames.random() },
	{ value: 'per_unit', label: rescueChoiceNames.per_unit(), hint: m.setup_choice_per_unit_hint() },
	{ value: 'hand', label: rescueChoiceNames.hand() }
];

export const staysChoices = (): Choice<Rules['ties']['stays']>[] => [
	{ value: 'all_right', label: m.setup_stays_all_right(), hint: m.setup_stays_all_right_hint() },
	{ value: 'fastest', label: m.setup_stays_fastest(), hint: m.setup_stays_fastest_hint() }
];

export const leftChoices = (): Choice<Rules['ties']['left']>[] => [
	{ value: 'ranking', label: m.setup_left_ranking(), hint: m.setup_left_ranking_hint() },
	{ value: 'share', label: m.setup_left_share(), hint: m.setup_left_share_hint() }
];

export const eliminationChoices = (): Choice<Round['elimination']>[] => [
	{ value: 'knockout', label: m.setup_elimination_knockout(), hint: m.setup_elimination_knockout_hint() },
	{ value: 'lives', label: m.setup_elimination_lives(), hint: m.setup_elimination_lives_hint() },
	{ value: 'cut', label: m.setup_elimination_cut(), hint: m.setup_elimination_cut_hint() },
	{ value: 'pairs', label: m.setup_elimination_pairs(), hint: m.setup_elimination_pairs_hint() },
	{ value: 'warmup', label: m.setup_elimination_warmup(), hint: m.setup_elimination_warmup_hint() }
];

const findingTexts: Record<Finding['code'], (about: { n: number; name: string }) => string> = {
	no_main: m.setup_finding_no_main,
	question_gone: m.setup_finding_question_gone,
	question_unfit: m.setup_finding_question_unfit,
	question_not_approved: m.setup_finding_question_not_approved,
	empty_round: m.setup_finding_empty_round,
	no_bell: m.setup_finding_no_bell,
	bell_topics: m.setup_finding_bell_topics,
	no_spare: m.setup_finding_no_spare,
	few_rescue: m.setup_finding_few_rescue,
	no_tiebreak: m.setup_finding_no_tiebreak,
	rescue_late: m.setup_finding_rescue_late,
	rescue_never: m.setup_finding_rescue_never,
	lives_one: m.setup_finding_lives_one,
	lives_many: m.setup_finding_lives_many,
	cut_keeps_all: m.setup_finding_cut_keeps_all,
	cut_only: m.setup_finding_cut_only,
	nobody_leaves: m.setup_finding_nobody_leaves,
	pairs_end: m.setup_finding_pairs_end,
	paper_open: m.setup_finding_paper_open,
	paper_fastest: m.setup_finding_paper_fastest,
	shuffle_boards: m.setup_finding_shuffle_boards,
	lifeline_alone: m.setup_finding_lifeline_alone,
	audience_alone: m.setup_finding_audience_alone,
	everybody_reserve: m.setup_finding_everybody_reserve,
	over_capacity: m.setup_finding_over_capacity,
	no_contestants: m.setup_finding_no_contestants
};

/** What is missing or contradicts itself, with what to do about it. */
export const findingText = ({ code, n, name }: Finding): string => findingTexts[code]({ n, name });

/** Whether what has come over the wire is one of them. */
export function isFinding<F extends Omit<Finding, 'code'> & { code: string }>(
	found: F
): found is F & Finding {
	return found.code in findingTexts;
}

export function erasureReason(why: 'asked' | 'guardian' | 'mistake' | 'over' | 'due'): string {
	return {
		asked: m.personal_why_asked,
		guardian: m.personal_why_guardian,
		mistake: m.personal_why_mistake,
		over: m.personal_why_over,
		due: m.personal_why_due
	}[why]();
}

/** Whose data: by number alone. `player`: an SBD, or minus the number of an onlooker; null: everybody. */
export function playerName(player: number | null): string {
	if (player === null) return m.personal_everybody();
	return player > 0 ? m.personal_contestant({ sbd: player }) : m.personal_audience({ no: -player });
}
