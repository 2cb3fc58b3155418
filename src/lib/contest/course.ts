import { dueRescues, mainsPlayed } from './rescue';
import {
	onFloor,
	countsAsMain,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type ContestQuestion,
	type RescueTrigger
} from './state';
import type { QuestionKind } from './setup';

/** What comes next; the host's one button. */
export type NextStep =
	| { step: 'prepare' }
	| { step: 'start' }
	| { step: 'present'; q: number }
	| { step: 'chooseTopic'; qs: number[] }
	| { step: 'open' }
	| { step: 'close' }
	| { step: 'resume' }
	| { step: 'reveal' }
	| { step: 'confirmReturn' }
	| { step: 'rescue'; trigger: RescueTrigger }
	| { step: 'finish' }
	| { step: 'done' };

/** The one step that the rules propose now. */
export function nextStep(contest: Contest): NextStep {
	if (contest.phase === 'draft') return { step: 'prepare' };
	if (contest.phase === 'lobby') return { step: 'start' };
	if (contest.phase === 'finished') return { step: 'done' };
	switch (contest.turn?.stage) {
		case 'presented':
			return { step: 'open' };
		case 'open':
			return { step: 'close' };
		case 'paused':
			return { step: 'resume' };
		case 'closed':
			return { step: 'reveal' };
	}
	if (contest.returning) return { step: 'confirmReturn' };
	const [trigger] = dueRescues(contest);
	if (trigger) return { step: 'rescue', trigger };
	const [first, ...others] = nextQuestions(contest);
	if (first === undefined) return { step: 'finish' };
	return others.length > 0 ? { step: 'chooseTopic', qs: [first, ...others] } : { step: 'present', q: first };
}

/** The questions of which one is played next by BE1 and BE3: one, several bell topics to choose from, or none at the end. */
export function nextQuestions(contest: Contest): number[] {
	const { rules } = preparedOf(contest);
	// A rescue question may have been played since; it changes nothing in the order of the others.
	const last = contest.played.filter((t) => t.kind !== 'rescue').at(-1);
	const left = onFloor(contest);
	if (contest.over || left === 0 || last?.kind === 'bell') return [];
	if (last?.voided) {
		const spare = unplayed(contest, 'spare')[0];
		if (spare) return [spare.no];
	}
	const alone = left === 1;
	// Who is alone without anybody having been eliminated is not the last one left: she plays what there is.
	const skipsMain = alone && rules.bell.atOnce && withStatus(contest, 'out').length > 0;
	const main = unplayed(contest, 'main')[0];
	if (main && !skipsMain) return [main.no];
	if (alone) {
		const bells = unplayed(contest, 'bell').map((q) => q.no);
		return rules.bell.topicChoice ? bells : bells.slice(0, 1);
	}
	const tieBreak = unplayed(contest, 'tiebreak')[0];
	return tieBreak ? [tieBreak.no] : [];
}

/** Questions of a kind that have not been presented, in order. */
export function unplayed(contest: Contest, kind: QuestionKind): ContestQuestion[] {
	const seen = new Set(contest.played.map((t) => t.q));
	if (contest.turn) seen.add(contest.turn.q);
	return preparedOf(contest).questions.filter((q) => q.kind === kind && !seen.has(q.no));
}

/** The ordinal that a question of a kind will have when it is presented next. */
export function nextOrdinal(contest: Contest, kind: QuestionKind): number {
	if (countsAsMain(kind)) return mainsPlayed(contest) + 1;
	return contest.played.filter((t) => t.kind === kind).length + 1;
}

/** Who plays for the bell, or has rung it (BE1, BE2). */
export function bellPlayer(contest: Contest): number | null {
	if (contest.bellRinger !== null) return contest.bellRinger;
	const turn = contest.turn;
	if (!turn || questionOf(contest, turn.q).kind !== 'bell') return null;
	// Somebody reinstated since the opening is on the floor, but does not play for the bell.
	const player = withStatus(contest, 'in').find((c) => turn.stage === 'presented' || turn.roster.has(c.sbd));
	return player?.sbd ?? null;
}
