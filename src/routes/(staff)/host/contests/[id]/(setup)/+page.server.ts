import { error, fail } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { carriedAt } from '$lib/server/contest/contests';
import { withPreset } from '$lib/server/contest/draft';
import { generalForm, presetForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { keptData, setKeeping } from '$lib/server/people/keeping';
import { keepingForm } from '$lib/server/people/personal-form';
import { edit, savePart } from './edit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const [kept] = await keptData(db, id);
	if (!kept) error(404, errorText('contest/unknown'));
	const just =
		(['opened', 'othercode', 'continued'] as const).find((one) => event.url.searchParams.has(one)) ?? null;
	return { kept, carriedAt: await carriedAt(db, id), just };
};

export const actions: Actions = {
	save: async (event) => {
		const data = await event.request.formData();
		const form = readForm(generalForm, data);
		if (!form.ok) return fail(400, { errors: form.errors });
		const { title, organizer } = form.value;
		return savePart(event, 'general', data, (setup) => ({ ...setup, organizer }), title);
	},
	keeping: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(keepingForm, await event.request.formData());
		if (!form.ok) return fail(400, { keepingErrors: form.errors });
		await setKeeping(db, id, form.value);
		return { kept: true };
	},
	preset: async (event) => {
		const form = readForm(presetForm, await event.request.formData());
		if (!form.ok) return fail(400, { presetError: errorText('form/invalid') });
		const done = await edit(event, (setup) => withPreset(setup, form.value.preset));
		return 'saved' in done ? { applied: true } : fail(done.status, { presetError: done.data.error });
	}
};
