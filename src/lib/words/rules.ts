import type { Award, Round, Rules } from '$lib/contest/rules';
import type { QuestionKind } from '$lib/contest/setup';
import { m } from '$lib/paraglide/messages';

/** What the rules of a contest are told from: its draft, or what was prepared of it. */
export interface Told {
	rules: Rules;
	rounds: readonly Round[];
	/** Main questions name the index of their round. `seconds`: of a question's own; null: those of its round. */
	questions: readonly { kind: QuestionKind; round: number; seconds: number | null }[];
	awards: readonly Award[];
}

/** A part of the rules, in sentences that can be read out. */
export interface RulesPart {
	title: string;
	sentences: string[];
}

/** The whole rules (thể lệ) in the language of the screen, for organizers to check and a host to read out. */
export function rulesText(told: Told): RulesPart[] {
	return [
		{ title: m.setup_text_people(), sentences: people(told) },
		{ title: m.setup_text_rounds(), sentences: rounds(told) },
		{ title: m.setup_text_rescue(), sentences: rescue(told) },
		{ title: m.setup_text_bell(), sentences: bell(told) },
		{ title: m.setup_text_ranking(), sentences: ranking(told) },
		{ title: m.setup_text_audience(), sentences: audience(told) }
	].filter((part) => part.sentences.length > 0);
}

/** How a round sends people off (EL2), as a sentence without its full stop. */
export function roundRule({
	elimination,
	lives,
	keep,
	keepIsPercent,
	bothRight
}: Omit<Round, 'name' | 'seconds'>): string {
	switch (elimination) {
		case 'knockout':
			return m.setup_text_rule_knockout();
		case 'lives':
			return m.setup_text_rule_lives({ n: lives });
		case 'cut':
			return keepIsPercent ? m.setup_text_rule_cut_percent({ n: keep }) : m.setup_text_rule_cut({ n: keep });
		case 'warmup':
			return m.setup_text_rule_warmup();
		case 'pairs':
			return bothRight ? m.setup_text_rule_pairs_both() : m.setup_text_rule_pairs();
	}
}

/** How those who come back are chosen (RE3), as a choice of the rules and in the record. */
export const rescueChoiceNames: Record<Rules['rescue']['choice'], () => string> = {
	recent: m.setup_choice_recent,
	most_correct: m.setup_choice_most_correct,
	random: m.setup_choice_random,
	per_unit: m.setup_choice_per_unit,
	hand: m.setup_choice_hand
};

/** What is said only under a condition: no sentence, or one. */
const when = (condition: boolean, sentence: () => string): string[] => (condition ? [sentence()] : []);

function people({
	rules: { registration, names, boards, capacity, lateJoin, lateUntil, audience }
}: Told): string[] {
	const seats = { roster: m.setup_text_roster, open: m.setup_text_open, mixed: m.setup_text_mixed };
	const typed = {
		shown: m.setup_text_names_shown,
		approved: m.setup_text_names_approved,
		generated: m.setup_text_names_generated
	};
	const answers = { phones: m.setup_text_phones, paper: m.setup_text_paper, mixed: m.setup_text_both };
	const late = {
		never: m.setup_text_late_never,
		first_close: m.setup_text_late_first,
		until_question: () => m.setup_text_late_until({ n: lateUntil })
	};
	const byCode = (registration !== 'roster' && boards !== 'paper') || audience.joins;
	return [
		seats[registration]({ n: capacity }),
		...when(byCode, typed[names]),
		answers[boards](),
		late[lateJoin]()
	];
}

