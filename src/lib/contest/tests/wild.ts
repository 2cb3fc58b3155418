import fc from 'fast-check';
import type { Command, RecordedAnswer } from '../commands';
import { unplayed } from '../course';
import { drawOrder } from '../draw';
import { chooseRescued, rescuable } from '../rescue';
import { everyoneFails, rescueChoices, rescueSizes, tieBreaks, tiesLeft } from '../rules';
import { preparedOf, questionOf, scenes, type Contest, type ContestQuestion, type Prepared } from '../state';
import { answerGroups, countsOf } from '../verdicts';
import { plainRules, prepared, Show, type Room } from './given';

/** A contest of any rules, and what is tried on it, whether the rules allow it or not. */
export interface Wild {
	room: Room;
	/** So many of the list have not come. */
	absent: number;
	/** Whether it has begun when the steps begin. */
	started: boolean;
	/** Decides all answers. */
	salt: string;
	steps: Step[];
}

const acts = [
	'present',
	'open',
	'extend',
	'pause',
	'resume',
	'close',
	'deadline',
	'judge',
	'reveal'
] as const;
const others = ['register', 'checkIn', 'start', 'rescue', 'decline', 'status', 'scene', 'prepare'] as const;
interface Step {
	what: 'next' | 'finish' | (typeof acts)[number] | (typeof others)[number];
	/** Picks a seat, a question, an option of the command. */
	n: number;
	/** Goes by before it. */
	ms: number;
}

const small = fc.nat({ max: 3 });
const maybe = fc.option(fc.nat({ max: 8 }));

export const wild: fc.Arbitrary<Wild> = fc.record({
	salt: fc.string({ maxLength: 8 }),
	absent: fc.nat({ max: 2 }),
	started: fc.constantFrom(true, true, true, false),
	room: fc.record({
		contestants: fc.nat({ max: 9 }),
		warmup: fc.nat({ max: 2 }),
		questions: fc.record({
			main: fc.integer({ min: 1, max: 6 }),
			spare: small,
			rescue: small,
			tiebreak: small,
			bell: small
		}),
		rules: fc.record({
			lateJoin: fc.constantFrom('never', 'first_close'),
			readingSeconds: fc.constantFrom(0, 3),
			phonesReadAlong: fc.boolean(),
			everyoneFails: fc.constantFrom(...everyoneFails),
			bell: fc.record({ atOnce: fc.boolean(), topicChoice: fc.boolean() }),
			ties: fc.record({ stays: fc.constantFrom(...tieBreaks), left: fc.constantFrom(...tiesLeft) }),
			rescue: fc.record({
				limit: small,
				afterQuestions: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
				atMost: maybe,
				atMostPercent: fc.option(fc.nat({ max: 100 })),
				floorEmpty: fc.boolean(),
				size: fc.constantFrom(...rescueSizes),
				fastest: maybe,
				quota: fc.nat({ max: 100 }),
				quotaIsPercent: fc.boolean(),
				choice: fc.constantFrom(...rescueChoices)
			})
		})
	}),
	steps: fc.array(
		fc.record({
			what: fc.oneof(
				{ weight: 14, arbitrary: fc.constant('next' as const) },
				{ weight: 10, arbitrary: fc.constantFrom(...acts) },
				{ weight: 4, arbitrary: fc.constantFrom(...others) },
				{ weight: 1, arbitrary: fc.constantFrom('status' as const, 'finish' as const) }
			),
			n: fc.nat({ max: 1000 }),
			ms: fc.constantFrom(0, 1, 900, 3000, 20_000)
		}),
		{ maxLength: 60 }
	)
});

/** Leads a contest through its steps; what is refused does not happen. */
export function lead({ room, absent, started, salt, steps }: Wild): Show {
	const show = new Show();
	const plan = planted(prepared(room));
	show.do({ type: 'prepare', prepared: plan });
	const sbds = Array.from({ length: room.contestants ?? 0 }, (_, i) => i + 1);
	show.do({ type: 'register', contestants: sbds.map((sbd) => ({ sbd, unit: `Chi đoàn ${sbd % 3}` })) });
	const present = sbds.slice(absent);
	show.do({ type: 'checkIn', sbds: present });
	if (started && present.length > 0) show.do({ type: 'start' });
	for (const step of steps) {
		show.wait(step.ms);
		const command = commandOf(show, step, salt);
		if (show.refusal(command) === null) show.do(command);
	}
	return show;
}

/** Follows the next step until there is none; false when that comes to no end. */
export function leadToTheEnd(show: Show, salt: string): boolean {
	for (let i = 0; i < 300; i++) {
		if (show.next.step === 'done') return true;
		if (show.next.step === 'start') seatSomebody(show);
		show.wait(plainRules.graceSeconds * 1000 + 5000);
		decideGroups(show, salt);
		show.do(nextCommand(show, i, salt));
	}
	return false;
}

