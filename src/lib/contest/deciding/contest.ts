import { happens, refuse, type CommandOf, type Decision } from '../commands';
import { standingOf } from '../standing';
import { betweenQuestions, preparedOf, withStatus, type Contest } from '../state';

export function prepare(contest: Contest, { prepared }: CommandOf<'prepare'>): Decision {
	if (contest.phase === 'running') return refuse('contest/already_running');
	if (!prepared.questions.some((q) => q.kind === 'main')) return refuse('contest/no_questions');
	return happens({ type: 'prepared', prepared });
}

export function start(contest: Contest): Decision {
	if (contest.phase === 'draft') return refuse('contest/not_prepared');
	if (contest.phase === 'running') return refuse('contest/already_running');
	if (withStatus(contest, 'checkedIn').length === 0) return refuse('contest/nobody_checked_in');
	return happens({ type: 'started' });
}

export function finish(contest: Contest): Decision {
	if (!betweenQuestions(contest)) return refuse('question/unfinished');
	return happens({ type: 'finished', ...standingOf(contest) });
}

/** Judges give an award to somebody else than the ranking does, or take one back (BE5). */
export function setAward(contest: Contest, { sbd, award, reason }: CommandOf<'setAward'>): Decision {
	if (contest.phase !== 'finished') return refuse('contest/not_finished');
	if (!contest.contestants.has(sbd)) return refuse('seat/unknown');
	if (award !== null && !preparedOf(contest).awards[award]) return refuse('award/unknown');
	return happens({ type: 'awardSet', sbd, award, reason });
}

/** Takes back the last step of the show (JU3). `seq`: the event that the host means. */
export function undo(contest: Contest, { seq }: CommandOf<'undo'>): Decision {
	return contest.undo?.seq === seq ? happens({ type: 'undone', seq }) : refuse('undo/nothing');
}
