import { plainRound, type Round } from '$lib/contest/rules';
import type { Setup } from '$lib/contest/setup';

/** What a form says about a round; what it leaves out stays as it was. */
export type RoundChange = Pick<Round, 'name' | 'elimination' | 'seconds'> & Partial<Round>;

/** A round of the form, and the round that it was made from: its place and the name that it had there; null: it is new. */
export interface RoundRow {
	from: { index: number; name: string } | null;
	round: RoundChange;
}

/** A round of which nothing has been said yet. */
export const newRound: Round = { ...plainRound, name: '', elimination: 'knockout', seconds: 15 };

/**
 * The draft with these rounds in this order. Each keeps its questions; those of a round that is not among them go to the
 * end of the one before it, or of the next one if there is none.
 */
export function saveRounds(setup: Setup, rows: readonly RoundRow[]): Setup {
	const origins = originsOf(setup.rounds, rows);
	const rounds = rows.map(({ round }, at) => ({
		...(setup.rounds[origins[at] ?? -1] ?? newRound),
		...round
	}));
	const placeOf = (round: number) => origins.indexOf(round);
	const heirOf = (round: number) => {
		const kept = setup.rounds.map((_, i) => placeOf(i));
		const before = kept.slice(0, round).findLast((place) => place >= 0);
		return before ?? kept.slice(round).find((place) => place >= 0) ?? 0;
	};
	const isHomeless = ({ kind, round }: Setup['questions'][number]) => kind === 'main' && placeOf(round) < 0;
	const moved = setup.questions
		.filter((q) => !isHomeless(q))
		.map((q) => (q.kind === 'main' ? { ...q, round: placeOf(q.round) } : q));
	const inherited = setup.questions.filter(isHomeless).map((q) => ({ ...q, round: heirOf(q.round) }));
	return { ...setup, rounds, questions: [...moved, ...inherited] };
}

/** The place of the round that each row was made from. Another editor may have moved it, or named it anew. */
function originsOf(rounds: readonly Round[], rows: readonly RoundRow[]): (number | null)[] {
	const origins = rows.map((): number | null => null);
	const free = new Set(rounds.keys());
	const known: ((was: { index: number; name: string }, index: number) => boolean)[] = [
		(was, index) => was.index === index && was.name === rounds[index]?.name,
		(was, index) => was.name === rounds[index]?.name,
		(was, index) => was.index === index
	];
	for (const isKnown of known)
		for (const [at, { from }] of rows.entries()) {
			const origin = [...free].find((index) => from && isKnown(from, index));
			if (origin === undefined || origins[at] !== null) continue;
			origins[at] = origin;
			free.delete(origin);
		}
	return origins;
}
