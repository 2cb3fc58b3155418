import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { publicResults } from '$lib/server/contest/publication';
import { foundIn } from '$lib/server/contest/results';
import { errorText } from '$lib/server/error-text';
import { paged } from '$lib/server/paged';
import { queryIn } from '$lib/server/query';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const results = await publicResults(app().db, params.code);
	if (!results) error(404, errorText('results/not_public'));
	const { lines, questions, ...shown } = results;
	const query = queryIn(url);
	const { shown: onPage, ...paging } = paged(foundIn(lines, query), url, 100);
	return {
		results: { ...shown, questions: shown.floor.length },
		withQuestions: questions !== null,
		query,
		players: lines.length,
		lines: onPage,
		...paging
	};
};
