import type { Person } from '$lib/protocol/common';
import type { Floor, StageView } from '$lib/protocol/stage';
import { bellIsNext, bellPlayer } from '../course';
import { nextStep } from '../next-step';
import { livesLeft, roundNow, roundShown } from '../rounds';
import { rankUnits } from '../units';
import {
	onFloor,
	preparedOf,
	questionOf,
	withStatus,
	type Contest,
	type Contestant,
	type Status,
	type Turn
} from '../state';
import {
	opensAt,
	justOut,
	justPaired,
	personOf,
	podium,
	questionView,
	revealView,
	sceneOf,
	type NameOf
} from './shared';

/** Names that fit on the screen at once. */
const namesShown = 30;
const unitsShown = 12;

/** What the room sees on the projector. */
export function stageView(
	contest: Contest,
	code: string,
	joinUrl: string,
	nameOf: NameOf
): Omit<StageView, 'rehearsalOf' | 'look' | 'audience' | 'record'> {
	const { title, organizer } = preparedOf(contest);
	const turn = contest.turn;
	const named = (sbds: readonly number[]) => sbds.slice(0, namesShown).map((sbd) => personOf(sbd, nameOf));
	const player = bellPlayer(contest);
	const last = lastOne(contest);
	const scene = sceneOf(contest);
	const seats = seatsOf(contest);
	return {
		v: contest.version,
		phase: contest.phase,
		title,
		organizer,
		code,
		joinUrl,
		scene,
		page: contest.scene === null ? null : contest.scenePage,
		seated: seated(contest),
		left: onFloor(contest),
		phones: preparedOf(contest).rules.boards !== 'paper' || preparedOf(contest).rules.audience.joins,
		rosterOnly: preparedOf(contest).rules.registration === 'roster',
		total: contest.contestants.size - withStatus(contest, 'reserve').length,
		floor: floorView(contest, seats),
		clusters: clustersView(seats),
		question: turn && stageQuestion(contest, turn),
		reveal: revealView(contest),
		round: roundView(scene === 'reveal' ? roundShown(contest) : roundNow(contest)),
		pairs: justPaired(contest)
			? [...(contest.pairs.get(roundNow(contest)?.index ?? -1) ?? [])].map((p) => [...p])
			: [],
		lifeline: saidNow(contest),
		notice: noticeView(contest, named),
		gone: named(scene === 'cut' ? contest.justCut : justOut(contest)),
		back: named(contest.justRescued),
		bell: player === null ? null : personOf(player, nameOf),
		last: last === null ? null : personOf(last, nameOf),
		bellRung: contest.bellRinger !== null,
		topics: topicsView(contest),
		podium: podium(contest, nameOf, 10),
		units: scene === 'units' || contest.phase === 'finished' ? rankUnits(contest).slice(0, unitsShown) : [],
		awards: awardsView(contest, (sbds) => sbds.map((sbd) => personOf(sbd, nameOf)))
	};
}

/** Where phones get the question sealed nobody reads it on a stage before they can, since anybody may open one (PH10). */
function stageQuestion(contest: Contest, turn: Turn): NonNullable<StageView['question']> {
	const seen = questionView(contest, questionOf(contest, turn.q), turn.ordinal);
	const sealed = turn.stage === 'presented' && preparedOf(contest).rules.sealedStart;
	return {
		...seen,
		...(sealed && { text: '', options: [], media: [] }),
		state: turn.stage,
		opensAt: opensAt(contest, turn),
		closesAt: turn.closesAt,
		leftMs: turn.leftMs,
		early: turn.early,
		boards: turn.boards.size
	};
}

function roundView(shown: ReturnType<typeof roundNow>): StageView['round'] {
	if (!shown) return null;
	const { name, elimination, lives, keep: n, keepIsPercent: percent, bothRight } = shown.round;
	const keep = elimination === 'cut' ? { n, percent } : null;
	return { name, elimination, lives, keep, pairsNeedBoth: bothRight };
}

