import { fail, redirect } from '@sveltejs/kit';
import { cleanLine } from '$lib/bank/clean';
import { app } from '$lib/server/app';
import { requireRole, requireStaff } from '$lib/server/auth';
import { createContest, listContests } from '$lib/server/contest/contests';
import { newContestForm } from '$lib/server/contest/setup-form';
import { readForm } from '$lib/server/form';
import { keptData } from '$lib/server/people/keeping';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const { db } = app();
	const kept = new Map((await keptData(db)).map(({ id, due, erasedAt }) => [id, { due, erasedAt }]));
	const contests = (await listContests(db, user)).map((contest) => ({
		...contest,
		kept: kept.get(contest.id)
	}));
	return { contests, mayCreate: user.role !== 'judge' };
};

export const actions: Actions = {
	default: async (event) => {
		const { user } = requireRole(event, 'organizer', 'host');
		const data = await event.request.formData();
		const form = readForm(newContestForm, data);
		if (!form.ok)
			return fail(400, { title: cleanLine(String(data.get('title') ?? '')), errors: form.errors });
		const { id } = await createContest(app().db, { ...form.value, createdBy: user.id });
		redirect(303, `/host/contests/${id}`);
	}
};
