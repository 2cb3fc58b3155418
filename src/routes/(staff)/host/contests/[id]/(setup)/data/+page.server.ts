import { fail } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { eraseEverybody, erasuresOf } from '$lib/server/people/erasure';
import { findPeople } from '$lib/server/people/find';
import { keptData } from '$lib/server/people/keeping';
import { erasureForm } from '$lib/server/people/personal-form';
import type { Actions, PageServerLoad } from './$types';

/** So many of those who were found are listed. */
const listed = 50;

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const query = event.url.searchParams.get('q') ?? '';
	const found = await findPeople(db, id, query);
	const [kept] = await keptData(db, id);
	return {
		kept: { due: kept?.due ?? null, erasedAt: kept?.erasedAt ?? null },
		query,
		found: found.slice(0, listed),
		more: found.length > listed,
		erasures: await erasuresOf(db, id)
	};
};

export const actions: Actions = {
	erase: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const form = readForm(erasureForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await eraseEverybody(db, id, form.value.why, user.id);
		return done.ok ? { erased: true } : fail(409, { error: errorText(done.code) });
	}
};
