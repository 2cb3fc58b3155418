import { happens, refuse, type CommandOf, type Decision } from '../commands';
import { leftAfter } from '../elimination';
import { dueRescues, rescuable, rescueBarred } from '../rescue';
import { cutNow, drawPairs, duePairs } from '../rounds';
import { betweenQuestions, type Contest, type RescueTrigger } from '../state';

/** Draws who plays together in the round that begins (EL2). */
export function pair(contest: Contest, { seed }: CommandOf<'pair'>): Decision {
	const round = contest.returning ? null : duePairs(contest);
	if (round === null) return refuse('pairs/not_due');
	return happens({ type: 'paired', round, pairs: drawPairs(contest, seed), seed });
}

/** The lowest of a round leave at its end (EL2). */
export function cut(contest: Contest): Decision {
	const now = contest.returning ? null : cutNow(contest);
	if (!now) return refuse('cut/not_due');
	return happens({ type: 'cut', ...now, left: leftAfter(contest, now.out) });
}

export function rescue(contest: Contest, command: CommandOf<'rescue'>): Decision {
	if (!contest.turn || !betweenQuestions(contest)) return refuse('question/unfinished');
	// The rescue question itself was let through by the limits when it was presented.
	const barred = contest.returning ? null : rescueBarred(contest);
	if (barred) return refuse(barred);
	if (command.sbds.length === 0 && !contest.returning) return refuse('rescue/nobody');
	if (!contest.returning && (command.choice === 'question' || !proposes(contest, command.trigger)))
		return refuse('rescue/not_due');
	const eliminated = new Set(rescuable(contest).map((c) => c.sbd));
	const chosen = new Set(command.sbds);
	if (chosen.size < command.sbds.length || command.sbds.some((sbd) => !eliminated.has(sbd)))
		return refuse('rescue/not_eliminated');
	const { trigger, choice, seed, byHand, quota, percent } = command;
	return happens({
		type: 'rescued',
		trigger,
		choice,
		sbds: [...command.sbds].sort((a, b) => a - b),
		seed,
		byHand,
		...(quota === undefined ? {} : { quota, percent: percent === true })
	});
}

export function declineRescue(contest: Contest, { trigger }: CommandOf<'declineRescue'>): Decision {
	if (!contest.turn || !betweenQuestions(contest) || contest.returning) return refuse('question/unfinished');
	if (trigger === 'host' || !proposes(contest, trigger)) return refuse('rescue/not_due');
	return happens({ type: 'rescueDeclined', trigger });
}

/** Whether a rescue may be held for this reason: the host's own wish always will do. */
function proposes(contest: Contest, trigger: RescueTrigger): boolean {
	return trigger === 'host' || dueRescues(contest).includes(trigger);
}
