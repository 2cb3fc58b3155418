import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { dropLookPicture, lookParts, setLookPicture, setTheme, stageLook } from '$lib/server/contest/look';
import { errorText, type ErrorCode } from '$lib/server/error-text';
import { uploadedFile } from '$lib/server/files/upload';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const { origin } = addressForOthers(event.url, app().config);
	return { look: await stageLook(db, id), origin };
};

const themeForm = z.object({ theme: z.enum(['night', 'day']) });
const pictureForm = z.object({ part: z.enum([...lookParts, 'sponsor']) });
const dropForm = z.object({
	part: z.union([z.enum(lookParts), z.coerce.number().int().min(0)])
});

/** It may change while the contest runs: it is no part of the record. */
export const actions: Actions = {
	theme: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(themeForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		await setTheme(db, id, form.value.theme);
		return { saved: true };
	},
	picture: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(pictureForm, data);
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const { part } = form.value;
		const wrong = (code: ErrorCode) => fail(422, { part, wrong: errorText(code) });
		const file = await uploadedFile(data);
		if (!file.ok) return wrong(file.code === 'file/too_large' ? 'media/image_too_large' : file.code);
		const kept = await setLookPicture(db, id, part, file.bytes, user.id);
		return kept.ok ? { saved: true } : wrong(kept.code);
	},
	drop: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(dropForm, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		await dropLookPicture(db, id, form.value.part);
		return { saved: true };
	}
};
