import { error } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { contestantPath } from '$lib/server/contest/results';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const sbd = /^[1-9]\d{0,4}$/.test(event.params.sbd) ? Number(event.params.sbd) : 0;
	const path = await contestantPath(db, id, sbd);
	if (!path) error(404, errorText('results/nobody'));
	return { path };
};