/** What everybody on the list and a stranger sent to the question on the floor; now and then all are wrong. */
export function answersTo(contest: Contest, salt: string): RecordedAnswer[] {
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

function possible({ type, key }: ContestQuestion): (string | null)[] {
	if (type !== 'short') return [key, key, key, 'A', 'B', null];
	return [key, key.toLowerCase(), 'khoa', key.replace('Ó', 'O'), 'x', '...', null];
}

function pick<T>(from: readonly T[], lot: string): T {
	const [first = 0] = drawOrder([...from.keys()], lot);
	return from[first] as T; // an index of `from`, which is never empty
}

/** Every third question is typed, and every text can be told from any other. */
function planted(plan: Prepared): Prepared {
	return {
		...plan,
		questions: plan.questions.map((q) => ({
			...q,
			...(q.no % 3 === 0
				? { type: 'short' as const, options: [], key: `KHÓA⟨${q.no}⟩`, accepted: [`KHÁC⟨${q.no}⟩`] }
				: { options: [`MỘT⟨${q.no}⟩`, `HAI⟨${q.no}⟩`] }),
			text: `HỎI⟨${q.no}⟩`,
			topic: `TÊN⟨${q.no}⟩`,
			explanation: `VÌ⟨${q.no}⟩`,
			source: `THEO⟨${q.no}⟩`,
			note: `NHỚ⟨${q.no}⟩`
		}))
	};
}

function commandOf(show: Show, { what, n }: Step, salt: string): Command {
	const { contest } = show;
	const seat = n % (contest.contestants.size + 2);
	const triggers = ['host', 'after_question', 'at_most', 'at_most_percent', 'floor_empty'] as const;
	switch (what) {
		case 'next':
			return nextCommand(show, n, salt);
		case 'present':
			return { type: 'present', q: n % (preparedOf(contest).questions.length + 2) };
		case 'extend':
			return { type: 'extend', ms: 1000 + n };
		case 'judge': {
			const groups = undecided(contest, salt);
			return { type: 'judgeGroup', form: groups[n % groups.length] ?? 'x', right: n % 2 === 0 };
		}
		case 'reveal':
			return { type: 'reveal', answers: answersTo(contest, salt), digest: salt };
		case 'register':
			return { type: 'register', contestants: [{ sbd: 1 + seat, unit: '' }] };
		case 'checkIn':
			return { type: 'checkIn', sbds: [1 + seat] };
		case 'rescue': {
			const some = rescuable(contest).filter((_, i) => (n >> i) % 2 === 1);
			const sbds = n % 10 === 0 ? [seat] : some.map((c) => c.sbd);
			return { type: 'rescue', trigger: 'host', choice: 'hand', sbds, seed: salt, byHand: true };
		}
		case 'decline':
			return { type: 'declineRescue', trigger: triggers[n % triggers.length] ?? 'host' };
		case 'status': {
			const to = (['disqualified', 'withdrawn', 'reinstated'] as const)[n % 3] ?? 'withdrawn';
			return { type: 'setStatus', sbd: seat, to, reason: 'thử' };
		}
		case 'scene':
			return { type: 'callScene', scene: [...scenes, null][n % (scenes.length + 1)] ?? null };
		case 'prepare':
			return { type: 'prepare', prepared: preparedOf(contest) };
		case 'close':
		case 'deadline':
			return { type: what, absent: [] };
		default:
			return { type: what };
	}
}

/** What a host does who always follows the console's one button. */
function nextCommand(show: Show, n: number, salt: string): Command {
	const { contest, next } = show;
	switch (next.step) {
		case 'present':
			return { type: 'present', q: next.q };
		case 'chooseTopic':
			return { type: 'present', q: next.qs[n % next.qs.length] ?? 0 };
		case 'reveal':
			return { type: 'reveal', answers: answersTo(contest, salt), digest: salt };
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
			return { type: 'close', absent: [] };
		case 'pair':
			return { type: 'pair', seed: salt };
		case 'markBoards':
			return { type: 'markBoards', q: show.turn.q, wrong: [] };
		case 'done':
			return { type: 'finish' };
		default:
			return { type: next.step };
	}
}

function undecided(contest: Contest, salt: string): string[] {
	const turn = contest.turn;
	if (!turn) return [];
	const groups = answerGroups(
		questionOf(contest, turn.q),
		turn.groups,
		countsOf(turn, answersTo(contest, salt))
	);
	return groups.filter((g) => g.verdict === 'nearly').map((g) => g.form);
}

function decideGroups(show: Show, salt: string): void {
	if (show.contest.turn?.stage !== 'closed') return;
	for (const form of undecided(show.contest, salt))
		show.do({ type: 'judgeGroup', form, right: form.length % 2 === 0 });
}

function seatSomebody(show: Show): void {
	const sbd = 500;
	if ([...show.contest.contestants.values()].some((c) => c.status === 'checkedIn')) return;
	show.do({ type: 'register', contestants: [{ sbd, unit: '' }] }).do({ type: 'checkIn', sbds: [sbd] });
}
