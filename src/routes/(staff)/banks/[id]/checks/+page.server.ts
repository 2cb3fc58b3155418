import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { checkOverview, markNotSame, questionsFound, similarQuestions } from '$lib/server/bank/checks';
import { deleteQuestions } from '$lib/server/bank/trash';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

/** Questions of a kind that are shown beside other kinds, and alone on a page. */
const few = 5;
const perPage = 50;

export const load: PageServerLoad = async (event) => {
	const bankId = event.params.id;
	const { db, user } = await requireBank(event, bankId, 'reader');
	const overview = await checkOverview(db, bankId);
	const only = overview.kinds.find((k) => k.code === event.url.searchParams.get('kind'));
	const pages = only ? Math.ceil(only.n / perPage) : 1;
	const page = Math.min(pages, Math.max(1, Number(event.url.searchParams.get('page')) || 1));
	const kinds = await Promise.all(
		(only ? [only] : overview.kinds).map(async ({ code, n }) => {
			const part = only ? { from: (page - 1) * perPage, most: perPage } : { from: 0, most: few };
			return { code, n, questions: await questionsFound(db, bankId, code, part) };
		})
	);
	return {
		bankFindings: overview.bank,
		kinds,
		only: only?.code,
		page,
		pages,
		// Comes after the page: it takes long in a large bank.
		similar: only ? undefined : similarQuestions(db, user, bankId)
	};
};

const deletion = z.object({ bank: z.string(), id: z.string() });
const pair = z.object({ one: z.string(), other: z.string() });

export const actions: Actions = {
	delete: async (event) => {
		const form = readForm(deletion, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const { bank, id } = form.value;
		const { db, user } = await requireBank(event, bank, 'editor');
		const done = await deleteQuestions(db, bank, { ids: [id] }, user.id);
		if (!done.ok || done.n === 0) return fail(409, { error: errorText('review/changed') });
		return { deletion: done.deletion };
	},
	notSame: async (event) => {
		const { db, user } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(pair, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await markNotSame(db, event.params.id, form.value, user.id);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
	}
};
