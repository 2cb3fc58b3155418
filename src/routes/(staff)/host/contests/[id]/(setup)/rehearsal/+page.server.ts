import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { phonesForm } from '$lib/server/rehearsal/form';
import { orderPhones } from '$lib/server/rehearsal/phones';
import {
	placesIn,
	rehearsalOf,
	startRehearsal,
	wipeRehearsal,
	type Rehearsal
} from '$lib/server/rehearsal/rehearsals';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	event.depends('rehearsal:now');
	const rehearsal = await rehearsalOf(db, id);
	return {
		rehearsal,
		crowd: rehearsal && app().crowds.of(rehearsal.id),
		places: rehearsal?.places ?? (await placesIn(db, id)),
		address: addressForOthers(event.url, app().config)
	};
};

type Phones = z.output<typeof phonesForm>;
const consent = z.object({ sure: z.literal('on') });

/** What the form says of the phones, as far as there is room for them. */
async function readPhones(event: RequestEvent, places: number) {
	const form = readForm(phonesForm, await event.request.formData());
	if (!form.ok || form.value.players <= places) return form;
	return { ok: false, errors: { players: errorText('rehearsal/too_many', { n: places }) } } as const;
}

async function sendPhones(rehearsal: Rehearsal, phones: Phones): Promise<void> {
	const { db, crowds } = app();
	if (phones.players > 0) await crowds.send(rehearsal.id, await orderPhones(db, rehearsal, phones));
	else await crowds.home(rehearsal.id);
}

export const actions: Actions = {
	start: async (event) => {
		const { db, id, actor } = await requireContest(event, 'manager');
		const form = await readPhones(event, await placesIn(db, id));
		if (!form.ok) return fail(400, { errors: form.errors });
		const started = await startRehearsal(db, id, actor);
		if (!started.ok) return fail(409, { error: errorText(started.code, { n: started.n ?? 0 }) });
		const rehearsal = await rehearsalOf(db, id);
		if (rehearsal) await sendPhones(rehearsal, form.value);
	},
	send: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const rehearsal = await rehearsalOf(db, id);
		if (!rehearsal) return fail(409, { error: errorText('rehearsal/gone') });
		const form = await readPhones(event, rehearsal.places);
		if (!form.ok) return fail(400, { errors: form.errors });
		await sendPhones(rehearsal, form.value);
	},
	home: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const rehearsal = await rehearsalOf(db, id);
		if (rehearsal) await app().crowds.home(rehearsal.id);
	},
	wipe: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(consent, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const rehearsal = await rehearsalOf(db, id);
		if (rehearsal) await app().crowds.home(rehearsal.id);
		await wipeRehearsal(db, id);
		return { wiped: true };
	}
};
