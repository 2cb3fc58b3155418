import { groupOf } from '$lib/bank/judge';
import { answerWay } from '$lib/bank/question';
import { statusActs, type Command, type RecordedAnswer } from '../commands';
import { correctionOf, type Change } from '../corrections';
import { unplayed } from '../course';
import { drawOrder } from '../draw';
import { chooseRescued, rescuable } from '../rescue';
import { everyoneFails, tieBreaks, type Rules } from '../rules';
import { preparedOf, questionOf, scenes, type Contest, type ContestQuestion, type Prepared } from '../state';
import { answerGroups, boardsToMark, countsOf, undecidedAbsent } from '../verdicts';
import { Show } from '../show';
import { plainRules, prepared } from './given';
import type { Step, Wild } from './wild';

/** A contest that is led through whatever is tried, with the answers that were on record at each reveal, by turn. */
export class WildShow extends Show {
	readonly answers = new Map<number, RecordedAnswer[]>();
	/** Refused commands, each with the contest before it. */
	refused = 0;

	constructor(readonly salt: string) {
		super();
	}

	/** Tries a command; what is refused does not happen. Whether it happened. */
	try(command: Command): boolean {
		const before = this.contest;
		if (this.refusal(command) !== null) {
			if (this.contest !== before) throw new Error(`${command.type} was refused and changed something`);
			return false;
		}
		if (command.type === 'reveal') this.answers.set(this.turn.turn, command.answers);
		this.do(command);
		return true;
	}
}

/** Leads a contest through its steps. */
export function lead(wild: Wild): WildShow {
	const { contestants, missing, started, salt, steps } = wild;
	const show = new WildShow(salt);
	show.do({ type: 'prepare', prepared: planOf(wild) });
	const sbds = Array.from({ length: contestants }, (_, i) => i + 1);
	show.do({
		type: 'register',
		contestants: sbds.map((sbd) => ({
			sbd,
			unit: sbd % 4 === 0 ? '' : `Chi đoàn ${sbd % 3}`,
			...(sbd % 7 === 6 ? { reserve: true as const } : {})
		}))
	});
	const here = sbds.slice(missing).filter((sbd) => sbd % 7 !== 6);
	show.do({ type: 'checkIn', sbds: here });
	if (show.rules.boards === 'mixed')
		show.do({ type: 'setBoards', sbds: sbds.filter((sbd) => sbd % 2 === 0), paper: true });
	if (started && here.length > 0) show.do({ type: 'start' });
	for (const step of steps) {
		show.wait(step.ms);
		show.try(commandOf(show, step));
	}
	return show;
}

/** Follows the next step until there is none; false when that comes to no end. What is next must never be refused. */
export function leadToTheEnd(show: WildShow): boolean {
	for (let i = 0; i < 300; i++) {
		if (show.next.step === 'done') return true;
		if (show.next.step === 'start') seatSomebody(show);
		show.wait(plainRules.graceSeconds * 1000 + 5000);
		decideAll(show);
		const command = nextCommand(show, i);
		if (!show.try(command)) throw new Error(`${command.type} is next and was refused`);
	}
	return false;
}

/** What everybody on the list and a stranger sent to the question on the floor; now and then all are wrong. */
function answersTo({ contest, salt }: WildShow): RecordedAnswer[] {
	const turn = contest.turn;
	if (!turn) return [];
	const question = questionOf(contest, turn.q);
	const hard = pick([true, false, false, false], `${salt}:${turn.turn}`);
	return [...contest.contestants.keys(), 999].flatMap((sbd) => {
		const lot = `${salt}:${turn.turn}:${sbd}`;
		const value = pick(hard ? ['x', null] : possible(question), lot);
		const after = pick([500, 1000, 1500, 2000, 15_500], `${lot}:after`);
		return value === null ? [] : [{ sbd, value, receivedAt: turn.openedAt + after }];
	});
}

