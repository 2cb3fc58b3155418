import { m } from '$lib/paraglide/messages';
import type { LogLine } from '$lib/protocol/host';
import { sceneNames } from './words';
import { interruptedText, statusNames, undoneText } from '$lib/words/course';
import { questionName } from '$lib/words/questions';

/** A line of the log as a sentence. */
export function logText(line: LogLine): string {
	const { type, question: about, params } = line;
	const text = (name: string) => String(params[name] ?? '');
	const question = about ? questionName(about) : '';
	const [n, no, reason] = [text('n'), text('no'), text('reason')];
	const [sbd, sbds] = [text('sbd'), text('sbds')];
	const counts = { question, right: text('right'), out: text('out'), left: text('left') };
	const texts: Record<string, () => string> = {
		prepared: () => m.host_log_prepared({ n }),
		rulesChanged: () => m.host_log_rulesChanged({ reason }),
		registered: () => m.host_log_registered({ n }),
		checkedIn: () => m.host_log_checkedIn({ sbds }),
		boardsSet: () => (params.paper === 1 ? m.host_log_boardsSet_paper : m.host_log_boardsSet_phone)({ sbds }),
		started: m.host_log_started,
		paired: () => m.host_log_paired({ n }),
		presented: () => m.host_log_presented({ question }),
		opened: () => m.host_log_opened({ question }),
		extended: m.host_log_extended,
		paused: m.host_log_paused,
		resumed: m.host_log_resumed,
		lifelineUsed: () => m.host_log_lifelineUsed({ question }),
		closed: () => m.host_log_closed({ question }),
		reopened: () => m.host_log_reopened({ question }),
		interrupted: () =>
			interruptedText(question, {
				phones: Number(params.phones),
				unavailableMs: Number(params.unavailableMs),
				clockMs: Number(params.clockMs)
			}),
		interruptionPassed: () => m.host_log_interruptionPassed({ question }),
		voided: () => m.host_log_voided({ question, reason }),
		groupJudged: () =>
			(params.right === 1 ? m.host_log_groupJudged_right : m.host_log_groupJudged_wrong)({
				question,
				written: text('written')
			}),
		absentJudged: () =>
			(params.stay === 1 ? m.host_log_absentJudged_stay : m.host_log_absentJudged_out)({ question, sbds }),
		boardsMarked: () =>
			n === '0' ? m.host_log_boardsMarked_none({ question }) : m.host_log_boardsMarked({ question, n, sbds }),
		revealed: () =>
			params.marking === 1 ? m.host_log_revealed_marking({ question }) : m.host_log_revealed(counts),
		boardsJudged: () => m.host_log_boardsJudged(counts),
		corrected: () => correctedText(line),
		cut: () =>
			n === '0'
				? m.host_log_cut_nobody({ left: counts.left })
				: m.host_log_cut({ n, sbds, left: counts.left }),
		bellRung: () => m.host_log_bellRung({ sbd }),
		rescued: () => m.host_log_rescued({ n, sbds }),
		rescueDeclined: m.host_log_rescueDeclined,
		statusSet: () => {
			const status = statusNames[text('status')]?.() ?? '';
			return reason
				? m.host_log_statusSet({ sbd, status, reason })
				: m.host_log_statusSet_plain({ sbd, status });
		},
		appealed: () => m.host_log_appealed({ sbd, no, question }),
		appealAnswered: () =>
			(params.upheld === 1 ? m.host_log_appealAnswered_upheld : m.host_log_appealAnswered_turned)({
				no,
				reason
			}),
		sceneCalled: () => {
			const names: Record<string, () => string> = sceneNames;
			return m.host_log_sceneCalled({ scene: (names[text('scene')] ?? m.host_scene_auto)() });
		},
		undone: () => m.host_undo({ step: undoneText(text('step'), about) }),
		finished: () => m.host_log_finished({ n }),
		awardSet: () => (params.award === -1 ? m.host_log_awardSet_none : m.host_log_awardSet)({ sbd, reason })
	};
	return texts[type]?.() ?? type;
}

/** What the judges changed, who came and went because of it, and why (JU1). */
function correctedText({ question: about, params }: LogLine): string {
	const text = (name: string) => String(params[name] ?? '');
	const question = about ? questionName(about) : '';
	const what: Record<string, () => string> = {
		key: () => m.host_log_corrected_key({ question, key: text('key') }),
		group: () => m.host_log_corrected_group({ question }),
		boards: () => m.host_log_corrected_boards({ question }),
		void: () => m.host_log_corrected_void({ question })
	};
	const moves = [
		params.back ? m.host_log_corrected_back({ sbds: text('backSbds') }) : '',
		params.off ? m.host_log_corrected_off({ sbds: text('offSbds') }) : ''
	].filter(Boolean);
	const line = [what[text('kind')]?.() ?? '', ...moves].join('; ');
	return `${line}. ${m.host_log_reason({ reason: text('reason') })}`;
}
