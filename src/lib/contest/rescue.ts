import { drawOrder } from './draw';
import type { RescueChoice } from './rules';
import {
	betweenQuestions,
	countsAsMain,
	isInterlude,
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
	if (bellHasCome(contest)) return 'rescue/after_bell';
	if (contest.over || rescuable(contest).length === 0) return 'rescue/nobody';
	return null;
}

/** Whether the bell question has been presented; one that was taken out does not count (RE5). */
function bellHasCome(contest: Contest): boolean {
	const { turn } = contest;
	const onFloor = turn && turn.stage !== 'voided' && questionOf(contest, turn.q).kind === 'bell';
	return onFloor === true || contest.played.some((t) => t.kind === 'bell' && !t.voided);
}

/**
 * Under which name a trigger is remembered, so that it proposes once. An empty floor is new each time, and again when
 * a rescue has brought nobody back.
 */
function triggerKey(contest: Contest, trigger: RescueTrigger): string {
	if (trigger === 'after_question') return `${trigger}:${mainsPlayed(contest)}`;
	if (trigger === 'floor_empty') return `${trigger}:${lastMove(contest)}:${contest.rescues.length}`;
	return trigger;
}

/** The last turn that could send somebody off. */
const lastMove = (contest: Contest) => contest.played.findLast((t) => !isInterlude(t.kind))?.turn ?? 0;

/** The triggers that propose a rescue now, the most pressing first (RE1). */
export function dueRescues(contest: Contest): RescueTrigger[] {
	const { rescue, everyoneFails } = preparedOf(contest).rules;
	const last = contest.played.findLast((t) => !isInterlude(t.kind));
	if (contest.phase !== 'running' || !betweenQuestions(contest) || !last || rescueBarred(contest)) return [];
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

/** A number that was won for a rescue: heads, or per cent of the eliminated (RE2). */
export interface Quota {
	quota: number;
	percent: boolean;
}

/** What puts one of the eliminated before another (RE3); where it is equal, lots decide. `hand` knows no order. */
const merits: Record<RescueChoice, (contestant: Contestant) => number> = {
	recent: (c) => c.outAt ?? 0,
	most_correct: (c) => c.correct,
	random: () => 0,
	per_unit: () => 0,
	hand: () => 0
};

/**
 * Whom a rescue by `choice` brings back, ties drawn with `seed` (RE3). Of `per_unit` the quota is that of each unit.
 * `hand` proposes nobody, since the host names them herself.
 */
export function chooseRescued(
	contest: Contest,
	choice: RescueChoice,
	{ quota, percent }: Quota,
	seed: string
): number[] {
	const merit = merits[choice];
	return groupsOf(byLot(rescuable(contest), seed), choice).flatMap((group) =>
		group
			.sort((a, b) => merit(b) - merit(a))
			.slice(0, quotaHeads(group.length, quota, percent))
			.map((c) => c.sbd)
	);
}

/** A draw among those who are level: how many of them come back. */
export interface Lots {
	among: number[];
	taken: number;
}

/** Where lots decide who comes back by such a rescue, and among whom (RE3); nowhere, when nobody is level at the line. */
export function lotsOf(contest: Contest, choice: RescueChoice, { quota, percent }: Quota): Lots[] {
	const merit = merits[choice];
	return groupsOf(rescuable(contest), choice).flatMap((group) => {
		const heads = quotaHeads(group.length, quota, percent);
		const line = group.map(merit).sort((a, b) => b - a)[heads - 1];
		if (line === undefined) return [];
		const level = group.filter((c) => merit(c) === line);
		const taken = heads - group.filter((c) => merit(c) > line).length;
		return taken < level.length ? [{ among: level.map((c) => c.sbd), taken }] : [];
	});
}

/** Those of whom the number is taken: each unit for itself, all together, or nobody. */
function groupsOf(eliminated: Contestant[], choice: RescueChoice): Contestant[][] {
	if (choice === 'hand') return [];
	if (choice !== 'per_unit') return [eliminated];
	const units = new Map<string, Contestant[]>();
	for (const c of eliminated) units.set(c.unit, [...(units.get(c.unit) ?? []), c]);
	return [...units.values()];
}

/** In the order of the draw, which a stable sort keeps where nothing else decides. */
function byLot(contestants: Contestant[], seed: string): Contestant[] {
	const bySbd = new Map(contestants.map((c) => [c.sbd, c]));
	return drawOrder([...bySbd.keys()], seed).flatMap((sbd) => bySbd.get(sbd) ?? []);
}
