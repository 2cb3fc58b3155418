import { countsAsMain, preparedOf, questionOf, type Contest } from './state';
import { mainsPlayed } from './rescue';

/** Why nobody can take a new seat now; null: there are seats (CO2, CO4). */
export function newSeatBarred(contest: Contest): 'join/too_late' | 'seat/full' | null {
	if (!lateJoinAllowed(contest)) return 'join/too_late';
	return contest.contestants.size >= preparedOf(contest).rules.capacity ? 'seat/full' : null;
}

/** Whether someone who was not there at the start may still come on the floor (CO4). */
export function lateJoinAllowed(contest: Contest): boolean {
	if (contest.phase !== 'running') return contest.phase === 'lobby';
	const { lateJoin, lateUntil } = preparedOf(contest).rules;
	if (lateJoin === 'never') return false;
	const last = lateJoin === 'first_close' ? 1 : lateUntil;
	const { turn } = contest;
	const mains = mainsPlayed(contest);
	const closing = turn !== null && countsAsMain(questionOf(contest, turn.q).kind) && turn.ordinal >= last;
	const isShut = closing && (turn.stage === 'closed' || turn.stage === 'marking');
	return mains < last && !isShut;
}
