import { fail } from '@sveltejs/kit';
import type { Rules } from '$lib/contest/rules';
import { requireContest } from '$lib/server/contest/access';
import { changeRules } from '$lib/server/contest/change-rules';
import { rulesFromForm } from '$lib/server/contest/rules-form';
import { reasonForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { edit } from '../edit';
import type { Actions } from './$types';

/** Reads the form into the rules that there are; what is wrong with it is kept for the page. */
function reader(data: FormData) {
	let errors: Record<string, string> = {};
	return {
		read: (rules: Rules) => {
			const form = rulesFromForm(rules, data);
			if (form.ok) return form.value;
			errors = form.errors;
			return { ok: false, code: 'setup/out_of_range' } as const;
		},
		errors: () => errors
	};
}

export const actions: Actions = {
	save: async (event) => {
		const form = reader(await event.request.formData());
		const done = await edit<'setup/out_of_range'>(event, (setup) => {
			const rules = form.read(setup.rules);
			return 'ok' in rules ? rules : { ...setup, rules };
		});
		return 'saved' in done ? done : fail(done.status, { ...done.data, errors: form.errors() });
	},
	change: async (event) => {
		const { db, live, id, actor } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const why = readForm(reasonForm, data);
		if (!why.ok)
			return fail(400, { error: why.errors.reason ?? errorText('form/invalid'), errors: why.errors });
		const form = reader(data);
		const done = await changeRules(db, id, form.read, why.value.reason, actor);
		if (!done.ok) return fail(409, { error: errorText(done.code), errors: form.errors() });
		await live.contestChanged(id);
		return { changed: true };
	}
};
