import { happens, refuse, type CommandOf, type Decision } from '../commands';
import { acceptUntil, nextQuestions, unplayed } from '../course';
import { dueCut, duePairs } from '../rounds';
import { dueRescues, rescueBarred } from '../rescue';
import { sealedLeadMs } from '../rules';
import {
	awaitsReveal,
	betweenQuestions,
	isInterlude,
	onFloor,
	preparedOf,
	questionOf,
	type Contest
} from '../state';

export function present(contest: Contest, { q }: CommandOf<'present'>): Decision {
	const question = preparedOf(contest).questions[q - 1];
	if (!question) return refuse('question/unknown');
	if (!betweenQuestions(contest)) return refuse('question/unfinished');
	if (!unplayed(contest, question.kind).some((u) => u.no === q)) return refuse('question/played');
	if (question.kind === 'audience')
		return contest.returning ? refuse('question/not_next') : happens({ type: 'presented', q });
	if (question.kind === 'rescue') {
		const barred = contest.returning ? 'question/not_next' : rescueBarred(contest);
		return barred ? refuse(barred) : happens({ type: 'presented', q });
	}
	const waits = contest.returning !== null || dueCut(contest) !== null || duePairs(contest) !== null;
	if (waits || !nextQuestions(contest).includes(q)) return refuse('question/not_next');
	const [due] = dueRescues(contest);
	return happens(due ? { type: 'presented', q, declined: due } : { type: 'presented', q });
}

export function open(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'presented') return refuse('question/not_presented');
	const { rules } = preparedOf(contest);
	if (at < turn.presentedAt + rules.readingSeconds * 1000) return refuse('question/reading');
	const opensAt = at + (rules.sealedStart ? sealedLeadMs : 0);
	return happens({ type: 'opened', q: turn.q, closesAt: opensAt + questionOf(contest, turn.q).limitMs });
}

export function extend(contest: Contest, { ms }: CommandOf<'extend'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open') return refuse('question/not_open');
	return happens({ type: 'extended', closesAt: turn.closesAt + ms });
}

/** Noticed while the question asks, or before its key is shown (PH11). */
export function noteInterruption(
	contest: Contest,
	{ type: _, ...what }: CommandOf<'noteInterruption'>
): Decision {
	const { turn } = contest;
	if (!awaitsReveal(turn) || turn.q !== what.q) return refuse('question/not_open');
	return happens({ type: 'interrupted', ...what });
}

/** The host has seen it and goes on. */
export function passInterruption({ turn }: Contest, { q }: CommandOf<'passInterruption'>): Decision {
	return turn?.q === q && turn.interrupted
		? happens({ type: 'interruptionPassed', q })
		: refuse('question/not_open');
}

export function pause(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open' || at >= turn.closesAt) return refuse('question/not_open');
	return happens({ type: 'paused', leftMs: turn.closesAt - at });
}

export function resume(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'paused') return refuse('question/not_paused');
	return happens({ type: 'resumed', closesAt: at + turn.leftMs });
}

/** The last one on the floor asks the audience, once, and not on the bell question (RE6). */
export function askAudience(contest: Contest, { said }: CommandOf<'askAudience'>): Decision {
	const turn = contest.turn;
	if (!preparedOf(contest).rules.audience.lifeline) return refuse('lifeline/off');
	if (contest.lifeline) return refuse('lifeline/used');
	const isOpen = turn?.stage === 'open' || turn?.stage === 'paused';
	if (!turn || !isOpen || !mayAskAudience(contest)) return refuse('lifeline/not_now');
	return happens({ type: 'lifelineUsed', q: turn.q, said });
}

/** Whether the question on the floor is one at which the audience may be asked (RE6). */
export function mayAskAudience(contest: Contest): boolean {
	const kind = contest.turn && questionOf(contest, contest.turn.q).kind;
	return (kind === 'main' || kind === 'spare' || kind === 'tiebreak') && onFloor(contest) === 1;
}

export function close(contest: Contest, { absent }: CommandOf<'close'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open' && turn?.stage !== 'paused') return refuse('question/not_open');
	return happens({ type: 'closed', q: turn.q, by: 'host', ...absentees(contest, absent) });
}

export function deadline(contest: Contest, { absent }: CommandOf<'deadline'>, at: number): Decision {
	const turn = contest.turn;
	const until = acceptUntil(contest);
	if (turn?.stage !== 'open' || until === null) return refuse('question/not_open');
	if (at <= until) return refuse('question/not_due');
	return happens({ type: 'closed', q: turn.q, by: 'deadline', ...absentees(contest, absent) });
}

/** Whose lost line goes to the judges, where the rules say so (EL3). */
function absentees(contest: Contest, absent: readonly number[]): { absent?: number[] } {
	const turn = contest.turn;
	if (!turn || preparedOf(contest).rules.disconnected === 'wrong') return {};
	const { kind } = questionOf(contest, turn.q);
	// A rescue question and the bell question send nobody off, so there is nothing to decide.
	if (isInterlude(kind) || kind === 'bell') return {};
	const asked = absent.filter((sbd) => turn.roster.has(sbd) && !turn.boards.has(sbd));
	return asked.length > 0 ? { absent: asked.sort((a, b) => a - b) } : {};
}

/** More time after the close, as long as the key has not been shown (PH7). */
export function reopen(contest: Contest, { ms }: CommandOf<'reopen'>, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	return happens({ type: 'reopened', q: turn.q, closesAt: at + ms });
}

/** Takes a question out before its key is shown; a spare is proposed in its place (JU1, EL5). */
export function voidQuestion(contest: Contest, { reason }: CommandOf<'void'>): Decision {
	const turn = contest.turn;
	const running = ['presented', 'open', 'paused', 'closed'].includes(turn?.stage ?? '');
	if (!turn || !running) return refuse('question/not_voidable');
	return happens({ type: 'voided', q: turn.q, reason });
}
