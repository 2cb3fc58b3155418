import { groupOf, judge } from '$lib/bank/judge';
import type { RecordedAnswer } from './commands';
import type { RevealedEvent } from './events';
import type { Rules } from './rules';
import { preparedOf, questionOf, withStatus, type Contest, type Judged, type Turn } from './state';

/** A group of equal short answers, for the judges (QU2). */
export interface AnswerGroup {
	form: string;
	/** One of the answers as it was typed. */
	sample: string;
	count: number;
	/** `nearly`: right but for diacritics, and nobody has decided yet. */
	verdict: 'right' | 'wrong' | 'nearly';
}

/** The groups of a short-answer question, largest first. `counts`: how many gave each answer, as typed. */
export function answerGroups(
	contest: Contest,
	turn: Turn,
	counts: ReadonlyMap<string, number>
): AnswerGroup[] {
	const question = questionOf(contest, turn.q);
	const groups = new Map<string, AnswerGroup>();
	for (const [sample, count] of counts) {
		const form = groupOf(sample);
		const group = groups.get(form);
		if (group) group.count += count;
		else groups.set(form, { form, sample, count, verdict: decided(turn, form) ?? judge(question, sample) });
	}
	return [...groups.values()].sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1));
}

/** How many of those whom the turn judges gave each answer. */
export function countsOf(turn: Turn, answers: readonly RecordedAnswer[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { sbd, value } of answers)
		if (turn.roster.has(sbd)) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

function decided(turn: Turn, form: string): 'right' | 'wrong' | undefined {
	const right = turn.groups.get(form);
	return right === undefined ? undefined : right ? 'right' : 'wrong';
}

/** Judges the turn's roster by exactly the recorded answers (EL1, EL3, PH6). */
export function judgeTurn(contest: Contest, turn: Turn, answers: readonly RecordedAnswer[]): Judged[] {
	const question = questionOf(contest, turn.q);
	const bySbd = new Map(answers.map((a) => [a.sbd, a]));
	return [...turn.roster]
		.sort((a, b) => a - b)
		.map((sbd) => {
			const answer = bySbd.get(sbd);
			if (!answer) return { sbd, value: null, ms: null, right: false };
			const right = (decided(turn, groupOf(answer.value)) ?? judge(question, answer.value)) === 'right';
			return { sbd, value: answer.value, ms: answerTime(turn, answer.receivedAt), right };
		});
}

/** From the opening to `receivedAt`, pauses left out, ms. */
function answerTime(turn: Turn, receivedAt: number): number {
	const stood = turn.pauses.reduce(
		(sum, p) => sum + Math.max(0, Math.min(p.to, receivedAt) - Math.min(p.from, receivedAt)),
		0
	);
	return Math.max(0, receivedAt - turn.openedAt - stood);
}

/** What the verdicts of a turn do to the floor (EL2, EL5, RE2, BE2, BE3). */
export function consequences(
	contest: Contest,
	turn: Turn,
	judged: readonly Judged[]
): Pick<RevealedEvent, 'out' | 'everyoneFailed' | 'returning'> {
	const { rules, rounds } = preparedOf(contest);
	const question = questionOf(contest, turn.q);
	const nothing = { out: [], everyoneFailed: null, returning: null };
	// Somebody may have been disqualified since the opening: she is judged for the record, but nothing follows.
	const wanted = question.kind === 'rescue' ? 'out' : 'in';
	const here = judged.filter((j) => contest.contestants.get(j.sbd)?.status === wanted);
	switch (question.kind) {
		case 'bell':
			return nothing;
		case 'rescue':
			return { ...nothing, returning: returningFrom(rules, here) };
		case 'tiebreak':
			return { ...nothing, out: tieBreakLosers(rules, here) };
		case 'main':
		case 'spare': {
			const round = rounds[roundOf(contest, turn)];
			if (round?.elimination === 'warmup') return nothing;
			const failed = here.filter((j) => !j.right).map((j) => j.sbd);
			if (here.length === 0 || failed.length < here.length) return { ...nothing, out: failed };
			const policy = rules.everyoneFails;
			const all = policy === 'rescue' || policy === 'end';
			return { ...nothing, out: all ? failed : [], everyoneFailed: policy };
		}
	}
}

/** The round that rules the turn: a spare plays in the round of the main question before it. */
export function roundOf(contest: Contest, turn: Turn): number {
	const own = questionOf(contest, turn.q).round;
	if (own >= 0) return own;
	const before = contest.played.filter((t) => t.kind === 'main' && t.turn < turn.turn).at(-1);
	return before ? questionOf(contest, before.q).round : 0;
}

function returningFrom(rules: Rules, judged: readonly Judged[]): number[] {
	const right = judged.filter((j) => j.right).sort(byTime);
	const { fastest } = rules.rescue;
	return (fastest === null ? right : right.slice(0, fastest)).map((j) => j.sbd);
}

function tieBreakLosers(rules: Rules, here: readonly Judged[]): number[] {
	const right = here.filter((j) => j.right).sort(byTime);
	if (right.length === 0) return [];
	const best = right[0]?.ms;
	const stay = new Set(
		right.filter((j) => rules.ties.stays === 'all_right' || j.ms === best).map((j) => j.sbd)
	);
	return here.filter((j) => !stay.has(j.sbd)).map((j) => j.sbd);
}

const byTime = (a: Judged, b: Judged) => (a.ms ?? Infinity) - (b.ms ?? Infinity) || a.sbd - b.sbd;

/** Those on the floor after `out` have left. */
export function leftAfter(contest: Contest, out: readonly number[]): number[] {
	const gone = new Set(out);
	return withStatus(contest, 'in')
		.map((c) => c.sbd)
		.filter((sbd) => !gone.has(sbd));
}
