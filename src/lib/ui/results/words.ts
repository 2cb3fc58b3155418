import type { PathStep } from '$lib/contest/report';
import { m } from '$lib/paraglide/messages';
import { statusNames } from '$lib/words/course';
import { questionName } from '$lib/words/questions';

/** What became of a contestant, in a few words. */
export function movedText({ because, status, question }: Extract<PathStep, { type: 'moved' }>): string {
	const named = statusNames[status]?.() ?? '';
	switch (because) {
		case 'registered':
			return status === 'registered' ? m.results_moved_registered() : named;
		case 'checkedIn':
			return status === 'in' ? m.results_moved_let_in() : m.results_moved_checkedIn();
		case 'started':
			return m.results_moved_started();
		case 'revealed':
		case 'boardsJudged':
			return status === 'out' ? m.results_moved_out() : named;
		case 'cut':
			return m.results_moved_cut();
		case 'rescued':
			return m.results_moved_rescued();
		case 'corrected': {
			const about = { question: question ? questionName(question) : '' };
			return status === 'in' ? m.results_moved_corrected_in(about) : m.results_moved_corrected_out(about);
		}
		case 'statusSet':
			return m.results_moved_judges({ status: named });
		case 'undone':
			return m.results_moved_undone({ status: named });
		default:
			return named;
	}
}
