import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { deleteQuestion, listRows, moveQuestion } from '$lib/server/bank/questions';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'reader');
	return { questions: await listRows(db, event.params.id) };
};

const deletion = z.object({ id: z.string(), version: z.coerce.number().int() });
const move = z.object({ id: z.string(), by: z.coerce.number().int() });

export const actions: Actions = {
	delete: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(deletion, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await deleteQuestion(db, { bankId: event.params.id, ...form.value });
		if (done.ok) return;
		return fail(409, { error: errorText(done.code, 'by' in done ? { by: done.by } : {}) });
	},
	move: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(move, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await moveQuestion(db, event.params.id, form.value.id, form.value.by);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
	}
};
