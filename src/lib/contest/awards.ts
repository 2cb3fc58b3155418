import type { AwardOf } from './events';
import { preparedOf, type Contest, type Rank } from './state';

/** The awards on record: those of the ranking, and what the judges have changed in them (BE5). */
export function awardsAnew(
	given: readonly AwardOf[],
	byJudges: ReadonlyMap<number, number | null>,
	ranking: readonly Rank[]
): ReadonlyMap<number, number> {
	const ranked = new Set(ranking.map((r) => r.sbd));
	const awards = new Map(given);
	for (const [sbd, award] of byJudges) {
		if (award === null) awards.delete(sbd);
		// Who has lost her rank since, by a disqualification, has no award either.
		else if (ranked.has(sbd)) awards.set(sbd, award);
	}
	return awards;
}

/**
 * Who has which award: the list is filled from the first rank down (BE5). Contestants of one rank are not told apart: if
 * the last prize of an award would fall among them, all of them have it.
 */
export function awardsOf(contest: Contest, ranking: readonly Rank[]): AwardOf[] {
	const { awards } = preparedOf(contest);
	const given: AwardOf[] = [];
	let next = 0;
	for (const [award, { count }] of awards.entries()) {
		const first = next;
		for (; next < ranking.length; next++) {
			const level = next > first && ranking[next]?.rank === ranking[next - 1]?.rank;
			if (next - first >= count && !level) break;
			given.push([ranking[next]?.sbd ?? 0, award]);
		}
	}
	return given;
}
