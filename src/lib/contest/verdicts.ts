import { groupOf, judge } from '$lib/bank/judge';
import type { RecordedAnswer } from './commands';
import {
	preparedOf,
	questionOf,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type Judged,
	type Turn
} from './state';

/** A group of equal typed answers, for the judges (QU2). */
export interface AnswerGroup {
	form: string;
	/** As it was typed most. */
	sample: string;
	count: number;
	/** `nearly`: right but for diacritics and the like, and nobody has decided yet. */
	verdict: 'right' | 'wrong' | 'nearly';
}

/** What judging needs to know of a question that is or was on the floor. */
export type Asked = Pick<Turn, 'openedAt' | 'pauses' | 'groups' | 'boards'> & { roster: Iterable<number> };

/**
 * Whether a question that has been opened still asks her: on its roster (EL1), and not sent off or gone meanwhile, whereas a
 * rescue question asks those who are off the floor (RE2).
 */
export function isAsked(contest: Contest, turn: Turn, { sbd, status }: Contestant): boolean {
	const asks: Contestant['status'] = questionOf(contest, turn.q).kind === 'rescue' ? 'out' : 'in';
	return turn.roster.has(sbd) && status === asks;
}

/** How many phones the question on the floor still waits for; not counting the paper boards (CO7). */
export function phonesAsked(contest: Contest, turn: Turn): number {
	let n = 0;
	for (const sbd of turn.roster) {
		const contestant = contest.contestants.get(sbd);
		if (contestant && !turn.boards.has(sbd) && isAsked(contest, turn, contestant)) n++;
	}
	return n;
}

/** The groups of a typed question, largest first. `counts`: how many gave each answer, as typed. */
export function answerGroups(
	question: ContestQuestion,
	decisions: Turn['groups'],
	counts: ReadonlyMap<string, number>
): AnswerGroup[] {
	const groups = new Map<string, AnswerGroup>();
	const bySize = [...counts].sort(([, a], [, b]) => b - a);
	for (const [sample, count] of bySize) {
		const form = groupOf(question.type, sample);
		const group = groups.get(form);
		if (group) group.count += count;
		else groups.set(form, { form, sample, count, verdict: verdictOn(question, decisions, sample) });
	}
	return [...groups.values()].sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1));
}

/** How the answers of a group were typed most; undefined when nobody has given one. */
export function writtenOf(
	question: ContestQuestion,
	form: string,
	counts: ReadonlyMap<string, number>
): string | undefined {
	return answerGroups(question, new Map(), counts).find((group) => group.form === form)?.sample;
}

/** How many of those whom the question judges by phone gave each answer. */
export function countsOf(
	turn: Pick<Turn, 'roster' | 'boards'>,
	answers: readonly RecordedAnswer[]
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { sbd, value } of answers)
		if (turn.roster.has(sbd) && !turn.boards.has(sbd)) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** What an answer is worth: as the judges decided on its group, else as the key says (QU2). */
export function verdictOn(
	question: ContestQuestion,
	decisions: Turn['groups'],
	value: string
): AnswerGroup['verdict'] {
	const decided = decisions.get(groupOf(question.type, value));
	if (decided !== undefined) return decided ? 'right' : 'wrong';
	return judge(question, value);
}

/** Judges who answers by phone, by exactly the recorded answers (EL1, EL3, PH6). By SBD. */
export function judgePhones(
	question: ContestQuestion,
	asked: Asked,
	answers: readonly RecordedAnswer[]
): Judged[] {
	const bySbd = new Map(answers.map((a) => [a.sbd, a]));
	return inOrder(asked.roster)
		.filter((sbd) => !asked.boards.has(sbd))
		.map((sbd) => {
			const answer = bySbd.get(sbd);
			if (!answer) return { sbd, value: null, ms: null, right: false, board: false };
			const right = verdictOn(question, asked.groups, answer.value) === 'right';
			const ms = answerTime(asked, answer.receivedAt);
			return { sbd, value: answer.value, ms, right, board: false };
		});
}

/**
 * Judges the paper boards by their marks (CO7). Nobody has measured them, so each counts the whole time of the
 * question.
 */
export function judgeBoards(question: ContestQuestion, asked: Asked, wrong: ReadonlySet<number>): Judged[] {
	return inOrder(asked.boards).map((sbd) => ({
		sbd,
		value: null,
		ms: question.limitMs,
		right: !wrong.has(sbd),
		board: true
	}));
}

/** Who of the question's boards stands on the floor still, or off it for a rescue question: staff mark these. */
export function boardsToMark(contest: Contest, turn: Turn): number[] {
	const wanted = questionOf(contest, turn.q).kind === 'rescue' ? 'out' : 'in';
	return inOrder(turn.boards).filter((sbd) => contest.contestants.get(sbd)?.status === wanted);
}

/** Seats without an answer and without a line, on which the judges have not decided (EL3). */
export function undecidedAbsent(turn: Turn, answers: readonly RecordedAnswer[]): number[] {
	const answered = new Set(answers.map((a) => a.sbd));
	return [...turn.absent].flatMap(([sbd, stays]) => (stays === null && !answered.has(sbd) ? [sbd] : []));
}

/** Who stays though she gave no answer, because the judges say so (EL3). */
export function excusedOf(turn: Pick<Turn, 'absent'>, judged: readonly Judged[]): Set<number> {
	const silent = new Set(judged.filter((j) => j.value === null && !j.board).map((j) => j.sbd));
	return new Set(
		[...turn.absent].flatMap(([sbd, stays]) => (stays === true && silent.has(sbd) ? [sbd] : []))
	);
}

/** From the opening to `receivedAt`, pauses left out, ms. */
export function answerTime(asked: Pick<Asked, 'openedAt' | 'pauses'>, receivedAt: number): number {
	const stood = asked.pauses.reduce(
		(sum, p) => sum + Math.max(0, Math.min(p.to, receivedAt) - Math.min(p.from, receivedAt)),
		0
	);
	return Math.max(0, receivedAt - asked.openedAt - stood);
}

/** Index of the round that rules a question: a spare plays in the round of the main question before it. */
export function roundOf(contest: Contest, q: number): number {
	const own = questionOf(contest, q).round;
	if (own >= 0) return own;
	const before = contest.played.filter((t) => t.kind === 'main' && t.q !== q).at(-1);
	return before ? before.round : 0;
}

/** The rounds of the contest; a main question always has one. */
export function roundAt(contest: Contest, index: number) {
	return preparedOf(contest).rounds[index];
}

const inOrder = (sbds: Iterable<number>) => [...sbds].sort((a, b) => a - b);
