import { requireContest } from '$lib/server/contest/access';
import { contestResults } from '$lib/server/contest/results';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	return { questions: (await contestResults(db, id))?.questions ?? null };
};
