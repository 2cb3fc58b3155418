import { nextQuestions } from './course';
import { dueRescues } from './rescue';
import { dueCut, duePairs } from './rounds';
import type { Contest, RescueTrigger } from './state';

/** What comes next; the host's one button. */
export type NextStep =
	| { step: 'prepare' }
	| { step: 'start' }
	| { step: 'present'; q: number }
	| { step: 'chooseTopic'; qs: number[] }
	| { step: 'open' }
	| { step: 'close' }
	| { step: 'resume' }
	| { step: 'reveal' }
	| { step: 'markBoards' }
	| { step: 'confirmReturn' }
	| { step: 'cut'; round: number }
	| { step: 'pair'; round: number }
	| { step: 'rescue'; trigger: RescueTrigger }
	| { step: 'finish' }
	| { step: 'done' };

/** The one step that the rules propose now. */
export function nextStep(contest: Contest): NextStep {
	if (contest.phase === 'draft') return { step: 'prepare' };
	if (contest.phase === 'lobby') return { step: 'start' };
	if (contest.phase === 'finished') return { step: 'done' };
	switch (contest.turn?.stage) {
		case 'presented':
			return { step: 'open' };
		case 'open':
			return { step: 'close' };
		case 'paused':
			return { step: 'resume' };
		case 'closed':
			return { step: 'reveal' };
		case 'marking':
			return { step: 'markBoards' };
	}
	if (contest.returning) return { step: 'confirmReturn' };
	const cut = dueCut(contest);
	if (cut !== null) return { step: 'cut', round: cut };
	const [trigger] = dueRescues(contest);
	if (trigger) return { step: 'rescue', trigger };
	const pairs = duePairs(contest);
	if (pairs !== null) return { step: 'pair', round: pairs };
	const [first, ...others] = nextQuestions(contest);
	if (first === undefined) return { step: 'finish' };
	return others.length > 0 ? { step: 'chooseTopic', qs: [first, ...others] } : { step: 'present', q: first };
}
