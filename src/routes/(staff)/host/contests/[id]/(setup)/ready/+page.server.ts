import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { deleteContest } from '$lib/server/contest/contests';
import { prepareContest } from '$lib/server/contest/prepare';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await requireContest(event);
	return { address: addressForOthers(event.url, app().config) };
};

const consent = z.object({ sure: z.literal('on') });

export const actions: Actions = {
	prepare: async (event) => {
		const { db, live, id, actor } = await requireContest(event, 'manager');
		const done = await prepareContest(db, id, actor);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
		await live.contestChanged(id);
		return { prepared: true };
	},
	delete: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(consent, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		if (!(await deleteContest(db, id))) return fail(409, { error: errorText('contest/started') });
		redirect(303, '/host/contests');
	}
};
