import { levels, type Level } from './question';

/** How a question proved: how many it has judged, and how many of them were right. */
export interface Tally {
	judged: number;
	right: number;
}

/** Fewer answers say nothing about how hard a question is. */
const enough = 20;
/** So many must know it for a level, from the easiest to the hardest. */
const least: readonly number[] = [0.8, 0.55, 0.3, 0];

/**
 * What the answers say against the author's level: the level that they speak for when it is two or more away from hers. Null:
 * nothing.
 */
export function contradiction(level: Level | '', { judged, right }: Tally): Level | null {
	if (level === '' || judged < enough) return null;
	const proved = least.findIndex((share) => right / judged >= share);
	return Math.abs(proved - levels.indexOf(level)) < 2 ? null : (levels[proved] ?? null);
}

/**
 * What a discrimination means: `good`: who knows more knows it; `some`; `none`: it tells nobody from another; `reversed`: who
 * knows more is wrong more often, and the key should be looked at.
 */
export function discriminationWord(d: number): 'good' | 'some' | 'none' | 'reversed' {
	if (d >= 0.3) return 'good';
	if (d >= 0.1) return 'some';
	return d > -0.1 ? 'none' : 'reversed';
}
