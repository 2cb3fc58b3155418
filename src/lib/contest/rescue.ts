import { drawOrder } from './draw';
import type { RescueChoice } from './rules';
import {
	countsAsMain,
	onFloor,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type Contestant,
	type RescueTrigger
} from './state';

/** Who could come back: the eliminated, never the disqualified or withdrawn (RE4). */
export function rescuable(contest: Contest): Contestant[] {
	return withStatus(contest, 'out');
}

/** Why no rescue may be held now (RE5); null: one may. */
export function rescueBarred(
	contest: Contest
): 'rescue/none_left' | 'rescue/after_bell' | 'rescue/nobody' | null {
	if (contest.rescues.length >= preparedOf(contest).rules.rescue.limit) return 'rescue/none_left';
	if (contest.turn && questionOf(contest, contest.turn.q).kind === 'bell') return 'rescue/after_bell';
	if (contest.over || rescuable(contest).length === 0) return 'rescue/nobody';
	return null;
}

/**
 * Under which name a trigger is remembered, so that it proposes once. An empty floor is new each time, and again when
 * a rescue has brought nobody back.
 */
function triggerKey(contest: Contest, trigger: RescueTrigger): string {
	if (trigger === 'after_question') return `${trigger}:${mainsPlayed(contest)}`;
	if (trigger === 'floor_empty') return `${trigger}:${contest.turn?.turn ?? 0}:${contest.rescues.length}`;
	return trigger;
}

/** The triggers that propose a rescue now, the most pressing first (RE1). */
export function dueRescues(contest: Contest): RescueTrigger[] {
	const { rescue, everyoneFails } = preparedOf(contest).rules;
	const last = contest.played.at(-1);
	if (contest.phase !== 'running' || contest.turn?.stage !== 'revealed' || !last || rescueBarred(contest))
		return [];
	const left = onFloor(contest);
	const mainIsOver = countsAsMain(last.kind) && !last.voided;
	const fires: Record<Exclude<RescueTrigger, 'host'>, boolean> = {
		floor_empty: left === 0 && (rescue.floorEmpty || everyoneFails === 'rescue'),
		after_question: mainIsOver && rescue.afterQuestions.includes(mainsPlayed(contest)),
		at_most: rescue.atMost !== null && left > 0 && left <= rescue.atMost,
		at_most_percent:
			rescue.atMostPercent !== null && left > 0 && left * 100 <= rescue.atMostPercent * contest.startedWith
	};
	return (['floor_empty', 'after_question', 'at_most', 'at_most_percent'] as const).filter(
		(trigger) => fires[trigger] && !contest.triggersDone.has(triggerKey(contest, trigger))
	);
}

/** One rescue, held or declined, answers every trigger that proposes one now: the host is not asked twice. */
export function settled(contest: Contest, trigger: RescueTrigger): ReadonlySet<string> {
	const answered = [trigger, ...dueRescues(contest)].map((one) => triggerKey(contest, one));
	return new Set([...contest.triggersDone, ...answered]);
}

/** How many main questions the room has seen to the end; a voided one and its spare count once. */
export function mainsPlayed(contest: Contest): number {
	return contest.played.filter((t) => countsAsMain(t.kind) && !t.voided).length;
}

/** Heads that a quota comes to: per cent of the eliminated are rounded up (RE2). */
export function quotaHeads(eliminated: number, quota: number, isPercent: boolean): number {
	return Math.min(eliminated, isPercent ? Math.ceil((eliminated * quota) / 100) : quota);
}

/**
 * Whom a rescue by `choice` brings back: `count` of the eliminated, ties drawn with `seed` (RE3).
 * `hand` proposes nobody, since the host names them herself.
 */
export function chooseRescued(contest: Contest, choice: RescueChoice, count: number, seed: string): number[] {
	const eliminated = rescuable(contest);
	const drawn = drawOrder(
		eliminated.map((c) => c.sbd),
		seed
	);
	const lot = new Map(drawn.map((sbd, i) => [sbd, i]));
	const byLot = (a: Contestant, b: Contestant) => (lot.get(a.sbd) ?? 0) - (lot.get(b.sbd) ?? 0);
	const take = (order: Contestant[]) => order.slice(0, count).map((c) => c.sbd);
	switch (choice) {
		case 'hand':
			return [];
		case 'random':
			return drawn.slice(0, count);
		case 'recent':
			return take(eliminated.sort((a, b) => (b.outAt ?? 0) - (a.outAt ?? 0) || byLot(a, b)));
		case 'most_correct':
			return take(eliminated.sort((a, b) => b.correct - a.correct || byLot(a, b)));
		case 'per_unit':
			return take(inTurnByUnit(eliminated.sort(byLot)));
	}
}

/** One of each unit, then a second of each, and so on, so that `count` is spread over the units as evenly as it goes. */
function inTurnByUnit(drawn: Contestant[]): Contestant[] {
	const nth = new Map<string, number>();
	return drawn
		.map((c) => {
			const n = nth.get(c.unit) ?? 0;
			nth.set(c.unit, n + 1);
			return { c, n };
		})
		.sort((a, b) => a.n - b.n)
		.map(({ c }) => c);
}
