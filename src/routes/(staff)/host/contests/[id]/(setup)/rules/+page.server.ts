import { fail } from '@sveltejs/kit';
import { rulesFromForm } from '$lib/server/contest/rules-form';
import { edit } from '../edit';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		let errors: Record<string, string> = {};
		const done = await edit<'setup/out_of_range'>(event, (setup) => {
			const form = rulesFromForm(setup.rules, data);
			if (form.ok) return { ...setup, rules: form.value };
			errors = form.errors;
			return { ok: false, code: 'setup/out_of_range' };
		});
		return 'saved' in done ? done : fail(done.status, { ...done.data, errors });
	}
};
