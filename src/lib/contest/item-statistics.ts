import type { RevealedTurn } from './turns';

/** How a question proved in one contest. */
export interface ItemStatistics {
	/** The question's number within the contest. */
	q: number;
	/** How many it judged; how many of them were right, and how many gave no answer. */
	judged: number;
	right: number;
	none: number;
	/** How often each option was chosen, in the order of the options; none where nothing is chosen. */
	counts: number[];
	/**
	 * -1 to 1: how much being right on it goes with being right on the other questions (point-biserial correlation). Null
	 * where it can't be told: fewer than {@link enough} to compare, or all of them alike.
	 */
	discrimination: number | null;
}

/** Fewer contestants say nothing about how a question discriminates. */
const enough = 10;

/**
 * What the questions of a contest came to, in the order of play. A question that the judges struck out is not among the turns
 * (JU1); one that everyone failed is, though another was played in its place (EL5): that nobody knew it says a lot.
 */
export function itemStatistics(turns: readonly RevealedTurn[]): ItemStatistics[] {
	const totals = new Map<number, Total>();
	for (const { judged } of turns)
		for (const [sbd, { right }] of judged) {
			const total = totals.get(sbd) ?? { asked: 0, right: 0 };
			totals.set(sbd, { asked: total.asked + 1, right: total.right + Number(right) });
		}
	return turns
		.filter(({ judged }) => judged.size > 0)
		.map(({ question, reveal, judged }) => ({
			q: question.q,
			judged: reveal.judged,
			right: reveal.right,
			none: reveal.none,
			counts: reveal.counts,
			discrimination: discrimination(judged, totals)
		}));
}

interface Total {
	asked: number;
	right: number;
}

/** Each contestant's verdict against her share of right answers to all other questions that judged her. */
function discrimination(judged: RevealedTurn['judged'], totals: ReadonlyMap<number, Total>): number | null {
	const pairs = [...judged].flatMap(([sbd, { right }]): [number, number][] => {
		const item = Number(right);
		const total = totals.get(sbd);
		return total && total.asked > 1 ? [[item, (total.right - item) / (total.asked - 1)]] : [];
	});
	return pairs.length < enough ? null : correlation(pairs);
}

/** Pearson's; null when one side does not vary. */
function correlation(pairs: readonly [number, number][]): number | null {
	const mean = (of: (pair: [number, number]) => number) =>
		pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
	const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
	const [dx, dy] = [mean((p) => (p[0] - x) ** 2), mean((p) => (p[1] - y) ** 2)];
	// Shares are sums of fractions: what should be equal may differ in the last bits.
	if (dx < 1e-12 || dy < 1e-12) return null;
	return mean((p) => (p[0] - x) * (p[1] - y)) / Math.sqrt(dx * dy);
}
