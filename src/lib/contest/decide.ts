import { groupOf } from '$lib/bank/judge';
import { isChoice } from '$lib/bank/question';
import { happens, refuse, type Command, type Decision } from './commands';
import { nextQuestions, unplayed } from './course';
import { rank } from './ranking';
import { dueRescues, rescuable, rescueBarred } from './rescue';
import {
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type Status,
	type Turn,
	type RescueTrigger
} from './state';
import { answerGroups, consequences, countsOf, judgeTurn, leftAfter } from './verdicts';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * What a command comes to at `at` (ms since 1970, database time): the events that happen, or why nothing does.
 * No clock, no random, no waiting: the same input gives the same result everywhere (IN5).
 */
export function decide(contest: Contest, command: Command, at: number): Decision {
	if (contest.phase === 'finished' && command.type !== 'callScene') return refuse('contest/finished');
	switch (command.type) {
		case 'prepare':
			return prepare(contest, command);
		case 'register':
			return register(contest, command);
		case 'checkIn':
			return checkIn(contest, command);
		case 'start':
			return start(contest);
		case 'callScene':
			return contest.prepared
				? happens({ type: 'sceneCalled', scene: command.scene })
				: refuse('contest/not_prepared');
		case 'setStatus':
			return setStatus(contest, command);
	}
	if (contest.phase !== 'running') return refuse('contest/not_running');
	switch (command.type) {
		case 'present':
			return present(contest, command);
		case 'open':
			return open(contest, at);
		case 'extend':
			return extend(contest, command);
		case 'pause':
			return pause(contest, at);
		case 'resume':
			return resume(contest, at);
		case 'close':
			return close(contest);
		case 'deadline':
			return deadline(contest, at);
		case 'judgeGroup':
			return judgeGroup(contest, command);
		case 'reveal':
			return reveal(contest, command);
		case 'rescue':
			return rescue(contest, command);
		case 'declineRescue':
			return declineRescue(contest, command);
		case 'finish':
			return finish(contest);
	}
}

/** The moment until which answers are taken (PH3): the deadline and the grace; a pause takes none. */
export function acceptUntil(contest: Contest): number | null {
	const turn = contest.turn;
	if (turn?.stage === 'paused') return turn.closesAt;
	if (turn?.stage !== 'open') return null;
	return turn.closesAt + preparedOf(contest).rules.graceSeconds * 1000;
}

function prepare(contest: Contest, { prepared }: CommandOf<'prepare'>): Decision {
	if (contest.phase === 'running') return refuse('contest/already_running');
	if (!prepared.questions.some((q) => q.kind === 'main')) return refuse('contest/no_questions');
	return happens({ type: 'prepared', prepared });
}

function register(contest: Contest, { contestants }: CommandOf<'register'>): Decision {
	if (!contest.prepared) return refuse('contest/not_prepared');
	const sbds = new Set(contestants.map((c) => c.sbd));
	if (sbds.size < contestants.length || contestants.some((c) => contest.contestants.has(c.sbd)))
		return refuse('seat/taken');
	if (contest.contestants.size + contestants.length > contest.prepared.rules.capacity)
		return refuse('seat/full');
	return happens({ type: 'registered', contestants });
}

function checkIn(contest: Contest, { sbds }: CommandOf<'checkIn'>): Decision {
	if (!contest.prepared) return refuse('contest/not_prepared');
	const registered = (sbd: number) => contest.contestants.get(sbd)?.status === 'registered';
	if (new Set(sbds).size < sbds.length || !sbds.every(registered)) return refuse('seat/unknown');
	if (contest.phase === 'running' && !lateJoinAllowed(contest)) return refuse('join/too_late');
	return happens({ type: 'checkedIn', sbds });
}

/** Whether someone who was not there at the start may still come on the floor (CO4). */
export function lateJoinAllowed(contest: Contest): boolean {
	if (contest.phase !== 'running') return contest.phase === 'lobby';
	if (preparedOf(contest).rules.lateJoin === 'never' || contest.played.length > 0) return false;
	const stage = contest.turn?.stage;
	return stage !== 'closed' && stage !== 'revealed';
}

function start(contest: Contest): Decision {
	if (contest.phase === 'draft') return refuse('contest/not_prepared');
	if (contest.phase === 'running') return refuse('contest/already_running');
	if (withStatus(contest, 'checkedIn').length === 0) return refuse('contest/nobody_checked_in');
	return happens({ type: 'started' });
}

function present(contest: Contest, { q }: CommandOf<'present'>): Decision {
	const question = preparedOf(contest).questions[q - 1];
	if (!question) return refuse('question/unknown');
	if (contest.turn && contest.turn.stage !== 'revealed') return refuse('question/unfinished');
	if (!unplayed(contest, question.kind).some((u) => u.no === q)) return refuse('question/played');
	if (question.kind === 'rescue') {
		const barred = contest.returning ? 'question/not_next' : rescueBarred(contest);
		return barred ? refuse(barred) : happens({ type: 'presented', q });
	}
	if (contest.returning || !nextQuestions(contest).includes(q)) return refuse('question/not_next');
	const [due] = dueRescues(contest);
	return happens(...(due ? [{ type: 'rescueDeclined', trigger: due } as const] : []), {
		type: 'presented',
		q
	});
}

