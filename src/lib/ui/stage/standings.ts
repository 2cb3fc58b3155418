import type { Placed } from '$lib/protocol/common';

export interface Step {
	rank: number;
	people: Placed[];
}

/** So many names fit above one step of the podium. */
const onOneStep = 3;

/**
 * The places by rank (BE4: a rank may be shared). `steps` are the ranks that stand on the podium, at most three; nobody
 * stands on it where a step would be too crowded. `rest` are those below.
 */
export function standings(podium: Placed[]): { steps: Step[]; rest: Placed[] } {
	const ranks = [...new Set(podium.map((p) => p.rank))].sort((a, b) => a - b);
	const groups = ranks.map((rank) => ({ rank, people: podium.filter((p) => p.rank === rank) }));
	const high = groups.filter((g) => g.rank <= 3);
	const crowded = high.findIndex((g) => g.people.length > onOneStep);
	const steps = crowded === -1 ? high : high.slice(0, crowded);
	return { steps, rest: groups.slice(steps.length).flatMap((g) => g.people) };
}
