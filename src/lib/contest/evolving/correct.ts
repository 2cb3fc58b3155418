import { corrected as scoresAnew, leavesAt, type Change } from '../corrections';
import type { CorrectedEvent } from '../events';
import { livesLost } from '../lives';
import {
	betweenQuestions,
	countsAsMain,
	isInterlude,
	onFloor,
	preparedOf,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type CutRecord,
	type PlayedTurn,
	type RescueRecord
} from '../state';
import { roundAt } from '../verdicts';
import { contestantOf, withALife, withContestants, withHistory, standingAnew } from './shared';

/** Other verdicts on a question that has been played (JU1): credit, floor and history as if it had been so judged. */
export function corrected(contest: Contest, event: CorrectedEvent, seq: number): Contest {
	const played = contest.played[event.turn - 1];
	if (!played) throw new Error(`the contest has no turn ${event.turn}`);
	const line = lineAnew(contest, played, event);
	const anew = { ...contest, rescues: rescuesAnew(contest, played, event) };
	const lines = contest.played.with(event.turn - 1, line);
	const leaves = new Map(event.off.map((sbd) => [sbd, leavesAt({ ...anew, played: lines }, line, sbd)]));
	const returns = new Map(event.back.map((sbd) => [sbd, contestantOf(contest, sbd).outAt ?? event.turn]));
	const moved = withContestants(anew, peopleAnew(contest, line, event, returns, leaves));
	const history = lines.map((t) => (line.kind === 'rescue' ? t : movesAnew(contest, t, returns, leaves)));
	const next: Contest = {
		...withLivesAnew(withHistory(moved, withoutReturned(history, line, leaves)), line),
		prepared: { ...preparedOf(contest), questions: questionsAnew(contest, event) },
		cuts: contest.cuts.map((c) => cutAnew(c, played, event)),
		bellRinger: event.bellRinger,
		returning: event.returning,
		justRescued: contest.justRescued.filter((sbd) => !event.off.includes(sbd)),
		justCut: contest.justCut.filter((sbd) => !event.back.includes(sbd)),
		notice: { seq, turn: event.turn, back: event.back, off: event.off },
		...standingAnew(contest, event)
	};
	const ended = { ...next, over: isOver(next, played, event) };
	return contest.turn?.turn === event.turn && contest.turn.stage === 'revealed'
		? withTurnAnew(ended, event)
		: ended;
}

/** Who is back after the room was told that the contest ends here plays on; or the last question ends it now (EL5). */
function isOver(contest: Contest, played: PlayedTurn, event: CorrectedEvent): boolean {
	if (contest.over) return !(played.everyoneFailed === 'end' && event.back.length > 0);
	return event.everyoneFailed === 'end' && isLast(contest, played) && onFloor(contest) === 0;
}

/** Whether nothing has followed the question that could send somebody off. */
function isLast(contest: Contest, played: PlayedTurn): boolean {
	const last = contest.played.findLast((t) => !isInterlude(t.kind));
	return betweenQuestions(contest) && last?.turn === played.turn;
}

function lineAnew(contest: Contest, played: PlayedTurn, event: CorrectedEvent): PlayedTurn {
	const right = new Set(played.right);
	for (const [sbd, , is] of event.verdicts) {
		if (is === 1) right.add(sbd);
		else right.delete(sbd);
	}
	const struck = event.change.kind === 'void';
	const bell = played.kind === 'bell' ? played.here.filter((sbd) => right.has(sbd)) : played.survivors;
	return {
		...played,
		right: sorted(right),
		survivors: struck ? [] : bell,
		returning: returningAnew(played, event),
		groups: groupsAnew(played, event.change),
		everyoneFailed: event.everyoneFailed,
		// The last question struck out is played again with a spare; further back the show does not return.
		voided: struck && !isInterlude(played.kind) && !isCutAt(contest, played.turn) && isLast(contest, played),
		corrected: struck ? 'void' : 'verdicts'
	};
}

/** Who might have returned by a rescue question: as before, with those whom this brings back or sends off. */
function returningAnew(played: PlayedTurn, { back, off, returning }: CorrectedEvent): readonly number[] {
	if (played.kind !== 'rescue') return played.returning;
	return returning ?? sorted([...played.returning.filter((sbd) => !off.includes(sbd)), ...back]);
}

function rescuesAnew(contest: Contest, played: PlayedTurn, { back, off }: CorrectedEvent): RescueRecord[] {
	return contest.rescues.map((r) => {
		if (played.kind !== 'rescue' || r.afterTurn !== played.turn || r.choice !== 'question') return r;
		return { ...r, sbds: sorted([...r.sbds.filter((sbd) => !off.includes(sbd)), ...back]) };
	});
}

/** Who left at a question, or survived it: whom a correction has brought back has come as far as the floor (BE4). */
function movesAnew(
	contest: Contest,
	t: PlayedTurn,
	returns: ReadonlyMap<number, number>,
	leaves: ReadonlyMap<number, number>
): PlayedTurn {
	const sent = isCutAt(contest, t.turn) ? [] : [...leaves].filter(([, turn]) => turn === t.turn);
	const out = sorted([...t.out.filter((sbd) => returns.get(sbd) !== t.turn), ...sent.map(([sbd]) => sbd)]);
	// A cut comes after the question: it changes who was left from the next one on.
	const since = ([, turn]: [number, number]) =>
		turn < t.turn || (turn === t.turn && !isCutAt(contest, t.turn));
	const left = t.left + [...returns].filter(since).length - [...leaves].filter(since).length;
	const moved = { ...t, out, left };
	// Who was let in while a question was open has not survived that one, cut or not.
	const came = [...returns]
		.filter(([sbd, turn]) => turn < t.turn || (turn === t.turn && t.here.includes(sbd)))
		.map(([sbd]) => sbd);
	if (isInterlude(t.kind) || t.kind === 'bell' || t.voided || t.corrected === 'void') return moved;
	return { ...moved, survivors: sorted([...t.survivors, ...came]) };
}

