import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { publicationOf, publish, withdraw } from '$lib/server/contest/publication';
import { contestResults, floorSteps } from '$lib/server/contest/results';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { noteSecurity } from '$lib/server/observe/security-log';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const results = await contestResults(db, id);
	if (!results) return { results: null };
	const { bellRinger, awards, units, audience, startedWith, rescued, questions } = results;
	return {
		results: {
			bellRinger,
			awards,
			units,
			audience,
			startedWith,
			rescued,
			questions: questions.length,
			floor: floorSteps(questions)
		},
		publication: await publicationOf(db, id),
		origin: addressForOthers(event.url, app().config).origin
	};
};

const publishForm = z.object({
	people: z.enum(['names', 'numbers']),
	questions: z
		.literal('on')
		.optional()
		.transform((ticked) => ticked === 'on')
});

export const actions: Actions = {
	publish: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const form = readForm(publishForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		if (!(await publish(db, id, form.value, user.id)))
			return fail(409, { error: errorText('results/not_yet') });
		noteSecurity('results_published', { user: user.id, contest: id, people: form.value.people });
		return { published: true };
	},
	withdraw: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		await withdraw(db, id);
		noteSecurity('results_withdrawn', { user: user.id, contest: id });
		return { withdrawn: true };
	}
};
