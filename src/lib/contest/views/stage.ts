import type { Floor, StageView } from '$lib/protocol/stage';
import { bellPlayer } from '../course';
import { onFloor, preparedOf, questionOf, type Contest, type Contestant, type Status } from '../state';
import { personOf, podium, questionView, revealView, sceneOf, type NameOf } from './shared';

/** Names that fit on the screen at once. */
const namesShown = 24;

/** What the room sees on the projector. */
export function stageView(
	contest: Contest,
	code: string,
	joinUrl: string,
	nameOf: NameOf
): Omit<StageView, 'rehearsal'> {
	const { title, organizer } = preparedOf(contest);
	const turn = contest.turn;
	const named = (sbds: readonly number[]) => sbds.slice(0, namesShown).map((sbd) => personOf(sbd, nameOf));
	const player = bellPlayer(contest);
	return {
		v: contest.version,
		phase: contest.phase,
		title,
		organizer,
		code,
		joinUrl,
		scene: sceneOf(contest),
		seated: seated(contest),
		left: onFloor(contest),
		total: contest.contestants.size,
		floor: floorView(contest),
		question: turn
			? {
					...questionView(contest, questionOf(contest, turn.q), turn.ordinal),
					state: turn.stage,
					closesAt: turn.closesAt,
					leftMs: turn.leftMs
				}
			: null,
		reveal: revealView(contest),
		gone: turn?.stage === 'revealed' ? named(turn.out) : [],
		back: named(contest.justRescued),
		bell: player === null ? null : personOf(player, nameOf),
		bellRung: contest.bellRinger !== null,
		podium: podium(contest, nameOf, 10)
	};
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

/** Every seat with its state, compactly: see `floor` in the protocol. */
export function floorView(contest: Contest): Floor {
	const gone = new Set(contest.turn?.stage === 'revealed' ? contest.turn.out : []);
	const back = new Set(contest.justRescued);
	const seats = [...contest.contestants.values()].sort((a, b) => a.sbd - b.sbd);
	const state = (c: Contestant) =>
		c.status === 'in' && back.has(c.sbd)
			? 'b'
			: c.status === 'out' && gone.has(c.sbd)
				? 'n'
				: letters[c.status];
	return { seats: seats.map((c) => c.sbd), states: seats.map(state).join('') };
}

/** Who has taken her seat: checked in, or anything that comes after. */
export function seated(contest: Contest): number {
	let n = 0;
	for (const c of contest.contestants.values()) if (c.status !== 'registered' && c.status !== 'reserve') n++;
	return n;
}