const keys: Record<ContestQuestion['type'], string[]> = {
	single: ['A', 'B', 'C'],
	true_false: ['A', 'B'],
	multiple: ['A', 'AB', 'BC', 'ABC'],
	ordering: ['ABC', 'BAC', 'CAB'],
	short: ['KHÓA', 'x', 'KHÁC', 'khoa'],
	number: ['1945', '1945±1', '7', '3.5']
};

function possible({ type, key }: ContestQuestion): (string | null)[] {
	if (type === 'number') return [key.split('±')[0] ?? key, '1945', '1946', '7', '1.945', 'x', null];
	if (type === 'short')
		return [key, key.toLowerCase(), plainText(key), key.replace('Ó', 'O'), 'KHÓA', 'x', '...', null];
	return [key, key, key, ...keys[type], null];
}

const plainText = (key: string) => key.normalize('NFD');

/** One of several, the same for the same lot. */
export function pick<T>(from: readonly T[], lot: string): T {
	const [first = 0] = drawOrder([...from.keys()], lot);
	return from[first] as T; // an index of `from`, which is never empty
}

/** All types in turn, and every text can be told from any other. */
function planOf({ rules, rounds, extra, awards }: Wild): Prepared {
	const main = rounds.reduce((sum, r) => sum + r.questions, 0);
	const plan = prepared({ questions: { main, ...extra }, awards, rules });
	const roundsOf = rounds.flatMap((r, i) => Array<number>(r.questions).fill(i));
	const types = ['single', 'multiple', 'short', 'number', 'ordering', 'true_false'] as const;
	return {
		...plan,
		rules,
		rounds: rounds.map(({ questions: _, ...r }) => r),
		questions: plan.questions.map((q, i) => {
			const type = types[q.no % types.length] ?? 'single';
			const texts = [`MỘT⟨${q.no}⟩`, `HAI⟨${q.no}⟩`, `BA⟨${q.no}⟩`];
			return {
				...q,
				type,
				round: roundsOf[i] ?? -1,
				options: answerWay(type) === 'typed' ? [] : texts.slice(0, type === 'true_false' ? 2 : 3),
				key: type === 'short' ? `KHÓA⟨${q.no}⟩` : (keys[type][q.no % keys[type].length] ?? 'A'),
				accepted: type === 'short' ? [`KHÁC⟨${q.no}⟩`] : [],
				text: `HỎI⟨${q.no}⟩`,
				topic: `TÊN⟨${q.no}⟩`,
				explanation: `VÌ⟨${q.no}⟩`,
				source: `THEO⟨${q.no}⟩`,
				note: `NHỚ⟨${q.no}⟩`
			};
		})
	};
}

/** Whose phones are off the line when the question closes. */
function absentOf({ contest, salt }: WildShow): number[] {
	const recorded = new Set(contest.turn?.roster);
	return [...recorded].filter((sbd) =>
		pick([true, false, false, false], `${salt}:off:${contest.turn?.turn}:${sbd}`)
	);
}

const some = <T>(from: readonly T[], n: number) => from.filter((_, i) => (n >> (i % 12)) % 2 === 1);