/** What the audience said to the question on the floor (RE6). */
export function saidNow(contest: Contest): StageView['lifeline'] {
	const { lifeline, turn } = contest;
	return lifeline && lifeline.q === turn?.q ? lifeline.said.map(([answer, n]) => [answer, n]) : null;
}

function noticeView(contest: Contest, named: (sbds: readonly number[]) => Person[]): StageView['notice'] {
	const { notice } = contest;
	const played = notice && contest.played[notice.turn - 1];
	if (!played) return null;
	return {
		seq: notice.seq,
		ordinal: played.ordinal,
		onStage: contest.turn?.turn === notice.turn,
		kind: played.corrected ?? 'verdicts',
		back: named(notice.back),
		backCount: notice.back.length,
		off: named(notice.off),
		offCount: notice.off.length
	};
}

/** The awards with who has them, the highest first (BE5). */
function awardsView(contest: Contest, named: (sbds: number[]) => Person[]): StageView['awards'] {
	if (contest.phase !== 'finished') return [];
	return preparedOf(contest).awards.map(({ name }, award) => ({
		name,
		people: named(awarded(contest, award))
	}));
}

/** Who has an award, in the order of the ranking. */
export function awarded(contest: Contest, award: number): number[] {
	const place = new Map(contest.ranking?.map((r, i) => [r.sbd, i]));
	return [...contest.awards]
		.flatMap(([sbd, has]) => (has === award ? [sbd] : []))
		.sort((a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || a - b);
}

const letters: Record<Status, string> = {
	registered: 'r',
	checkedIn: 'c',
	in: 'i',
	out: 'o',
	reserve: 'v',
	disqualified: 'd',
	withdrawn: 'w'
};

/** All contestants in the order of their seats. */
const seatsOf = (contest: Contest) => [...contest.contestants.values()].sort((a, b) => a.sbd - b.sbd);

/** Every seat with its state, compactly: see `floor` in the protocol. */
export function floorView(contest: Contest, seats = seatsOf(contest)): Floor {
	const gone = new Set(justOut(contest));
	const back = new Set(contest.justRescued);
	const state = (c: Contestant) =>
		c.status === 'in' && back.has(c.sbd)
			? 'b'
			: c.status === 'out' && gone.has(c.sbd)
				? 'n'
				: letters[c.status];
	return {
		seats: seats.map((c) => c.sbd),
		states: seats.map(state).join(''),
		lives: livesOf(contest, seats)
	};
}

/** So many seats can be told by their numbers on any projector. */
const numbered = 400;

/** The units of the seats, in the order of `floorView` (CO1). */
function clustersView(seats: Contestant[]): StageView['clusters'] {
	if (seats.length <= numbered) return null;
	const names = [...new Set(seats.map((c) => c.unit))].sort((a, b) => a.localeCompare(b, 'vi'));
	const index = new Map(names.map((name, i) => [name, i]));
	return names.length > 1 ? { names, of: seats.map((c) => index.get(c.unit) ?? 0) } : null;
}

/**
 * The topics of the bell questions, when the host shows them to the last one on the floor, who chooses (BE1). Not a moment
 * earlier: nothing of a question is told before its time (PH2).
 */
function topicsView(contest: Contest): string[] {
	if (contest.scene !== 'last') return [];
	const next = nextStep(contest);
	return next.step === 'chooseTopic' ? next.qs.map((q) => questionOf(contest, q).topic) : [];
}

/** The last one on the floor, when the bell question comes next (BE1). */
function lastOne(contest: Contest): number | null {
	return bellIsNext(contest) ? (withStatus(contest, 'in')[0]?.sbd ?? null) : null;
}

function livesOf(contest: Contest, seats: Contestant[]): string {
	if (roundShown(contest)?.round.elimination !== 'lives') return '';
	return seats.map((c) => livesLeft(contest, c.sbd)?.toString().slice(0, 1) ?? '-').join('');
}

/** Who has taken her seat: checked in, or anything that comes after. */
export function seated(contest: Contest): number {
	let n = 0;
	for (const c of contest.contestants.values()) if (c.status !== 'registered' && c.status !== 'reserve') n++;
	return n;
}
