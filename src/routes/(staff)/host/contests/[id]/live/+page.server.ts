import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { contestRole, requireStaff } from '$lib/server/auth';
import { contestDraft } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const { db } = app();
	const contest = await contestDraft(db, Number(event.params.id) || 0);
	if (!contest || !(await contestRole(db, user, contest.id))) error(404, errorText('contest/unknown'));
	return { contest: contest.id, title: contest.title };
};
