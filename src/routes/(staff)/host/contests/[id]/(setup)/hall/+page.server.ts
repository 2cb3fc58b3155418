import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { hallFactsOf } from '$lib/server/hall/facts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id } = await requireContest(event);
	const facts = await hallFactsOf(app(), id, event.url);
	if (!facts) error(404, errorText('contest/unknown'));
	return { facts };
};
