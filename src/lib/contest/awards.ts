import type { AwardOf } from './events';
import { preparedOf, type Contest, type Rank } from './state';

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
