import { searchForm } from '$lib/bank/normal';
import { requireContest } from '$lib/server/contest/access';
import { contestResults } from '$lib/server/contest/results';
import { paged } from '$lib/server/paged';
import { questionTitle } from '$lib/words/questions';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const results = await contestResults(db, id);
	if (!results) return { query: '', lines: null };
	const query = (event.url.searchParams.get('q') ?? '').trim().slice(0, 100);
	const wanted = searchForm(query);
	const awards = new Map(
		results.awards.flatMap(({ name, people }) => people.map(({ sbd }) => [sbd, name] as const))
	);
	const found = results.ranking.filter(
		({ sbd, name, unit }) => String(sbd) === query || searchForm(`${name} ${unit}`).includes(wanted)
	);
	const { shown, ...paging } = paged(found, event.url, 200);
	const titles = new Map(results.questions.map((question) => [question.turn, questionTitle(question)]));
	return {
		query,
		players: results.ranking.length,
		lines: shown.map((line) => ({
			...line,
			survivedTo: titles.get(line.survived) ?? '–',
			award: awards.get(line.sbd) ?? ''
		})),
		...paging
	};
};
