import { fail } from '@sveltejs/kit';
import { addRound, newRound, moveRound, removeRound, saveRound } from '$lib/server/contest/rounds';
import { extraSecondsForm, roundAt, roundForm, stepForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { edit } from '../edit';
import type { Actions, PageServerLoad } from './$types';

/** What the form for another round begins with. */
export const load: PageServerLoad = () => ({ newRound });

/** `at`: which form of the page it was about. */
const wrong = (at: number | 'new' | 'extra', errors: Record<string, string>) => fail(400, { at, errors });
const unreadable = () => fail(400, { error: errorText('form/invalid') });

export const actions: Actions = {
	add: async (event) => {
		const round = readForm(roundForm, await event.request.formData());
		return round.ok ? edit(event, (setup) => addRound(setup, round.value)) : wrong('new', round.errors);
	},
	save: async (event) => {
		const data = await event.request.formData();
		const at = readForm(roundAt, data);
		const round = readForm(roundForm, data);
		if (!at.ok) return unreadable();
		if (!round.ok) return wrong(at.value.index, round.errors);
		const done = await edit(event, (setup) => saveRound(setup, at.value, round.value));
		return 'saved' in done ? { ...done, at: at.value.index } : done;
	},
	remove: async (event) => {
		const at = readForm(roundAt, await event.request.formData());
		return at.ok ? edit(event, (setup) => removeRound(setup, at.value)) : unreadable();
	},
	move: async (event) => {
		const form = readForm(roundAt.extend(stepForm.shape), await event.request.formData());
		return form.ok ? edit(event, (setup) => moveRound(setup, form.value, form.value.by)) : unreadable();
	},
	extra: async (event) => {
		const form = readForm(extraSecondsForm, await event.request.formData());
		if (!form.ok) return wrong('extra', form.errors);
		const done = await edit(event, (setup) => ({ ...setup, ...form.value }));
		return 'saved' in done ? { ...done, at: 'extra' as const } : done;
	}
};
