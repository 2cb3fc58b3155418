import { problems } from '$lib/bank/check';
import { answerWay } from '$lib/bank/question';
import type { RecordedAnswer, Refusal } from './commands';
import { consequences, cutLosers, type Scores } from './elimination';
import type { CorrectedEvent, Effect } from './events';
import { livesLost } from './lives';
import type { Round } from './rules';
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
	/** A group of equal typed answers is right, or is not (QU2). `written`: how they were typed most. */
	| { kind: 'group'; form: string; written?: string | undefined; right: boolean }
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
	const here = new Set(played.here);
	const judged = judgedAnew(played, question, change, answers)
		.filter((j) => here.has(j.sbd))
		.sort((a, b) => a.sbd - b.sbd);
	const before = new Set(played.right);
	const verdicts = judged
		.filter((j) => j.right !== before.has(j.sbd))
		.map((j): [number, number | null, 0 | 1] => [j.sbd, j.ms, j.right ? 1 : 0]);
	const floor = change.kind === 'void' ? nobody : floorAnew(contest, played, judged);
	const after: PlayedTurn = {
		...played,
		right: judged.flatMap((j) => (j.right ? [j.sbd] : [])),
		everyoneFailed: floor.everyoneFailed,
		corrected: change.kind === 'void' ? 'void' : 'verdicts'
	};
	const { back, off } = moves(contest, played, after, verdicts, floor);
	const pending = isPending(contest, played) ? floor.returning : contest.returning;
	// Another correction may have brought some of them back already.
	const isOut = (sbd: number) => contest.contestants.get(sbd)?.status === 'out';
	const correction: Correction = {
		turn: turnNo,
		q: played.q,
		verdicts,
		back,
		off,
		everyoneFailed: floor.everyoneFailed,
		bellRinger: bellAnew(contest, played, judged),
		returning: contest.returning && sorted((pending ?? []).filter((sbd) => isOut(sbd) && !back.includes(sbd)))
	};
	// A question may be struck out, or have its key mended for the record, though nobody's verdict changes.
	const moved = back.length + off.length > 0;
	if (verdicts.length === 0 && !moved && (change.kind === 'group' || change.kind === 'boards'))
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

const nobody: Effect = { out: [], everyoneFailed: null, returning: null };

/** What the question would have come to with these verdicts, under the options of its time. */
function floorAnew(contest: Contest, played: PlayedTurn, judged: readonly Judged[]): Effect {
	const { kind, rules, round, excused, turn } = played;
	const before = livesLost(contest, contest.played.slice(0, turn - 1), round);
	const missesBefore = (sbd: number) => before.get(sbd)?.misses ?? 0;
	return consequences(contest, { kind, rules, round, excused: new Set(excused), missesBefore }, judged);
}

function moves(
	contest: Contest,
	played: PlayedTurn,
	after: PlayedTurn,
	verdicts: Correction['verdicts'],
	floor: Effect
): Moves {
	if (contest.phase === 'finished') return { back: [], off: [] };
	const { back, off } = movesOf(contest, played, after, verdicts, floor);
	return { back: sorted(back), off: sorted(off) };
}

interface Moves {
	back: number[];
	off: number[];
}

function movesOf(
	contest: Contest,
	played: PlayedTurn,
	after: PlayedTurn,
	verdicts: Correction['verdicts'],
	floor: Effect
): Moves {
	if (played.kind === 'rescue') return rescueMoves(contest, played, floor);
	const round = countsAsMain(played.kind) ? roundAt(contest, played.round) : undefined;
	if (round?.elimination === 'lives') return livesMoves(contest, played, after);
	if (round?.elimination === 'cut') return cutMoves(contest, played, round, verdicts);
	return {
		back: played.out.filter(
			(sbd) => !floor.out.includes(sbd) && leftBy(contest, sbd, 'question', played.turn)
		),
		off: floor.out.filter((sbd) => !played.out.includes(sbd) && staysSince(contest, sbd, played.turn))
	};
}

/** Whether she is off the floor now, and left it then and by that. */
function leftBy(contest: Contest, sbd: number, outBy: Contestant['outBy'], turn: number): boolean {
	const c = contest.contestants.get(sbd);
	return c?.status === 'out' && c.outBy === outBy && c.outAt === turn;
}

