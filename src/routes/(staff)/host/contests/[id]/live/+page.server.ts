import { error, redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { contestRole, requireStaff } from '$lib/server/auth';
import { contestDraft } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const { db } = app();
	const contest = await contestDraft(db, Number(event.params.id) || 0);
	const role = contest && (await contestRole(db, user, contest.id));
	if (!contest || !role) error(404, errorText('contest/unknown'));
	// A judge has a desk of her own; here every step would be refused her.
	if (role === 'judge') redirect(303, `/host/contests/${contest.id}/judges`);
	return { contest: contest.id, title: contest.title };
};
