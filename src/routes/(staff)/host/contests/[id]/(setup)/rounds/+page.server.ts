import { fail } from '@sveltejs/kit';
import { newRound, saveRounds } from '$lib/server/contest/rounds';
import { readRounds } from '$lib/server/contest/setup-form';
import { savePart } from '../edit';
import type { Actions, PageServerLoad } from './$types';

/** What another round begins with. */
export const load: PageServerLoad = () => ({ newRound });

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const form = readRounds(data);
		if (!form.ok) return fail(400, { errors: form.errors });
		const { rows, extraSeconds } = form.value;
		return savePart<'setup/last_round'>(event, 'rounds', data, (setup) =>
			rows.length === 0
				? { ok: false, code: 'setup/last_round' }
				: { ...saveRounds(setup, rows), extraSeconds }
		);
	}
};
