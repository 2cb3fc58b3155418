import { error, json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { hallFactsOf } from '$lib/server/hall/facts';
import type { RequestHandler } from './$types';

/** What is measured in the hall now, as `HallFacts`; asked for every other second while somebody looks at it. */
export const GET: RequestHandler = async (event) => {
	const { id } = await requireContest(event);
	const facts = await hallFactsOf(app(), id, event.url);
	if (!facts) error(404, errorText('contest/unknown'));
	return json(facts, { headers: { 'cache-control': 'no-store' } });
};
