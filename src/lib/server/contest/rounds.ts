import { plainRound, type Round } from '$lib/contest/rules';
import type { Setup } from '$lib/contest/setup';

/** Which round is meant, and the name that the editor saw there: somebody may have moved them since. */
export interface RoundAt {
	index: number;
	seen: string;
}

/** What a form says about a round; what it leaves out stays as it was. */
export type RoundChange = Pick<Round, 'name' | 'elimination' | 'seconds'> & Partial<Round>;

type Edited = Setup | { ok: false; code: 'setup/rounds_changed' | 'setup/last_round' };

const changed = { ok: false, code: 'setup/rounds_changed' } as const;
const isThere = (setup: Setup, at: RoundAt) => setup.rounds[at.index]?.name === at.seen;

/** A round of which nothing has been said yet. */
export const newRound: Round = { ...plainRound, name: '', elimination: 'knockout', seconds: 15 };

export function addRound(setup: Setup, round: RoundChange): Setup {
	return { ...setup, rounds: [...setup.rounds, { ...newRound, ...round }] };
}

export function saveRound(setup: Setup, at: RoundAt, change: RoundChange): Edited {
	const round = setup.rounds[at.index];
	if (!round || !isThere(setup, at)) return changed;
	return { ...setup, rounds: setup.rounds.with(at.index, { ...round, ...change }) };
}

/** Its questions go to the end of the round before it, or of the next one if it is the first. */
export function removeRound(setup: Setup, at: RoundAt): Edited {
	if (!isThere(setup, at)) return changed;
	if (setup.rounds.length === 1) return { ok: false, code: 'setup/last_round' };
	const heir = Math.max(0, at.index - 1);
	const kept = setup.questions.filter((q) => q.round !== at.index);
	const homeless = setup.questions.filter((q) => q.round === at.index).map((q) => ({ ...q, round: heir }));
	return {
		...setup,
		rounds: setup.rounds.toSpliced(at.index, 1),
		questions: [...kept.map((q) => (q.round > at.index ? { ...q, round: q.round - 1 } : q)), ...homeless]
	};
}

/** Takes the round, with its questions, before or behind its neighbour. */
export function moveRound(setup: Setup, at: RoundAt, by: 1 | -1): Edited {
	if (!isThere(setup, at)) return changed;
	const to = at.index + by;
	const [round, neighbour] = [setup.rounds[at.index], setup.rounds[to]];
	if (!round || !neighbour) return setup;
	const swapped = new Map([
		[at.index, to],
		[to, at.index]
	]);
	return {
		...setup,
		rounds: setup.rounds.with(to, round).with(at.index, neighbour),
		questions: setup.questions.map((q) => ({ ...q, round: swapped.get(q.round) ?? q.round }))
	};
}