function commandOf(show: WildShow, { what, n }: Step): Command {
	const { contest, salt } = show;
	const seats = [...contest.contestants.keys()];
	const seat = n % (seats.length + 2);
	const reason = 'thử';
	const triggers = ['host', 'after_question', 'at_most', 'at_most_percent', 'floor_empty'] as const;
	switch (what) {
		case 'next':
			return nextCommand(show, n);
		case 'present':
			return { type: 'present', q: n % (preparedOf(contest).questions.length + 2) };
		case 'audience':
			return { type: 'present', q: unplayed(contest, 'audience')[0]?.no ?? 0 };
		case 'extend':
		case 'reopen':
			return { type: what, ms: 1000 + n };
		case 'close':
		case 'deadline':
			return { type: what, absent: absentOf(show) };
		case 'askAudience':
			return { type: 'askAudience', said: [['A', n]] };
		case 'judgeGroup': {
			const groups = undecided(show);
			const all = answersTo(show).map((a) => groupOf(typeNow(contest), a.value));
			const form = n % 3 === 0 ? all[n % all.length] : groups[n % groups.length];
			return { type: 'judgeGroup', q: contest.turn?.q ?? 1, form: form ?? 'x', right: n % 2 === 0 };
		}
		case 'noteInterruption':
			return {
				type: what,
				q: contest.turn?.q ?? 1,
				phones: n % 7,
				unavailableMs: (n % 5) * 1000,
				clockMs: 0
			};
		case 'passInterruption':
			return { type: what, q: contest.turn?.q ?? 1 };
		case 'judgeAbsent':
			return {
				type: 'judgeAbsent',
				q: contest.turn?.q ?? 1,
				sbds: some([...(contest.turn?.absent.keys() ?? [])], n),
				stay: n % 2 === 0
			};
		case 'markBoards':
			return marks(show, n);
		case 'void':
			return { type: 'void', reason };
		case 'reveal':
			return { type: 'reveal', answers: answersTo(show), digest: salt };
		case 'pair':
			return { type: 'pair', seed: `${salt}${n}` };
		case 'rescue': {
			const sbds = n % 10 === 0 ? [seat] : some(rescuable(contest), n).map((c) => c.sbd);
			const choice = contest.returning ? 'question' : 'hand';
			return { type: 'rescue', trigger: 'host', choice, sbds, seed: salt, byHand: true };
		}
		case 'decline':
			return { type: 'declineRescue', trigger: triggers[n % triggers.length] ?? 'host' };
		case 'register':
			return { type: 'register', contestants: [{ sbd: 1 + seat, unit: '' }] };
		case 'checkIn':
		case 'rollCall': {
			const registered = seats.filter((sbd) => contest.contestants.get(sbd)?.status === 'registered');
			return {
				type: what,
				sbds: n % 5 === 0 || registered.length === 0 ? [seat] : registered.slice(0, 1 + (n % 2))
			};
		}
		case 'setBoards':
			return { type: 'setBoards', sbds: [seat], paper: n % 2 === 0 };
		case 'status': {
			const to = pick(statusActs, `${salt}:${n}`);
			return { type: 'setStatus', sbd: seat, to, reason };
		}
		case 'correct':
			return correction(show, n);
		case 'undo':
			return { type: 'undo', seq: n % 10 === 0 ? n : (contest.undo?.seq ?? 0) };
		case 'appeal':
			return { type: 'appeal', sbd: seat, turn: 1 + (n % (contest.played.length + 1)), digest: '' };
		case 'answerAppeal':
			return {
				type: 'answerAppeal',
				no: 1 + (n % (contest.appeals.length + 1)),
				upheld: n % 2 === 0,
				reason
			};
		case 'setAward':
			return { type: 'setAward', sbd: seat, award: n % 3 === 0 ? null : n % 2, reason };
		case 'changeRules':
			return { type: 'changeRules', rules: otherRules(show.rules, n), reason };
		case 'scene':
			return { type: 'callScene', scene: [...scenes, null][n % (scenes.length + 1)] ?? null };
		case 'prepare':
			return { type: 'prepare', prepared: preparedOf(contest) };
		default:
			return { type: what };
	}
}

const typeNow = (contest: Contest) => (contest.turn ? questionOf(contest, contest.turn.q).type : 'single');

function otherRules(rules: Rules, n: number): Rules {
	return {
		...rules,
		everyoneFails: everyoneFails[n % everyoneFails.length] ?? 'stay',
		ties: { ...rules.ties, stays: tieBreaks[n % 2] ?? 'all_right' },
		rescue: { ...rules.rescue, limit: n % 4, fastest: n % 5 === 0 ? null : n % 5 }
	};
}

function marks({ contest }: WildShow, n: number): Command {
	const { turn } = contest;
	return { type: 'markBoards', q: turn?.q ?? 0, wrong: turn ? some(boardsToMark(contest, turn), n) : [] };
}

/** Another verdict on a played question, mostly a late one, as a judge who has seen the preview. */
function correction(show: WildShow, n: number): Command {
	const { contest } = show;
	const turn = Math.max(1, contest.played.length - (n % 4));
	const answers = show.answers.get(turn) ?? [];
	const change = changeOf(show, turn, n);
	const outcome = correctionOf(contest, turn, change, answers);
	const { back, off } = outcome.ok ? outcome.correction : { back: [], off: [] };
	const seen = n % 50 === 0 ? { back: [99], off: [] } : { back, off };
	return { type: 'correct', turn, change, reason: 'thử', sendOff: n % 3 > 0, seen, answers };
}

