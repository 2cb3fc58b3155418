import { fail, redirect } from '@sveltejs/kit';
import { cleanLine } from '$lib/bank/clean';
import { app } from '$lib/server/app';
import { requireRole, requireStaff } from '$lib/server/auth';
import { createContest, listContests } from '$lib/server/contest/contests';
import { newContestForm } from '$lib/server/contest/setup-form';
import { readForm } from '$lib/server/form';
import { carryFaultText, openCarried } from '$lib/server/carry';
import { errorText } from '$lib/server/error-text';
import { uploadedFile } from '$lib/server/files/upload';
import { noteSecurity } from '$lib/server/observe/security-log';
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
	create: async (event) => {
		const { user } = requireRole(event, 'organizer', 'host');
		const data = await event.request.formData();
		const form = readForm(newContestForm, data);
		if (!form.ok)
			return fail(400, { title: cleanLine(String(data.get('title') ?? '')), errors: form.errors });
		const { id } = await createContest(app().db, { ...form.value, createdBy: user.id });
		redirect(303, `/host/contests/${id}`);
	},
	open: async (event) => {
		const { user } = requireRole(event, 'organizer', 'host');
		const file = await uploadedFile(await event.request.formData());
		if (!file.ok) return fail(422, { openError: errorText(file.code) });
		const taken = await openCarried(app().db, user, file.bytes);
		if (!taken.ok) return fail(422, { openError: carryFaultText(taken) });
		noteSecurity('contest_taken_in', { user: user.id, contest: taken.id });
		const how = taken.continued ? 'continued' : taken.otherCode ? 'othercode' : 'opened';
		redirect(303, `/host/contests/${taken.id}?${how}`);
	}
};