/** Whoever leaves by a correction survived nothing from there on. */
function withoutReturned(
	played: readonly PlayedTurn[],
	line: PlayedTurn,
	leaves: ReadonlyMap<number, number>
): readonly PlayedTurn[] {
	if (leaves.size === 0) return played;
	const gone = (t: PlayedTurn) => (sbd: number) => (leaves.get(sbd) ?? Infinity) <= t.turn;
	return played.map((t) =>
		t.turn < line.turn ? t : { ...t, survivors: t.survivors.filter((sbd) => !gone(t)(sbd)) }
	);
}

function cutAnew(cut: CutRecord, played: PlayedTurn, { verdicts, back, off }: CorrectedEvent): CutRecord {
	if (cut.round !== played.round || !countsAsMain(played.kind)) return cut;
	const out = sorted([...cut.out.filter((sbd) => !back.includes(sbd)), ...off]);
	return { ...cut, scores: scoresAnew(cut.scores, verdicts), out };
}

/** Lives are counted anew from the history of the round (EL2). */
function withLivesAnew(contest: Contest, line: PlayedTurn): Contest {
	if (!countsAsMain(line.kind) || roundAt(contest, line.round)?.elimination !== 'lives') return contest;
	const lost = livesLost(contest, contest.played, line.round);
	const changed = [...contest.contestants.values()].flatMap((c) => {
		if (c.inRound.round !== line.round) return [];
		return [{ ...c, inRound: { ...c.inRound, misses: lost.get(c.sbd)?.misses ?? 0 } }];
	});
	return withContestants(contest, changed);
}

function groupsAnew(played: PlayedTurn, change: Change): ReadonlyMap<string, boolean> {
	if (change.kind === 'key') return new Map();
	return change.kind === 'group' ? new Map(played.groups).set(change.form, change.right) : played.groups;
}

function questionsAnew(contest: Contest, { q, change }: CorrectedEvent): ContestQuestion[] {
	const { questions } = preparedOf(contest);
	if (change.kind !== 'key') return questions;
	return questions.map((one) =>
		one.no === q ? { ...one, key: change.key, accepted: change.accepted } : one
	);
}

/** Everybody whom the correction touches. */
function peopleAnew(
	contest: Contest,
	line: PlayedTurn,
	event: CorrectedEvent,
	returns: ReadonlyMap<number, number>,
	leaves: ReadonlyMap<number, number>
): Contestant[] {
	const verdicts = new Map(line.kind === 'rescue' ? [] : event.verdicts.map((v) => [v[0], v]));
	return [...new Set([...verdicts.keys(), ...returns.keys(), ...leaves.keys()])].map((sbd) => {
		const c = credited(contestantOf(contest, sbd), line, verdicts.get(sbd));
		if (returns.has(sbd)) return cameBack(contest, line, c);
		const outAt = leaves.get(sbd);
		return outAt === undefined ? c : wentOff(contest, line, c, outAt);
	});
}

function cameBack(contest: Contest, line: PlayedTurn, c: Contestant): Contestant {
	return line.kind === 'rescue'
		? { ...c, status: 'in', rescuedAt: line.turn, inRound: withALife(contest, c.inRound) }
		: { ...c, status: 'in', outAt: null, outBy: null };
}

function wentOff(contest: Contest, line: PlayedTurn, c: Contestant, outAt: number): Contestant {
	// Whom a rescue question brought back left before it, and for another reason.
	if (line.kind === 'rescue') return { ...c, status: 'out', rescuedAt: null };
	return { ...c, status: 'out', outAt, outBy: isCutAt(contest, outAt) ? 'cut' : 'question' };
}

const isCutAt = (contest: Contest, turn: number) => contest.cuts.some((cut) => cut.afterTurn === turn);

/** Her right answers and their time, with the new verdict. */
function credited(c: Contestant, line: PlayedTurn, verdict?: CorrectedEvent['verdicts'][number]): Contestant {
	if (!verdict) return c;
	const by = verdict[2] === 1 ? 1 : -1;
	const ms = by * (verdict[1] ?? 0);
	const sameRound = c.inRound.round === line.round && countsAsMain(line.kind);
	const { correct, timeMs } = c.inRound;
	const inRound = sameRound ? { ...c.inRound, correct: correct + by, timeMs: timeMs + ms } : c.inRound;
	return { ...c, correct: c.correct + by, timeMs: c.timeMs + ms, inRound };
}

/** What the screens show of the question just revealed. */
function withTurnAnew(contest: Contest, event: CorrectedEvent): Contest {
	const turn = contest.turn;
	const line = contest.played[event.turn - 1];
	if (!turn || !line) return contest;
	const right = new Set(line.right);
	const judged = new Map([...turn.judged].map(([sbd, j]) => [sbd, { ...j, right: right.has(sbd) }]));
	const { out, everyoneFailed, groups } = line;
	const stage = line.corrected === 'void' ? 'voided' : turn.stage;
	return { ...contest, turn: { ...turn, stage, judged, out, everyoneFailed, groups } };
}

const sorted = (sbds: Iterable<number>) => [...new Set(sbds)].sort((a, b) => a - b);
