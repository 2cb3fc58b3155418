import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft, deleteContest } from '$lib/server/contest/contests';
import { prepareContest } from '$lib/server/contest/prepare';
import { questionsById } from '$lib/server/contest/questions';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const planned = (await contestDraft(db, id))?.setup.questions ?? [];
	const inBanks = await questionsById(
		db,
		planned.map((q) => q.questionId)
	);
	return {
		address: addressForOthers(event.url, app().config),
		/** With the time of their own, be it the contest's or the bank's. */
		questions: planned.map(({ questionId, kind, round, seconds }) => {
			const own = seconds ?? inBanks.get(questionId)?.question.seconds ?? null;
			return { kind, round, seconds: own };
		})
	};
};

const consent = z.object({ sure: z.literal('on') });

export const actions: Actions = {
	prepare: async (event) => {
		const { db, live, id, actor } = await requireContest(event, 'manager');
		const done = await prepareContest(db, id, actor);
		if (!done.ok) return fail(409, { error: errorText(done.code, { n: done.n ?? 0 }) });
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
