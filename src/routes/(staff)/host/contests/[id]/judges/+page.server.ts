import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { contestRole, requireStaff } from '$lib/server/auth';
import { contestDraft } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

/** For everybody who has a role in the contest: judges work here, hosts and managers may. */
export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const { db } = app();
	const contest = await contestDraft(db, Number(event.params.id) || 0);
	const role = contest && (await contestRole(db, user, contest.id));
	if (!role) error(404, errorText('contest/unknown'));
	return { contest: contest.id, title: contest.title, mayHost: role !== 'judge' };
};
