import { error } from '@sveltejs/kit';
import { minutesPaper } from '$lib/papers/minutes';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestPaper } from '$lib/server/contest/paper';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const minutes = await contestMinutes(db, id);
	if (!minutes) error(404, errorText('contest/not_prepared'));
	const { letterhead } = await contestPaper(db, id);
	return {
		contest: id,
		code: minutes.code,
		paper: minutesPaper(minutes, letterhead),
		fault: app().live.records.fault(id)
	};
};
