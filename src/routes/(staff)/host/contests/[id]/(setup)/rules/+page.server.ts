import { fail } from '@sveltejs/kit';
import type { Rules } from '$lib/contest/rules';
import { requireContest } from '$lib/server/contest/access';
import { changeRules } from '$lib/server/contest/change-rules';
import { rulesMark } from '$lib/server/contest/draft-parts';
import { rulesFromForm } from '$lib/server/contest/rules-form';
import { reasonForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { savePart, seenMark } from '../edit';
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
		const data = await event.request.formData();
		const form = reader(data);
		const done = await savePart<'setup/out_of_range'>(event, 'rules', data, (setup) => {
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
		let now = '';
		const done = await changeRules<'setup/out_of_range' | 'setup/changed'>(
			db,
			id,
			(rules) => {
				now = rulesMark(rules);
				return seenMark(data) === now ? form.read(rules) : { ok: false, code: 'setup/changed' };
			},
			why.value.reason,
			actor
		);
		if (!done.ok) {
			const error = errorText(done.code);
			return fail(
				409,
				done.code === 'setup/changed' ? { error, changed: now } : { error, errors: form.errors() }
			);
		}
		await live.contestChanged(id);
		return { inPlay: true };
	}
};
