import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { contestMinutes } from '$lib/server/contest/minutes';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const minutes = await contestMinutes(db, id);
	if (!minutes) error(404, errorText('contest/not_prepared'));
	return { contest: id, minutes, fault: app().live.records.fault(id) };
};