/** Whether she is on the floor now without having been brought back since: who was would be here all the same. */
function staysSince(contest: Contest, sbd: number, turn: number): boolean {
	const c = contest.contestants.get(sbd);
	return c?.status === 'in' && (c.rescuedAt ?? 0) < turn;
}

/** A rescue question whose return the host has not confirmed: the list changes, and nobody moves. */
function isPending(contest: Contest, played: PlayedTurn): boolean {
	return contest.returning !== null && played.kind === 'rescue' && contest.turn?.turn === played.turn;
}

/** A rescue question brings back who is right in it; whom the host left out or put in by hand stays as she decided (RE4). */
function rescueMoves(contest: Contest, played: PlayedTurn, { returning }: Effect): Moves {
	if (isPending(contest, played)) return { back: [], off: [] };
	const rescue = contest.rescues.find((r) => r.afterTurn === played.turn && r.choice === 'question');
	const now = returning ?? [];
	const statusOf = (sbd: number) => contest.contestants.get(sbd);
	return {
		back: now.filter((sbd) => !played.returning.includes(sbd) && isStillOut(contest, sbd, played.turn)),
		off: played.returning.filter(
			(sbd) =>
				!now.includes(sbd) &&
				rescue?.sbds.includes(sbd) === true &&
				statusOf(sbd)?.status === 'in' &&
				statusOf(sbd)?.rescuedAt === played.turn
		)
	};
}

/** Whether she is off the floor, and was before that turn. */
function isStillOut(contest: Contest, sbd: number, turn: number): boolean {
	const c = contest.contestants.get(sbd);
	return c?.status === 'out' && (c.outAt ?? 0) < turn;
}

/** Who would have been kept at the end of the round by the new scores, and who would not (EL2). */
function cutMoves(
	contest: Contest,
	played: PlayedTurn,
	round: Round,
	verdicts: Correction['verdicts']
): Moves {
	const cut = contest.cuts.find((c) => c.round === played.round);
	if (!cut) return { back: [], off: [] };
	const out = cutLosers(round, corrected(cut.scores, verdicts));
	return {
		back: cut.out.filter((sbd) => !out.includes(sbd) && leftBy(contest, sbd, 'cut', cut.afterTurn)),
		off: out.filter((sbd) => !cut.out.includes(sbd) && staysSince(contest, sbd, cut.afterTurn))
	};
}

/** Whose lives would have lasted, at this question or a later one, and whose would not (EL2). */
function livesMoves(contest: Contest, played: PlayedTurn, after: PlayedTurn): Moves {
	const was = livesLost(contest, contest.played, played.round);
	const is = livesLost(contest, contest.played.with(played.turn - 1, after), played.round);
	const outAt = (lost: typeof was, sbd: number) => lost.get(sbd)?.outAt ?? null;
	const wasOut = (sbd: number) => outAt(was, sbd) !== null;
	const isOut = (sbd: number) => outAt(is, sbd) !== null;
	const at = (sbd: number) => outAt(was, sbd) ?? outAt(is, sbd) ?? 0;
	return {
		back: played.here.filter(
			(sbd) => wasOut(sbd) && !isOut(sbd) && leftBy(contest, sbd, 'question', at(sbd))
		),
		off: played.here.filter(
			(sbd) => isOut(sbd) && (!wasOut(sbd) || at(sbd) === played.turn) && staysSince(contest, sbd, at(sbd))
		)
	};
}

/**
 * The turn at which somebody whom a correction sends off would have left: that of her last life, that of the cut, or the
 * question itself. `played`: with the new verdicts.
 */
export function leavesAt(contest: Contest, line: PlayedTurn, sbd: number): number {
	const rule = countsAsMain(line.kind) ? roundAt(contest, line.round)?.elimination : undefined;
	if (rule === 'lives') return livesLost(contest, contest.played, line.round).get(sbd)?.outAt ?? line.turn;
	const cut = rule === 'cut' ? contest.cuts.find((c) => c.round === line.round) : undefined;
	return cut?.afterTurn ?? line.turn;
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
	return judged.find((j) => j.right && contest.contestants.get(j.sbd)?.status === 'in')?.sbd ?? null;
}

const sorted = (sbds: number[]) => [...new Set(sbds)].sort((a, b) => a - b);
