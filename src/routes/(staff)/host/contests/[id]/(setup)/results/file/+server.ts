import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages';
import { requireContest } from '$lib/server/contest/access';
import { contestResults } from '$lib/server/contest/results';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { answersCsv, rankingCsv, writeResults } from '$lib/server/files/results-tables';
import type { RequestHandler } from './$types';

/** The results as a workbook, or one table of them as CSV. */
export const GET: RequestHandler = async (event) => {
	const { db, id } = await requireContest(event);
	const results = await contestResults(db, id);
	if (!results) error(404, errorText('results/not_yet'));
	const { title } = results;
	switch (event.url.searchParams.get('format')) {
		case 'ranking':
			return download(rankingCsv(results), m.results_file({ title }), 'csv');
		case 'answers':
			return download(answersCsv(results), m.results_file_answers({ title }), 'csv');
		default:
			return download(await writeResults(results), m.results_file({ title }), 'xlsx');
	}
};
