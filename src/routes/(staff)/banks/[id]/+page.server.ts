import { requireBank } from '$lib/server/bank/access';
import { viewSchema } from '$lib/server/bank/selection';
import { tableFacets, tableWindow } from '$lib/server/bank/table';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'reader');
	const view = viewSchema.parse(Object.fromEntries(event.url.searchParams));
	const [window, facets] = await Promise.all([
		tableWindow(db, event.params.id, view),
		tableFacets(db, event.params.id)
	]);
	return { view, window, facets };
};
