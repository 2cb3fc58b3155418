import { happens, refuse, type CommandOf, type Decision } from '../commands';
import type { ContestEvent } from '../events';
import { lateJoinAllowed } from '../late';
import { betweenQuestions, keyIsShown, preparedOf, type Contest, type Status } from '../state';
import { standingAfter } from '../standing';

export function register(contest: Contest, { contestants }: CommandOf<'register'>): Decision {
	if (!contest.prepared) return refuse('contest/not_prepared');
	const sbds = new Set(contestants.map((c) => c.sbd));
	if (sbds.size < contestants.length || contestants.some((c) => contest.contestants.has(c.sbd)))
		return refuse('seat/taken');
	if (contest.contestants.size + contestants.length > contest.prepared.rules.capacity)
		return refuse('seat/full');
	return happens({ type: 'registered', contestants });
}

export function checkIn(contest: Contest, { sbds }: CommandOf<'checkIn'>): Decision {
	if (!contest.prepared) return refuse('contest/not_prepared');
	if (!areOnce(sbds) || !sbds.every((sbd) => statusOf(contest, sbd) === 'registered'))
		return refuse('seat/unknown');
	if (contest.phase === 'running' && !lateJoinAllowed(contest)) return refuse('join/too_late');
	return happens({ type: 'checkedIn', sbds });
}

/** Staff check in who has come without a phone: she plays with a paper board (CO7). */
export function rollCall(contest: Contest, { sbds }: CommandOf<'rollCall'>): Decision {
	if (contest.prepared?.rules.boards === 'phones') return refuse('boards/phones_only');
	const come = checkIn(contest, { type: 'checkIn', sbds });
	const onPhones = sbds.filter((sbd) => !contest.contestants.get(sbd)?.paper);
	if (!come.ok || onPhones.length === 0) return come;
	return happens(...come.events, { type: 'boardsSet', sbds: onPhones, paper: true });
}

/** Whether seats play with paper boards from the next question on (CO7). */
export function setBoards(contest: Contest, { sbds, paper }: CommandOf<'setBoards'>): Decision {
	if (!contest.prepared) return refuse('contest/not_prepared');
	const { boards } = contest.prepared.rules;
	if (boards !== 'mixed') return refuse(boards === 'phones' ? 'boards/phones_only' : 'boards/paper_only');
	if (!areOnce(sbds) || sbds.some((sbd) => !contest.contestants.has(sbd))) return refuse('seat/unknown');
	const changed = sbds.filter((sbd) => contest.contestants.get(sbd)?.paper !== paper);
	return changed.length === 0 ? happens() : happens({ type: 'boardsSet', sbds: changed, paper });
}

const possible: Record<CommandOf<'setStatus'>['to'], Status[]> = {
	disqualified: ['registered', 'checkedIn', 'in', 'out', 'reserve'],
	withdrawn: ['registered', 'checkedIn', 'in', 'out', 'reserve'],
	eliminated: ['in'],
	reinstated: ['disqualified', 'withdrawn', 'out'],
	reserve: ['registered', 'checkedIn'],
	admitted: ['reserve']
};

export function setStatus(contest: Contest, { sbd, to, reason }: CommandOf<'setStatus'>): Decision {
	const contestant = contest.contestants.get(sbd);
	if (!contestant) return refuse('seat/unknown');
	if (!possible[to].includes(contestant.status) || !suitsThePhase(contest, to, contestant.status))
		return refuse('status/impossible');
	const status = statusAfter(contest, to, contestant.status, contestant.was);
	const event: ContestEvent = { type: 'statusSet', sbd, status, reason };
	return happens({ ...event, ...standingAfter(contest, event) });
}

/** After the end nobody comes on the floor any more; before the start nobody can be eliminated from it. */
function suitsThePhase(contest: Contest, to: CommandOf<'setStatus'>['to'], now: Status): boolean {
	if (to === 'eliminated') return contest.phase === 'running';
	if (to === 'reserve') return contest.phase === 'lobby';
	if (to === 'reinstated' && now === 'out') return contest.phase === 'running';
	return to !== 'admitted' || contest.phase !== 'finished';
}

function statusAfter(
	contest: Contest,
	to: CommandOf<'setStatus'>['to'],
	now: Status,
	was: Status | null
): Status {
	const ready: Status = contest.phase === 'running' ? 'in' : 'checkedIn';
	switch (to) {
		case 'eliminated':
			return 'out';
		case 'admitted':
			return ready;
		case 'reinstated':
			// From the eliminated a judge brings back on the floor; who was off the list becomes what she was.
			if (now === 'out') return 'in';
			return was === null || was === 'checkedIn' ? ready : was;
		default:
			return to;
	}
}

/** A contestant contests a question that judged her, once (JU5). */
export function appeal(contest: Contest, { sbd, turn, digest }: CommandOf<'appeal'>): Decision {
	const played = contest.played[turn - 1];
	const now = contest.turn?.turn === turn && keyIsShown(contest.turn);
	const roster = played?.roster ?? (now ? [...(contest.turn?.roster ?? [])] : []);
	if (!roster.includes(sbd)) return refuse('appeal/not_now');
	if (contest.appeals.some((a) => a.sbd === sbd && a.turn === turn)) return refuse('appeal/twice');
	return happens({ type: 'appealed', no: contest.appeals.length + 1, sbd, turn, digest });
}

export function changeRules(contest: Contest, { rules, reason }: CommandOf<'changeRules'>): Decision {
	if (contest.phase !== 'running') return refuse('contest/not_running');
	if (!betweenQuestions(contest)) return refuse('question/unfinished');
	// Seats, what is answered with, and what people have been told of signals are settled once they sit there.
	const { registration, boards, signals } = preparedOf(contest).rules;
	return happens({ type: 'rulesChanged', rules: { ...rules, registration, boards, signals }, reason });
}

const statusOf = (contest: Contest, sbd: number) => contest.contestants.get(sbd)?.status;
const areOnce = (sbds: readonly number[]) => new Set(sbds).size === sbds.length;
