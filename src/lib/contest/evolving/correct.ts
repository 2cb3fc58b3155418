import { corrected as scoresAnew, missesBy, type Change } from '../corrections';
import type { CorrectedEvent } from '../events';
import {
	countsAsMain,
	isInterlude,
	preparedOf,
	type Contest,
	type Contestant,
	type ContestQuestion,
	type PlayedTurn,
	type RoundScore
} from '../state';
import { contestantOf, survivedBefore, withContestants } from './shared';

/** Other verdicts on a question that has been played (JU1): credit, floor and history as if it had been so judged. */
export function corrected(contest: Contest, event: CorrectedEvent, seq: number): Contest {
	const played = contest.played[event.turn - 1];
	if (!played) throw new Error(`the contest has no turn ${event.turn}`);
	const line = lineAnew(contest, played, event);
	const history = contest.played.with(event.turn - 1, line);
	// A struck question gives lives back to who was wrong before and after, so everybody whom it judged is looked at.
	const people = new Set([...played.roster, ...event.back, ...event.off]);
	const changed = [...people].map((sbd) =>
		personAnew({ ...contest, played: history }, { played, line }, event, sbd)
	);
	const next: Contest = {
		...withContestants(contest, changed),
		prepared: { ...preparedOf(contest), questions: questionsAnew(contest, event) },
		played: history,
		cuts: contest.cuts.map((c) => {
			if (c.round !== played.round || !countsAsMain(played.kind)) return c;
			const out = [...c.out.filter((sbd) => !event.back.includes(sbd)), ...event.off];
			return { ...c, scores: scoresAnew(c.scores, event.verdicts), out };
		}),
		bellRinger: event.bellRinger,
		// Who is back after the room was told that the contest ends here plays on (EL5).
		over: contest.over && !(played.everyoneFailed === 'end' && event.back.length > 0),
		returning: event.returning,
		justRescued: contest.justRescued.filter((sbd) => !event.off.includes(sbd)),
		justCut: contest.justCut.filter((sbd) => !event.back.includes(sbd)),
		notice: { seq, turn: event.turn, back: event.back, off: event.off },
		ranking: event.ranking ?? contest.ranking,
		awards: event.awards ? new Map(event.awards) : contest.awards
	};
	return contest.turn?.turn === event.turn && keepsTurn(contest) ? withTurnAnew(next, event) : next;
}

const keepsTurn = (contest: Contest) => contest.turn?.stage === 'revealed';

function lineAnew(contest: Contest, played: PlayedTurn, event: CorrectedEvent): PlayedTurn {
	const right = new Set(played.right);
	for (const [sbd, , is] of event.verdicts) {
		if (is === 1) right.add(sbd);
		else right.delete(sbd);
	}
	const struck = event.change.kind === 'void';
	const out =
		played.kind === 'rescue' ? [] : [...played.out.filter((sbd) => !event.back.includes(sbd)), ...event.off];
	const last = contest.played.findLast((t) => !isInterlude(t.kind));
	return {
		...played,
		right: [...right].sort((a, b) => a - b),
		out: [...new Set(out)].sort((a, b) => a - b),
		groups: groupsAnew(played, event.change),
		everyoneFailed: event.everyoneFailed,
		// The last question struck out is played again with a spare; further back the show does not return.
		voided: struck && last?.turn === played.turn && countsAsMain(played.kind),
		corrected: struck ? 'void' : 'verdicts'
	};
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

function personAnew(
	contest: Contest,
	{ played, line }: { played: PlayedTurn; line: PlayedTurn },
	event: CorrectedEvent,
	sbd: number
): Contestant {
	const c = contestantOf(contest, sbd);
	const verdict = event.verdicts.find(([who]) => who === sbd);
	const by = !verdict || played.kind === 'rescue' ? 0 : verdict[2] === 1 ? 1 : -1;
	const ms = verdict?.[1] ?? 0;
	const credited: Contestant = {
		...c,
		correct: c.correct + by,
		timeMs: c.timeMs + by * ms,
		inRound: scoreAnew(c.inRound, played, missesBy(played, line, sbd), by, ms)
	};
	if (event.back.includes(sbd)) return cameBack(contest, played, credited);
	if (!event.off.includes(sbd)) return credited;
	const survived = survivedBefore(contest, sbd, played.turn);
	return { ...credited, status: 'out', outAt: played.turn, survived, passed: Math.max(0, c.passed - 1) };
}

/**
 * Who comes back was sent off wrongly: she counts as having come as far as the floor has, though without a right answer to
 * what she missed (BE4). A rescue is another thing: it does not undo that she left.
 */
function cameBack(contest: Contest, played: PlayedTurn, c: Contestant): Contestant {
	if (played.kind === 'rescue') return { ...c, status: 'in', rescuedAt: played.turn };
	const far = contest.played.findLast((t) => !isInterlude(t.kind) && !t.voided)?.turn ?? c.survived;
	return { ...c, status: 'in', outAt: null, survived: Math.max(c.survived, far), passed: c.passed + 1 };
}

function scoreAnew(
	before: RoundScore,
	played: PlayedTurn,
	missed: number,
	by: number,
	ms: number
): RoundScore {
	if (before.round !== played.round || !countsAsMain(played.kind)) return before;
	return {
		...before,
		misses: Math.max(0, before.misses + missed),
		correct: before.correct + by,
		timeMs: before.timeMs + by * ms
	};
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