function open(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'presented') return refuse('question/not_presented');
	const { rules } = preparedOf(contest);
	if (at < turn.presentedAt + rules.readingSeconds * 1000) return refuse('question/reading');
	return happens({ type: 'opened', q: turn.q, closesAt: at + questionOf(contest, turn.q).limitMs });
}

function extend(contest: Contest, { ms }: CommandOf<'extend'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open') return refuse('question/not_open');
	return happens({ type: 'extended', closesAt: turn.closesAt + ms });
}

function pause(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open' || at >= turn.closesAt) return refuse('question/not_open');
	return happens({ type: 'paused', leftMs: turn.closesAt - at });
}

function resume(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'paused') return refuse('question/not_paused');
	return happens({ type: 'resumed', closesAt: at + turn.leftMs });
}

function close(contest: Contest): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'open' && turn?.stage !== 'paused') return refuse('question/not_open');
	return happens({ type: 'closed', q: turn.q, by: 'host' });
}

function deadline(contest: Contest, at: number): Decision {
	const turn = contest.turn;
	const until = acceptUntil(contest);
	if (turn?.stage !== 'open' || until === null) return refuse('question/not_open');
	if (at <= until) return refuse('question/not_due');
	return happens({ type: 'closed', q: turn.q, by: 'deadline' });
}

function judgeGroup(contest: Contest, { form, right }: CommandOf<'judgeGroup'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	const isGroup = form !== '' && form === groupOf(form);
	if (isChoice(questionOf(contest, turn.q).type) || !isGroup) return refuse('group/unknown');
	return happens({ type: 'groupJudged', q: turn.q, form, right });
}

function reveal(contest: Contest, { answers, digest }: CommandOf<'reveal'>): Decision {
	const turn = contest.turn;
	if (turn?.stage !== 'closed') return refuse('question/not_closed');
	if (answerGroups(contest, turn, countsOf(turn, answers)).some((g) => g.verdict === 'nearly'))
		return refuse('question/undecided');
	const judged = judgeTurn(contest, turn, answers);
	const effect = consequences(contest, turn, judged);
	const rings =
		questionOf(contest, turn.q).kind === 'bell' && judged.find((j) => j.right && onFloorNow(contest, j.sbd));
	return happens(
		{
			type: 'revealed',
			q: turn.q,
			judged: judged.map((j) => [j.sbd, j.value, j.ms, j.right ? 1 : 0]),
			left: leftAfter(contest, effect.out),
			...effect,
			digest
		},
		...(rings ? [{ type: 'bellRung', sbd: rings.sbd } as const] : [])
	);
}

const onFloorNow = (contest: Contest, sbd: number) => contest.contestants.get(sbd)?.status === 'in';

function rescue(contest: Contest, command: CommandOf<'rescue'>): Decision {
	if (contest.turn?.stage !== 'revealed') return refuse('question/unfinished');
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
	return happens({
		type: 'rescued',
		trigger: command.trigger,
		choice: command.choice,
		sbds: [...command.sbds].sort((a, b) => a - b),
		seed: command.seed,
		byHand: command.byHand
	});
}

function declineRescue(contest: Contest, { trigger }: CommandOf<'declineRescue'>): Decision {
	if (contest.turn?.stage !== 'revealed' || contest.returning) return refuse('question/unfinished');
	if (trigger === 'host' || !proposes(contest, trigger)) return refuse('rescue/not_due');
	return happens({ type: 'rescueDeclined', trigger });
}

/** Whether a rescue may be held for this reason: the host's own wish always will do. */
function proposes(contest: Contest, trigger: RescueTrigger): boolean {
	return trigger === 'host' || dueRescues(contest).includes(trigger);
}

const reversible: Record<CommandOf<'setStatus'>['to'], Status[]> = {
	disqualified: ['registered', 'checkedIn', 'in', 'out', 'reserve'],
	withdrawn: ['registered', 'checkedIn', 'in', 'out', 'reserve'],
	reinstated: ['disqualified', 'withdrawn', 'out']
};

function setStatus(contest: Contest, { sbd, to, reason }: CommandOf<'setStatus'>): Decision {
	const contestant = contest.contestants.get(sbd);
	if (!contestant) return refuse('seat/unknown');
	if (!reversible[to].includes(contestant.status)) return refuse('status/impossible');
	const back: Status = contest.phase === 'running' ? 'in' : 'checkedIn';
	return happens({ type: 'statusSet', sbd, status: to === 'reinstated' ? back : to, reason });
}

function finish(contest: Contest): Decision {
	const busy = (turn: Turn | null) => turn !== null && turn.stage !== 'revealed';
	if (busy(contest.turn)) return refuse('question/unfinished');
	return happens({ type: 'finished', ranking: rank(contest) });
}
