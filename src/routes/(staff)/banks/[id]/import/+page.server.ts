import { requireBank } from '$lib/server/bank/access';
import { listTopics } from '$lib/server/bank/questions';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'editor');
	return { topics: await listTopics(db, event.params.id) };
};
