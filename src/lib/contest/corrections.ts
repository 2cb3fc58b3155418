import { problems } from '$lib/bank/check';
import { answerWay } from '$lib/bank/question';
import type { RecordedAnswer, Refusal } from './commands';
import { consequences, cutLosers, type Scores, type Trial } from './elimination';
import type { CorrectedEvent } from './events';
import {
	countsAsMain,
	questionOf,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type Judged,
	type PlayedTurn
} from './state';
import { judgeBoards, judgePhones, roundAt } from './verdicts';

/** What judges may change in a played question (JU1). */
export type Change =
	/** Another key. `boardsRight`: the boards that had it, since staff only marked who was wrong then; null: as they were. */
	| { kind: 'key'; key: string; accepted: string[]; boardsRight: number[] | null }
	/** A group of equal typed answers is right, or is not (QU2). */
	| { kind: 'group'; form: string; right: boolean }
	/** Which boards were wrong (CO7). */
	| { kind: 'boards'; wrong: number[] }
	/** The question does not count. */
	| { kind: 'void' };

/** What a change comes to; all of it if those who would leave are sent off, else only who comes back. */
export type Correction = Pick<
	CorrectedEvent,
	'turn' | 'q' | 'verdicts' | 'back' | 'off' | 'everyoneFailed' | 'bellRinger' | 'returning'
>;

type Outcome = { ok: true; correction: Correction } | { ok: false; code: Refusal };
const refused = (code: Refusal): Outcome => ({ ok: false, code });

/**
 * Works out what another verdict on a played question does to the floor as it stands now (JU1): who left because of the
 * question and would not have comes back, who stayed and would not have leaves. After the end nobody comes or goes any
 * more: the correct answers, the bell and the ranking are counted anew.
 */
export function correctionOf(
	contest: Contest,
	turnNo: number,
	change: Change,
	answers: readonly RecordedAnswer[]
): Outcome {
	const played = contest.played[turnNo - 1];
	if (!played) return refused('correction/unknown');
	if (played.voided || played.corrected === 'void') return refused('correction/voided');
	const question = changedQuestion(questionOf(contest, played.q), change);
	if (!question) return refused('correction/unfit');
	const judged = judgedAnew(played, question, change, answers);
	const before = new Set(played.right);
	const verdicts = judged
		.filter((j) => j.right !== before.has(j.sbd))
		.map((j): [number, number | null, 0 | 1] => [j.sbd, j.ms, j.right ? 1 : 0]);
	const floor: FloorAnew =
		change.kind === 'void' ? { ...nobody, everyoneFailed: null } : floorAnew(contest, played, judged);
	const after: PlayedTurn = {
		...played,
		right: judged.flatMap((j) => (j.right ? [j.sbd] : [])),
		everyoneFailed: floor.everyoneFailed,
		corrected: change.kind === 'void' ? 'void' : 'verdicts'
	};
	const { back, off } = moves(contest, played, after, verdicts, floor);
	const correction: Correction = {
		turn: turnNo,
		q: played.q,
		verdicts,
		back,
		off,
		everyoneFailed: floor.everyoneFailed,
		bellRinger: bellAnew(contest, played, judged),
		returning: isPending(contest, played)
			? sorted([...floor.returning])
			: contest.returning && [...contest.returning]
	};
	// A question may be struck out, or have its key mended for the record, though nobody's verdict changes.
	if (verdicts.length === 0 && back.length === 0 && (change.kind === 'group' || change.kind === 'boards'))
		return refused('correction/no_change');
	return { ok: true, correction };
}

/** The question with its new key; null when that can't be one. */
function changedQuestion(question: ContestQuestion, change: Change): ContestQuestion | null {
	if (change.kind === 'group' && answerWay(question.type) !== 'typed') return null;
	if (change.kind !== 'key') return question;
	const changed = { ...question, key: change.key, accepted: change.accepted };
	return problems(changed).length === 0 ? changed : null;
}