function rounds({ rules, rounds, questions }: Told): string[] {
	const fails = {
		stay: m.setup_text_fails_stay,
		void: m.setup_text_fails_void,
		rescue: m.setup_text_fails_rescue,
		end: m.setup_text_fails_end
	};
	const absent = { wrong: m.setup_text_absent_wrong, judges: m.setup_text_absent_judges };
	const phones = rules.boards !== 'paper';
	return [
		...rounds.flatMap((round, index) => {
			const own = questions.filter((q) => q.kind === 'main' && q.round === index);
			return [
				m.setup_text_round({
					n: index + 1,
					name: round.name,
					questions: own.length,
					seconds: round.seconds,
					rule: roundRule(round)
				}),
				...otherSeconds(own, round, index + 1)
			];
		}),
		...when(rules.readingSeconds > 0, () => m.setup_text_reading({ n: rules.readingSeconds })),
		...when(phones, rules.firstChoiceLocks ? m.setup_text_locks : m.setup_text_may_change),
		...when(phones, absent[rules.disconnected]),
		...when(phones && rules.signals, m.setup_text_signals),
		fails[rules.everyoneFails]()
	];
}

/** Which questions of a round take another time than the round. */
function otherSeconds(questions: Told['questions'], round: Round, n: number): string[] {
	const others = questions.flatMap(({ seconds }) =>
		seconds === null || seconds === round.seconds ? [] : [seconds]
	);
	const list = [...new Set(others)].sort((a, b) => a - b).join(', ');
	return when(others.length > 0, () =>
		m.setup_text_round_seconds({ n, questions: others.length, seconds: list })
	);
}

function rescue({ rules: { rescue } }: Told): string[] {
	if (rescue.limit === 0) return [m.setup_text_no_rescue()];
	const { afterQuestions, atMost, atMostPercent, floorEmpty } = rescue;
	const triggers = [
		...when(afterQuestions.length > 0, () => m.setup_text_after({ list: afterQuestions.join(', ') })),
		...(atMost === null ? [] : [m.setup_text_at_most({ n: atMost })]),
		...(atMostPercent === null ? [] : [m.setup_text_at_most_percent({ n: atMostPercent })]),
		...when(floorEmpty, m.setup_text_empty)
	];
	return [
		m.setup_text_limit({ n: rescue.limit }),
		triggers.length > 0 ? m.setup_text_when({ when: triggers.join('; ') }) : m.setup_text_when_host(),
		...whoComesBack(rescue)
	];
}

function whoComesBack({ size, fastest, quotaIsPercent, choice }: Rules['rescue']): string[] {
	const choices = {
		recent: m.setup_text_recent,
		most_correct: m.setup_text_most_correct,
		random: m.setup_text_random,
		per_unit: m.setup_text_per_unit,
		hand: m.setup_text_hand
	};
	switch (size) {
		case 'question':
			return [
				fastest === null ? m.setup_text_by_question() : m.setup_text_by_question_fastest({ n: fastest })
			];
		case 'quota':
			return [quotaIsPercent ? m.setup_text_by_percent() : m.setup_text_by_quota(), choices[choice]()];
		case 'all':
			return [m.setup_text_by_all()];
	}
}

function bell({ rules: { bell, audience, ties } }: Told): string[] {
	const stays = { all_right: m.setup_text_ties_all, fastest: m.setup_text_ties_fastest };
	const left = { ranking: m.setup_text_left_ranking, share: m.setup_text_left_share };
	return [
		stays[ties.stays](),
		left[ties.left](),
		bell.atOnce ? m.setup_text_bell_at_once() : m.setup_text_bell_later(),
		...when(bell.topicChoice, m.setup_text_topic),
		...when(audience.lifeline, m.setup_text_lifeline),
		m.setup_text_ring()
	];
}

function ranking({ rules, awards }: Told): string[] {
	const list = awards.map(({ name, count }) => m.setup_text_award({ n: count, name })).join(', ');
	return [
		m.setup_ranking_order(),
		rules.unitsPerHead ? m.setup_text_units_per_head() : m.setup_text_units(),
		...when(awards.length > 0, () => m.setup_text_awards({ list }))
	];
}

function audience({ rules: { audience }, questions }: Told): string[] {
	const n = questions.filter((q) => q.kind === 'audience').length;
	return [
		...when(audience.joins, m.setup_text_joins),
		...when(audience.eliminatedPlay, m.setup_text_eliminated),
		...when(n > 0, () => m.setup_text_audience_questions({ n }))
	];
}
