import { median } from '../bench/load/machine';

/** How much a series may grow and still be called flat. */
export interface Limit {
	/** Over all its values: so much of its level, or so many of its units, whichever is more. */
	share: number;
	least: number;
	/** From one value to the next, as far as it is certain. */
	each: number;
}

/** The line through a series: what it rises by from one value to the next, with an interval that holds it 19 times of 20. */
export interface Trend {
	slope: number;
	low: number;
	high: number;
	/** The median. */
	level: number;
}

/**
 * `flat`: it is certain that the series stays within its limit. `rises`: it is certain that it does not. `unclear`: its noise is
 * too large, or it is too short, to say either.
 */
export type Verdict = 'flat' | 'rises' | 'unclear';

/** Of four values no order is improbable enough to say anything. */
const fewest = 5;
const z95 = 1.96;

/** Theil's and Sen's line: the median of the slopes between all pairs; a few values far off do not bend it. */
export function trendOf(values: readonly number[]): Trend {
	const n = values.length;
	const slopes = values
		.flatMap((from, i) => values.slice(i + 1).map((to, j) => (to - from) / (j + 1)))
		.sort((a, b) => a - b);
	const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, rank))] ?? NaN;
	// How far Kendall's S goes by chance: so many pairs on each side of the middle.
	const spread = z95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
	return {
		slope: median(slopes),
		low: at(Math.floor((slopes.length - spread) / 2) - 1),
		high: at(Math.ceil((slopes.length + spread) / 2)),
		level: median([...values])
	};
}

/** Whether a series of values at equal distances grows. */
export function judgeTrend(values: readonly number[], { share, least, each }: Limit): Verdict {
	if (values.length < fewest) return 'unclear';
	const { low, high, level } = trendOf(values);
	const whole = Math.max(share * level, least);
	const steps = values.length - 1;
	if (low > each || low * steps > whole) return 'rises';
	return high * steps <= whole ? 'flat' : 'unclear';
}

/** Whether a count grows by more than `slack` over what it was at first; fewer is no growth. */
export function judgeCount(values: readonly number[], slack: number): Verdict {
	if (values.length < fewest) return 'unclear';
	const base = median(values.slice(0, 3));
	if (values.every((value) => value - base <= slack)) return 'flat';
	return trendOf(values).low > 0 ? 'rises' : 'unclear';
}