function judgedAnew(
	played: PlayedTurn,
	question: ContestQuestion,
	change: Change,
	answers: readonly RecordedAnswer[]
): Judged[] {
	const groups =
		change.kind === 'group' ? new Map(played.groups).set(change.form, change.right) : played.groups;
	const asked = { ...played, groups: change.kind === 'key' ? new Map<string, boolean>() : groups };
	const judged = [
		...judgePhones(question, asked, answers),
		...judgeBoards(question, asked, wrongBoards(played, change))
	];
	return change.kind === 'void' ? judged.map((j) => ({ ...j, right: false })) : judged;
}

function wrongBoards(played: PlayedTurn, change: Change): Set<number> {
	if (change.kind === 'boards') return new Set(change.wrong);
	const right = new Set((change.kind === 'key' && change.boardsRight) || played.right);
	return new Set([...played.boards].filter((sbd) => !right.has(sbd)));
}

/** Whether the question took a life of somebody whom it judged (EL2); where everyone is forgiven, it did not (EL5). */
export function countedAsMiss(played: PlayedTurn, sbd: number): boolean {
	const forgiven =
		played.corrected === 'void' || played.everyoneFailed === 'stay' || played.everyoneFailed === 'void';
	return !forgiven && !played.right.includes(sbd) && !played.excused.includes(sbd);
}

interface FloorAnew {
	/** Who would leave by the question itself. */
	out: ReadonlySet<number>;
	/** Who would return by it, of a rescue question. */
	returning: ReadonlySet<number>;
	everyoneFailed: PlayedTurn['everyoneFailed'];
}
const nobody = { out: new Set<number>(), returning: new Set<number>() };

function floorAnew(contest: Contest, played: PlayedTurn, judged: readonly Judged[]): FloorAnew {
	const trial: Trial = {
		kind: played.kind,
		round: played.round,
		excused: new Set(played.excused),
		missesBefore: (sbd) => missesBefore(contest, played, sbd)
	};
	const effect = consequences(contest, trial, judged);
	return {
		out: new Set(effect.out),
		returning: new Set(effect.returning),
		everyoneFailed: effect.everyoneFailed
	};
}

/** Lives that she had lost in the round before this question. */
function missesBefore(contest: Contest, played: PlayedTurn, sbd: number): number {
	const earlier = contest.played.filter(
		(t) => t.round === played.round && countsAsMain(t.kind) && t.turn < played.turn && !t.voided
	);
	return earlier.filter((t) => t.roster.includes(sbd) && countedAsMiss(t, sbd)).length;
}

function moves(
	contest: Contest,
	played: PlayedTurn,
	after: PlayedTurn,
	verdicts: Correction['verdicts'],
	floor: FloorAnew
): { back: number[]; off: number[] } {
	if (contest.phase === 'finished') return { back: [], off: [] };
	const is = (sbd: number, status: Contestant['status']) => contest.contestants.get(sbd)?.status === status;
	if (played.kind === 'rescue') return rescueMoves(contest, played, floor, is);
	const leftByIt = (sbd: number) => contest.contestants.get(sbd)?.outAt === played.turn;
	const back = played.out.filter((sbd) => !floor.out.has(sbd) && is(sbd, 'out') && leftByIt(sbd));
	const stays = (sbd: number) => !is(sbd, 'in') || played.out.includes(sbd) || isLives(contest, played);
	const off = [...floor.out].filter((sbd) => !stays(sbd));
	const later = laterMoves(contest, played, after, verdicts);
	return { back: sorted([...back, ...later.back]), off: sorted([...off, ...later.off]) };
}

/** A rescue question whose return the host has not confirmed: the list changes, and nobody moves. */
function isPending(contest: Contest, played: PlayedTurn): boolean {
	return contest.returning !== null && played.kind === 'rescue' && contest.turn?.turn === played.turn;
}

