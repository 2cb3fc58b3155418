import { m } from '$lib/paraglide/messages';
import type { LogLine } from '$lib/protocol/host';
import { sceneNames, statusNames } from './words';

/** A line of the log as a sentence. */
export function logText({ type, params }: LogLine): string {
	const text = (name: string) => String(params[name] ?? '');
	const [q, n, no, reason] = [text('q'), text('n'), text('no'), text('reason')];
	const [sbd, sbds] = [text('sbd'), text('sbds')];
	const counts = { q, right: text('right'), out: text('out'), left: text('left') };
	const texts: Record<string, () => string> = {
		prepared: () => m.host_log_prepared({ n }),
		rulesChanged: () => m.host_log_rulesChanged({ reason }),
		registered: () => m.host_log_registered({ n }),
		checkedIn: () => m.host_log_checkedIn({ sbds }),
		boardsSet: () => (params.paper === 1 ? m.host_log_boardsSet_paper : m.host_log_boardsSet_phone)({ sbds }),
		started: m.host_log_started,
		paired: () => m.host_log_paired({ n }),
		presented: () => m.host_log_presented({ q }),
		opened: () => m.host_log_opened({ q }),
		extended: m.host_log_extended,
		paused: m.host_log_paused,
		resumed: m.host_log_resumed,
		lifelineUsed: () => m.host_log_lifelineUsed({ q }),
		closed: () => m.host_log_closed({ q }),
		reopened: () => m.host_log_reopened({ q }),
		voided: () => m.host_log_voided({ q, reason }),
		groupJudged: () =>
			(params.right === 1 ? m.host_log_groupJudged_right : m.host_log_groupJudged_wrong)({
				form: text('form')
			}),
		absentJudged: () =>
			(params.stay === 1 ? m.host_log_absentJudged_stay : m.host_log_absentJudged_out)({ sbds }),
		boardsMarked: () =>
			n === '0' ? m.host_log_boardsMarked_none({ q }) : m.host_log_boardsMarked({ q, n, sbds }),
		revealed: () => (params.marking === 1 ? m.host_log_revealed_marking({ q }) : m.host_log_revealed(counts)),
		boardsJudged: () => m.host_log_boardsJudged(counts),
		corrected: () => correctedText(params),
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
		appealed: () => m.host_log_appealed({ sbd, no }),
		appealAnswered: () =>
			(params.upheld === 1 ? m.host_log_appealAnswered_upheld : m.host_log_appealAnswered_turned)({
				no,
				reason
			}),
		sceneCalled: () => {
			const names: Record<string, () => string> = sceneNames;
			return m.host_log_sceneCalled({ scene: (names[text('scene')] ?? m.host_scene_auto)() });
		},
		undone: () => m.host_log_undone({ seq: text('seq') }),
		finished: () => m.host_log_finished({ n }),
		awardSet: () => (params.award === -1 ? m.host_log_awardSet_none : m.host_log_awardSet)({ sbd, reason })
	};
	return texts[type]?.() ?? type;
}

/** What the judges changed, who came and went because of it, and why (JU1). */
function correctedText(params: LogLine['params']): string {
	const text = (name: string) => String(params[name] ?? '');
	const q = text('q');
	const what: Record<string, () => string> = {
		key: () => m.host_log_corrected_key({ q, key: text('key') }),
		group: () => m.host_log_corrected_group({ q }),
		boards: () => m.host_log_corrected_boards({ q }),
		void: () => m.host_log_corrected_void({ q })
	};
	const moves = [
		params.back ? m.host_log_corrected_back({ sbds: text('backSbds') }) : '',
		params.off ? m.host_log_corrected_off({ sbds: text('offSbds') }) : ''
	].filter(Boolean);
	const line = [what[text('kind')]?.() ?? '', ...moves].join('; ');
	return `${line}. ${m.host_log_reason({ reason: text('reason') })}`;
}