function changeOf({ contest, answers }: WildShow, turn: number, n: number): Change {
	const played = contest.played[turn - 1];
	const type = played ? questionOf(contest, played.q).type : 'single';
	const kind = pick(['key', 'group', 'boards', 'void', 'key', 'group', 'boards'] as const, `kind:${n}`);
	const boards = [...(played?.boards ?? [])];
	switch (kind) {
		case 'key':
			return {
				kind,
				key: keys[type][n % keys[type].length] ?? '',
				accepted: type === 'short' && n % 2 === 0 ? ['x'] : [],
				boardsRight: n % 3 === 0 ? null : some(boards, n)
			};
		case 'group': {
			const forms = (answers.get(turn) ?? []).map((a) => groupOf(type, a.value));
			return { kind, form: forms[n % forms.length] ?? 'x', right: n % 2 === 0 };
		}
		case 'boards':
			return { kind, wrong: some(boards, n) };
		case 'void':
			return { kind };
	}
}

/** What a host does who always follows the console's one button. */
function nextCommand(show: WildShow, n: number): Command {
	const { contest, next, salt } = show;
	switch (next.step) {
		case 'present':
			return { type: 'present', q: next.q };
		case 'chooseTopic':
			return { type: 'present', q: next.qs[n % next.qs.length] ?? 0 };
		case 'reveal':
			return { type: 'reveal', answers: answersTo(show), digest: salt };
		case 'confirmReturn': {
			const sbds = [...(contest.returning ?? [])];
			return { type: 'rescue', trigger: 'host', choice: 'question', sbds, seed: salt, byHand: false };
		}
		case 'rescue': {
			const { size, choice, quota, quotaIsPercent } = show.rules.rescue;
			const [question] = unplayed(contest, 'rescue');
			if (size === 'question' && question) return { type: 'present', q: question.no };
			const won = size === 'all' ? { quota: 100, percent: true } : { quota, percent: quotaIsPercent };
			const sbds = chooseRescued(contest, choice, won, salt);
			return sbds.length > 0
				? { type: 'rescue', trigger: next.trigger, choice, sbds, seed: salt, byHand: false }
				: { type: 'declineRescue', trigger: next.trigger };
		}
		case 'prepare':
			return { type: 'prepare', prepared: preparedOf(contest) };
		case 'close':
			return { type: 'close', absent: absentOf(show) };
		case 'pair':
			return { type: 'pair', seed: salt };
		case 'markBoards':
			return marks(show, salt.length * 1001 + contest.played.length * 7);
		case 'done':
			return { type: 'finish' };
		default:
			return { type: next.step };
	}
}

function undecided(show: WildShow): string[] {
	const turn = show.contest.turn;
	if (!turn) return [];
	const groups = answerGroups(questionOf(show.contest, turn.q), turn.groups, countsOf(turn, answersTo(show)));
	return groups.filter((g) => g.verdict === 'nearly').map((g) => g.form);
}

/** All that a reveal waits for. */
function decideAll(show: WildShow): void {
	const { turn } = show.contest;
	if (turn?.stage !== 'closed') return;
	const { q } = turn;
	for (const form of undecided(show)) show.do({ type: 'judgeGroup', q, form, right: form.length % 2 === 0 });
	const absent = undecidedAbsent(turn, answersTo(show));
	if (absent.length > 0) show.do({ type: 'judgeAbsent', q, sbds: absent, stay: turn.turn % 2 === 0 });
}

function seatSomebody(show: WildShow): void {
	const sbd = 500;
	if ([...show.contest.contestants.values()].some((c) => c.status === 'checkedIn')) return;
	show.do({ type: 'register', contestants: [{ sbd, unit: '' }] }).do({ type: 'checkIn', sbds: [sbd] });
}
