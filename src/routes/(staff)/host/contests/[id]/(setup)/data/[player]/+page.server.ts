import { error, fail, redirect } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { erasePerson } from '$lib/server/people/erasure';
import { personData } from '$lib/server/people/person-data';
import { erasureForm, readPlayer } from '$lib/server/people/personal-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const player = readPlayer(event.params.player);
	const person = player && (await personData(db, id, player));
	if (!player || !person) error(404, errorText('erasure/nobody'));
	const { name, unit, registeredAt, answers, appeals } = person;
	return {
		player,
		person: {
			name,
			unit,
			since: new Date(registeredAt),
			answers: answers.length,
			appeals: appeals.length
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const form = readForm(erasureForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const done = await erasePerson(db, id, readPlayer(event.params.player) ?? 0, form.value.why, user.id);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
		redirect(303, `/host/contests/${id}/data?erased`);
	}
};
