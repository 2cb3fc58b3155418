import { error } from '@sveltejs/kit';
import { requireBank } from '$lib/server/bank/access';
import { exportLosses } from '$lib/server/bank/export';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'reader');
	const losses = await exportLosses(db, event.params.id);
	if (!losses) error(404, errorText('bank/gone'));
	return { losses };
};
