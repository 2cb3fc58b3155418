import type { BankFinding } from '$lib/bank/bank-findings';
import type { Doubt } from '$lib/bank/draft';
import type { CheckCode, FindingCode } from '$lib/bank/findings';
import type { ReviewStatus } from '$lib/bank/question';
import type { PairKind } from '$lib/bank/similar';
import { m } from '$lib/paraglide/messages';
import { doubtText } from '../words';

/** The names of what reviewers do and find, in the language of the screen. */

export function statusName(status: ReviewStatus): string {
	return {
		draft: m.bank_review_status_draft,
		reviewed: m.bank_review_status_reviewed,
		approved: m.bank_review_status_approved
	}[status]();
}

/** What came of judging questions, in sentences; `status`: what they are now, null for a remark alone. The others were left as they were. */
export function judgedText(
	{ done, unfit, changed }: { done: number; unfit: number; changed: number },
	status: ReviewStatus | null
): string {
	const n = { n: done };
	const first =
		status === null
			? m.bank_judged_remark()
			: { draft: m.bank_judged_draft, reviewed: m.bank_judged_reviewed, approved: m.bank_judged_approved }[
					status
				](n);
	return [
		...(done > 0 || unfit + changed === 0 ? [first] : []),
		...(unfit > 0 ? [m.bank_judged_unfit({ n: unfit })] : []),
		...(changed > 0 ? [m.bank_judged_changed({ n: changed })] : [])
	].join(' ');
}

export const statusTone = { draft: 'neutral', reviewed: 'info', approved: 'good' } as const;

/** What somebody did with a question: “đã duyệt”; null: said something about it. */
export function saidName(status: ReviewStatus | null): string {
	if (status === null) return m.bank_review_said_remark();
	return {
		draft: m.bank_review_said_draft,
		reviewed: m.bank_review_said_reviewed,
		approved: m.bank_review_said_approved
	}[status]();
}

// Named one by one: a page loads only the messages that are named.
const names: Record<CheckCode | 'doubts', () => string> = {
	no_text: m.bank_finding_no_text,
	too_long: m.bank_finding_too_long,
	too_few_options: m.bank_finding_too_few_options,
	too_many_options: m.bank_finding_too_many_options,
	empty_option: m.bank_finding_empty_option,
	equal_options: m.bank_finding_equal_options,
	no_key: m.bank_finding_no_key,
	too_many_accepted: m.bank_finding_too_many_accepted,
	key_without_option: m.bank_finding_key_without_option,
	no_order: m.bank_finding_no_order,
	not_a_number: m.bank_finding_not_a_number,
	tolerance_unfit: m.bank_finding_tolerance_unfit,
	not_a_date: m.bank_finding_not_a_date,
	too_many_tags: m.bank_finding_too_many_tags,
	too_many_media: m.bank_finding_too_many_media,
	key_long: m.bank_finding_key_long,
	key_short: m.bank_finding_key_short,
	answer_in_text: m.bank_finding_answer_in_text,
	options_alike: m.bank_finding_options_alike,
	refers_to_options: m.bank_finding_refers_to_options,
	negation_hidden: m.bank_finding_negation_hidden,
	order_as_shown: m.bank_finding_order_as_shown,
	no_source: m.bank_finding_no_source,
	doubts: m.bank_finding_doubts
};
const advice: Record<FindingCode, () => string> = {
	key_long: m.bank_finding_key_long_text,
	key_short: m.bank_finding_key_short_text,
	answer_in_text: m.bank_finding_answer_in_text_text,
	options_alike: m.bank_finding_options_alike_text,
	refers_to_options: m.bank_finding_refers_to_options_text,
	negation_hidden: m.bank_finding_negation_hidden_text,
	order_as_shown: m.bank_finding_order_as_shown_text,
	no_source: m.bank_finding_no_source_text
};

/** A kind of finding in a few words. `doubts`: what the file that a question came from left open. */
export function findingName(code: CheckCode | 'doubts'): string {
	return names[code]();
}

/** Why somebody has to look at a question: what was found about it, then what its file left open. */
export function reasonTexts(about: { findings: readonly CheckCode[]; doubts: readonly Doubt[] }): string[] {
	return [...about.findings.map(findingName), ...about.doubts.map((doubt) => doubtText(doubt))];
}

/** What to do about it. */
export function findingAdvice(code: FindingCode): string {
	return advice[code]();
}

/** What strikes one about a bank, as a sentence. */
export function bankFindingText({ code, n, of, letter, expected }: BankFinding): string {
	const round = Math.round(expected);
	switch (code) {
		case 'letter_often':
			return n === of
				? m.bank_checks_always_letter({ letter, of })
				: m.bank_checks_letter_often({ letter, n, of, expected: round });
		case 'letter_rare':
			return m.bank_checks_letter_rare({ letter, n, of, expected: round });
		case 'true_often':
			return m.bank_checks_true_often({ n, of });
		case 'false_often':
			return m.bank_checks_false_often({ n, of });
		case 'longest_often':
			return m.bank_checks_longest_often({ n, of });
	}
}

export function pairName(kind: PairKind): string {
	return {
		same: m.bank_checks_same,
		other_answer: m.bank_checks_other_answer,
		alike: m.bank_checks_alike
	}[kind]();
}

/** How a version of a question came about. */
export function originName(
	how: 'written' | 'imported' | 'restored' | 'bulk' | 'learnt' | 'parallel'
): string {
	return {
		written: m.bank_history_how_written,
		imported: m.bank_history_how_imported,
		restored: m.bank_history_how_restored,
		bulk: m.bank_history_how_bulk,
		learnt: m.bank_history_how_learnt,
		parallel: m.bank_history_how_parallel
	}[how]();
}
