import { fail, redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import { readConfirmation, readUpload } from '$lib/server/bank/import-form';
import { importDrafts } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'organizer');
};

export const actions: Actions = {
	preview: async (event) => {
		requireRole(event, 'organizer');
		const upload = await readUpload(await event.request.formData(), []);
		return upload.ok ? { file: upload } : fail(400, { error: upload.error });
	},
	save: async (event) => {
		const { user } = requireRole(event, 'organizer');
		const file = await readConfirmation(await event.request.formData(), []);
		if (!file.ok) return fail(400, { error: file.error });
		const create = { ...file.preview, title: file.title };
		const saved = await importDrafts(app().db, { create }, file.preview, file.taken, user.id);
		if (!saved.ok) return fail(400, { error: errorText(saved.code), file });
		redirect(303, `/banks/${saved.bankId}?imported=${saved.added}`);
	}
};
