import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { reviewStatuses } from '$lib/bank/question';
import { requireBank } from '$lib/server/bank/access';
import { approveClean, review } from '$lib/server/bank/review';
import { nextInQueue, queueNames, queueStop, reviewProgress } from '$lib/server/bank/review-queue';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'editor');
	const { searchParams } = event.url;
	const queue = queueNames.find((name) => name === searchParams.get('queue')) ?? 'open';
	const last = searchParams.get('after');
	const [progress, stop, judged] = await Promise.all([
		reviewProgress(db, event.params.id),
		queueStop(db, event.params.id, queue, searchParams.get('at')),
		last ? queueStop(db, event.params.id, queue, last) : null
	]);
	const { number, status } = judged?.question ?? {};
	return {
		queue,
		progress,
		stop,
		last: last && number !== undefined && status ? { id: last, number, status } : null
	};
};

const judgement = z.object({
	id: z.string(),
	version: z.coerce.number().int(),
	/** Empty: a remark alone. */
	status: z.enum([...reviewStatuses, '']).default(''),
	remark: z.string().default(''),
	queue: z.enum(queueNames).optional()
});

const agreement = z.object({ n: z.coerce.number().int() });

export const actions: Actions = {
	judge: async (event) => {
		const bankId = event.params.id;
		const { db, user } = await requireBank(event, bankId, 'editor');
		const form = readForm(judgement, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const { id, version, status, remark, queue } = form.value;
		const done = await review(db, bankId, [{ id, version }], { status: status || null, remark }, user.id);
		if (!done.ok) return fail(400, { error: errorText(done.code) });
		if (done.unfit > 0) return fail(409, { error: errorText('review/unfit') });
		if (done.changed > 0) return fail(409, { error: errorText('review/changed') });
		// A remark alone leaves one where one is.
		if (!queue || status === '') return { judged: done, status: status || null };
		const judged = await queueStop(db, bankId, queue, id);
		const next = judged && (await nextInQueue(db, bankId, queue, judged.question.number));
		const query = new URLSearchParams({ queue, after: id, ...(next ? { at: next } : {}) });
		redirect(303, `/banks/${bankId}/review?${query}`);
	},
	approveClean: async (event) => {
		const { db, user } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(agreement, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await approveClean(db, event.params.id, form.value.n, user.id);
		return done.ok
			? { judged: done, status: 'approved' as const }
			: fail(409, { error: errorText(done.code) });
	}
};
