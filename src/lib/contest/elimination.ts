import type { Effect } from './events';
import type { Round, Rules } from './rules';
import type { QuestionKind } from './setup';
import { withStatus, type Contest, type Judged } from './state';
import { roundAt } from './verdicts';

/** A question as elimination sees it. */
export interface Trial {
	kind: QuestionKind;
	/** The options that hold for it. */
	rules: Rules;
	/** Index of the round that rules it. */
	round: number;
	/** Who is not sent off, whatever she answered (EL3). */
	excused: ReadonlySet<number>;
	/** Misses of a contestant in this round before the question. */
	missesBefore: (sbd: number) => number;
}

/**
 * What verdicts do to the floor (EL2, EL5, RE2, BE2, BE3). `here`: of those whom the question judges the ones to whom it
 * can do something: on the floor still, or off it for a rescue question.
 */
export function consequences(contest: Contest, trial: Trial, here: readonly Judged[]): Effect {
	const { rules } = trial;
	const nothing: Effect = { out: [], everyoneFailed: null, returning: null };
	switch (trial.kind) {
		case 'bell':
		case 'audience':
			return nothing;
		case 'rescue':
			return { ...nothing, returning: returningFrom(rules, here) };
		case 'tiebreak':
			return { ...nothing, out: tieBreakLosers(rules, trial.excused, here) };
		case 'main':
		case 'spare': {
			const out = losers(contest, trial, here);
			if (out.length === 0 || out.length < here.length) return { ...nothing, out };
			const policy = rules.everyoneFails;
			const all = policy === 'rescue' || policy === 'end';
			return { ...nothing, out: all ? out : [], everyoneFailed: policy };
		}
	}
}

/** Whom the rule of the round sends off (EL2). */
function losers(contest: Contest, trial: Trial, here: readonly Judged[]): number[] {
	const round = roundAt(contest, trial.round);
	const fails = (j: Judged) => !j.right && !trial.excused.has(j.sbd);
	switch (round?.elimination) {
		case undefined:
		case 'warmup':
		case 'cut':
			return [];
		case 'knockout':
			return here.filter(fails).map((j) => j.sbd);
		case 'lives':
			return here.filter((j) => fails(j) && trial.missesBefore(j.sbd) + 1 >= round.lives).map((j) => j.sbd);
		case 'pairs':
			return together(contest, trial.round, here)
				.filter((pair) => (round.bothRight ? pair.some(fails) : pair.every(fails)))
				.flatMap((pair) => pair.map((j) => j.sbd))
				.sort((a, b) => a - b);
	}
}

/** Those who stay or leave together: the pairs of the round, as far as they are here; who has no partner is alone. */
function together(contest: Contest, round: number, here: readonly Judged[]): Judged[][] {
	const bySbd = new Map(here.map((j) => [j.sbd, j]));
	const groups = (contest.pairs.get(round) ?? []).map((pair) =>
		pair.flatMap((sbd) => {
			const judged = bySbd.get(sbd);
			bySbd.delete(sbd);
			return judged ? [judged] : [];
		})
	);
	return [...groups.filter((g) => g.length > 0), ...[...bySbd.values()].map((j) => [j])];
}

/** With whom a contestant stays or leaves in the round that is played; empty: she plays alone (EL2). */
export function partnersOf(contest: Contest, round: number, sbd: number): number[] {
	const pair = contest.pairs.get(round)?.find((p) => p.includes(sbd)) ?? [];
	return pair.filter((other) => other !== sbd && contest.contestants.get(other)?.status === 'in');
}

function returningFrom(rules: Rules, judged: readonly Judged[]): number[] {
	const right = judged.filter((j) => j.right).sort(byTime);
	const { fastest } = rules.rescue;
	return (fastest === null ? right : right.slice(0, fastest)).map((j) => j.sbd);
}

function tieBreakLosers(rules: Rules, excused: Trial['excused'], here: readonly Judged[]): number[] {
	const right = here.filter((j) => j.right).sort(byTime);
	if (right.length === 0) return [];
	const best = right[0]?.ms;
	const stay = new Set(
		right.filter((j) => rules.ties.stays === 'all_right' || j.ms === best).map((j) => j.sbd)
	);
	return here.filter((j) => !stay.has(j.sbd) && !excused.has(j.sbd)).map((j) => j.sbd);
}

const byTime = (a: Judged, b: Judged) => (a.ms ?? Infinity) - (b.ms ?? Infinity) || a.sbd - b.sbd;

/** Those on the floor after `out` have left. */
export function leftAfter(contest: Contest, out: readonly number[]): number[] {
	const gone = new Set(out);
	return withStatus(contest, 'in')
		.map((c) => c.sbd)
		.filter((sbd) => !gone.has(sbd));
}

/** Correct answers and their total time in a round, by SBD. */
export type Scores = ReadonlyMap<number, { correct: number; timeMs: number }>;

/** What those on the floor have in a round so far (EL2). */
export function roundScores(contest: Contest, round: number): Scores {
	return new Map(
		withStatus(contest, 'in').map(({ sbd, inRound }) => {
			const { correct, timeMs } = inRound.round === round ? inRound : { correct: 0, timeMs: 0 };
			return [sbd, { correct, timeMs }];
		})
	);
}

/**
 * Who leaves at the end of a cut round: the lowest by correct answers, then by time, until as many are left as the rule
 * keeps (EL2). Who is level with the last one kept stays, so that nothing but the score decides.
 */
export function cutLosers(round: Round, scores: Scores): number[] {
	const kept = round.keepIsPercent ? Math.ceil((scores.size * round.keep) / 100) : round.keep;
	const order = [...scores].sort(([a, x], [b, y]) => y.correct - x.correct || x.timeMs - y.timeMs || a - b);
	const last = order[Math.max(1, kept) - 1]?.[1];
	if (!last) return [];
	const below = (s: { correct: number; timeMs: number }) =>
		s.correct < last.correct || (s.correct === last.correct && s.timeMs > last.timeMs);
	return order.flatMap(([sbd, score]) => (below(score) ? [sbd] : [])).sort((a, b) => a - b);
}