/** A rescue question brings back who is right in it, if she has not come back since. */
function rescueMoves(
	contest: Contest,
	played: PlayedTurn,
	floor: FloorAnew,
	is: (sbd: number, status: Contestant['status']) => boolean
): { back: number[]; off: number[] } {
	if (isPending(contest, played)) return { back: [], off: [] };
	const rescue = contest.rescues.find((r) => r.afterTurn === played.turn && r.choice === 'question');
	const came = new Set(rescue?.sbds);
	return {
		back: sorted([...floor.returning].filter((sbd) => !came.has(sbd) && is(sbd, 'out'))),
		off: sorted([...came].filter((sbd) => !floor.returning.has(sbd) && is(sbd, 'in')))
	};
}

/** Who left later, at her last life or at the end of the round, and would not have with another verdict here; and the reverse. */
function laterMoves(
	contest: Contest,
	played: PlayedTurn,
	after: PlayedTurn,
	verdicts: Correction['verdicts']
): { back: number[]; off: number[] } {
	const round = roundAt(contest, played.round);
	if (!round || !countsAsMain(played.kind)) return { back: [], off: [] };
	if (round.elimination === 'lives') return livesMoves(contest, played, after, round.lives);
	const cut = contest.cuts.find((c) => c.round === played.round);
	if (round.elimination !== 'cut' || !cut) return { back: [], off: [] };
	const out = new Set(cutLosers(round, corrected(cut.scores, verdicts)));
	const statusOf = (sbd: number) => contest.contestants.get(sbd)?.status;
	const leftThen = (sbd: number) => contest.contestants.get(sbd)?.outAt === cut.afterTurn;
	return {
		back: cut.out.filter((sbd) => !out.has(sbd) && statusOf(sbd) === 'out' && leftThen(sbd)),
		off: [...out].filter((sbd) => !cut.out.includes(sbd) && statusOf(sbd) === 'in')
	};
}

/** Whose lives are enough with another verdict, though they were not at a later question; and the reverse (EL2). */
function livesMoves(
	contest: Contest,
	played: PlayedTurn,
	after: PlayedTurn,
	lives: number
): { back: number[]; off: number[] } {
	const back: number[] = [];
	const off: number[] = [];
	for (const sbd of played.roster) {
		const c = contest.contestants.get(sbd);
		const by = missesBy(played, after, sbd);
		// Whose round is over has other lives now.
		if (!c || by === 0 || c.inRound.round !== played.round) continue;
		const enough = c.inRound.misses + by < lives;
		if (c.status === 'out' && enough && c.outAt !== played.turn && leftInRound(contest, c)) back.push(sbd);
		if (c.status === 'in' && !enough) off.push(sbd);
	}
	return { back, off };
}

/** By how many her misses of the round change with the question's new verdicts: -1, 0 or 1. */
export function missesBy(before: PlayedTurn, after: PlayedTurn, sbd: number): number {
	return Number(countedAsMiss(after, sbd)) - Number(countedAsMiss(before, sbd));
}

function isLives(contest: Contest, played: PlayedTurn): boolean {
	return countsAsMain(played.kind) && roundAt(contest, played.round)?.elimination === 'lives';
}

/** Whether she left the floor by a question of the round that she played last. */
function leftInRound(contest: Contest, c: Contestant): boolean {
	return contest.played[(c.outAt ?? 0) - 1]?.round === c.inRound.round;
}

/** Scores of a round with other verdicts on one of its questions. */
export function corrected(scores: Scores, verdicts: Correction['verdicts']): Scores {
	const after = new Map(scores);
	for (const [sbd, ms, right] of verdicts) {
		const score = after.get(sbd);
		const by = right === 1 ? 1 : -1;
		if (score) after.set(sbd, { correct: score.correct + by, timeMs: score.timeMs + by * (ms ?? 0) });
	}
	return after;
}

/** Who has rung the bell by the new verdicts (BE2). */
function bellAnew(contest: Contest, played: PlayedTurn, judged: readonly Judged[]): number | null {
	if (played.kind !== 'bell') return contest.bellRinger;
	return judged.find((j) => j.right)?.sbd ?? null;
}

const sorted = (sbds: number[]) => [...new Set(sbds)].sort((a, b) => a - b);
