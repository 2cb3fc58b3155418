import { fail } from '@sveltejs/kit';
import { awardsForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { savePart } from '../edit';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const counts = data.getAll('count');
		const awards = awardsForm.safeParse(data.getAll('name').map((name, i) => ({ name, count: counts[i] })));
		if (!awards.success) return fail(400, { error: errorText('setup/award_form'), changed: undefined });
		return savePart(event, 'awards', data, (setup) => ({ ...setup, awards: awards.data }));
	}
};
