import { m } from '$lib/paraglide/messages';
import type { HostView } from '$lib/protocol/host';
import { undoneText } from '$lib/words/course';
import { questionName } from '$lib/words/questions';

/** What has to be decided before the key may be shown. */
export type Undecided = 'groups' | 'absent' | null;

const triggers = {
	host: m.host_trigger_host,
	after_question: m.host_trigger_after_question,
	at_most: m.host_trigger_at_most,
	at_most_percent: m.host_trigger_at_most_percent,
	floor_empty: m.host_trigger_floor_empty
};

/** The big button: what it says, and what to know before pressing it. */
export function stepText(view: HostView, undecided: Undecided): { title: string; say: string } {
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
			return { title: m.host_step_choose_topic(), say: m.host_step_choose_topic_say() };
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
			if (undecided === 'groups') return { title: m.host_step_judge(), say: m.host_groups_say() };
			if (undecided === 'absent') return { title: m.host_step_absent(), say: m.host_step_absent_say() };
			return { title: m.host_step_reveal(), say: revealMeans(view) };
		case 'markBoards':
			return { title: m.host_step_mark(), say: m.host_step_mark_say({ n: view.boards.toMark.length }) };
		case 'confirmReturn':
			return { title: m.host_step_confirm_return(), say: '' };
		case 'pair':
			return { title: m.host_step_pair(), say: m.host_step_pair_say({ n: view.counts.in }) };
		case 'cut': {
			const out = view.cut?.out.length ?? 0;
			const left = view.cut?.left ?? view.counts.in;
			const n = next.round + 1;
			const title = out === 0 ? m.host_step_cut_nobody({ n, left }) : m.host_step_cut({ n, left, out });
			return { title, say: m.host_step_cut_say() };
		}
		case 'rescue':
			return { title: m.host_step_rescue(), say: triggers[next.trigger]() };
		case 'finish':
			return { title: m.host_step_finish(), say: m.host_step_finish_say() };
		case 'done':
			return { title: m.host_step_done(), say: view.awards.length > 0 ? m.host_step_done_say() : '' };
	}
}

/** What the reveal will do to the floor (EL2). */
function revealMeans({ question, round, boards }: HostView): string {
	if (boards.toMark.length > 0 && boards.wrong === null)
		return m.host_reveal_say_boards({ n: boards.toMark.length });
	switch (question?.kind) {
		case 'rescue':
			return m.host_reveal_say_rescue();
		case 'tiebreak':
			return m.host_reveal_say_tiebreak();
		case 'bell':
			return m.host_reveal_say_bell();
		case 'audience':
			return m.host_reveal_say_audience();
	}
	switch (round?.elimination) {
		case 'lives':
			return m.host_reveal_say_lives({ n: round.lives });
		case 'cut':
		case 'warmup':
			return m.host_reveal_say_nobody();
		case 'pairs':
			return (round.bothRight ? m.host_reveal_say_pairs_both : m.host_reveal_say_pairs_one)();
		default:
			return m.host_step_reveal_say();
	}
}

/** What the host may take back, in words (JU3); null: nothing. */
export function undoText({ undo, question }: HostView): string | null {
	if (!undo) return null;
	return m.host_undo({ step: undoneText(undo.type, question) });
}
