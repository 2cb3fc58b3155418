import { requireContest } from '$lib/server/contest/access';
import { contestResults, foundIn, rankingLines } from '$lib/server/contest/results';
import { paged } from '$lib/server/paged';
import { queryIn } from '$lib/server/query';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const results = await contestResults(db, id);
	if (!results) return { ranking: null };
	const query = queryIn(event.url);
	const { shown: lines, ...paging } = paged(foundIn(rankingLines(results), query), event.url, 200);
	return { ranking: { query, players: results.ranking.length, lines, ...paging } };
};
