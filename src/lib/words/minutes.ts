import { readableForm } from '$lib/bank/normal';
import type { CourseEntry, Decision } from '$lib/contest/minutes';
import { m } from '$lib/paraglide/messages';
import type { Person } from '$lib/protocol/common';
import { nameOrNone } from './names';
import { interruptedText, statusNames, undoneText } from './course';
import { questionName, questionTitle } from './questions';
import { rescueChoiceNames } from './rules';

/** The minutes, in sentences. */

/** More than so many are told by number alone. */
const named = 12;

/** Names contestants within a sentence: `3 Nguyễn Văn An, 7 Trần Thị Bình`. */
export type Who = (sbds: readonly number[]) => string;

export function whoOf(people: readonly Person[]): Who {
	const names = new Map(people.map((p) => [p.sbd, p.name]));
	return (sbds) =>
		sbds.length > named
			? sbds.join(', ')
			: sbds.map((sbd) => `${sbd} ${nameOrNone(names.get(sbd) ?? '')}`).join(', ');
}

/** A step of the show as sentences; a judged question has a layout of its own. */
export function courseText(entry: Exclude<CourseEntry, { type: 'question' }>, who: Who): string {
	switch (entry.type) {
		case 'started':
			return m.minutes_started({ n: entry.contestants });
		case 'paired': {
			const pairs = entry.pairs.map((pair) => pair.join(' – ')).join('; ');
			return m.minutes_paired({ round: entry.round, pairs, seed: entry.seed });
		}
		case 'voided':
			return m.minutes_voided({ question: questionName(entry.question), text: entry.text });
		case 'interrupted':
			return interruptedText(questionName(entry.question), entry);
		case 'extended':
			return m.minutes_extended({ question: questionTitle(entry.question), n: wholeSeconds(entry.ms) });
		case 'reopened':
			return m.minutes_reopened({ question: questionName(entry.question), n: wholeSeconds(entry.ms) });
		case 'lifelineUsed': {
			const said = entry.said.map(([answer, n]) => `${answer}: ${n}`).join('; ') || '–';
			return m.minutes_lifeline({ question: questionName(entry.question), said });
		}
		case 'cut':
			return entry.out.length === 0
				? m.minutes_cut_nobody({ round: entry.round, left: entry.left })
				: m.minutes_cut({
						round: entry.round,
						n: entry.out.length,
						who: who(entry.out),
						left: entry.left
					});
		case 'rescued':
			return rescueText(entry, who);
		case 'rescueDeclined':
			return m.minutes_rescue_declined();
		case 'undone':
			return m.minutes_undone({ step: undoneText(entry.what, entry.question) });
		case 'finished':
			return m.minutes_finished();
	}
}

const wholeSeconds = (ms: number) => Math.round(ms / 1000);

/** Who came back and how she was chosen, with all that a draw rests on (RE3). */
function rescueText(entry: Extract<CourseEntry, { type: 'rescued' }>, who: Who): string {
	const { sbds, choice, quota, percent, byHand, seed, lots } = entry;
	const how = choice === 'question' ? m.minutes_by_question() : rescueChoiceNames[choice]();
	return [
		sbds.length === 0 ? m.minutes_rescued_nobody() : m.minutes_rescued({ n: sbds.length, who: who(sbds) }),
		m.minutes_rescue_how({ how }),
		quota === undefined ? '' : m.minutes_rescue_quota({ n: percent ? `${quota} %` : quota }),
		byHand && choice !== 'hand' ? m.minutes_rescue_by_hand() : '',
		...lots.map(({ among, taken }) => m.minutes_lots({ n: taken, who: who(among) })),
		lots.length > 0 ? m.minutes_seed({ seed }) : ''
	]
		.filter(Boolean)
		.join(' ');
}

/** What somebody decided, and what came of it. */
export function decisionText(decision: Decision, who: Who): string {
	switch (decision.type) {
		case 'corrected':
			return [correctionText(decision, who), movesText(decision, who)].join(' ');
		case 'voided':
			return m.minutes_decided_void({ question: questionName(decision.question) });
		case 'interruptionPassed':
			return m.minutes_interruption_passed({ question: questionTitle(decision.question) });
		case 'groupJudged':
			return (decision.right ? m.minutes_group_right : m.minutes_group_wrong)({
				question: questionTitle(decision.question),
				form: decision.written
			});
		case 'absentJudged':
			return (decision.stay ? m.minutes_absent_stay : m.minutes_absent_wrong)({
				question: questionTitle(decision.question),
				who: who(decision.sbds)
			});
		case 'statusSet':
			return m.minutes_status({
				who: who([decision.sbd]),
				from: statusNames[decision.from]?.() ?? '',
				to: statusNames[decision.to]?.() ?? ''
			});
		case 'rulesChanged':
			return m.minutes_rules_changed();
		case 'awardSet':
			return m.minutes_award({
				who: who([decision.sbd]),
				before: decision.before ?? m.judges_award_none(),
				after: decision.after ?? m.judges_award_none()
			});
	}
}

function correctionText(
	{ question, change, before, after }: Extract<Decision, { type: 'corrected' }>,
	who: Who
): string {
	const of = { question: questionTitle(question) };
	switch (change.kind) {
		case 'key':
			return m.minutes_key({ ...of, before, after });
		case 'group':
			return (change.right ? m.minutes_group_right : m.minutes_group_wrong)({
				...of,
				form: change.written ?? readableForm(change.form)
			});
		case 'boards':
			return m.minutes_boards({ ...of, who: who(change.wrong) || '–' });
		case 'void':
			return m.minutes_struck(of);
	}
}

function movesText({ nowRight, nowWrong, back, off }: Extract<Decision, { type: 'corrected' }>, who: Who) {
	return [
		m.judges_preview_verdicts({ right: nowRight, wrong: nowWrong }),
		back.length > 0 ? m.minutes_back({ who: who(back) }) : '',
		off.length > 0 ? m.minutes_off({ who: who(off) }) : '',
		back.length + off.length === 0 ? m.minutes_nobody_moves() : ''
	]
		.filter(Boolean)
		.join(' ');
}
