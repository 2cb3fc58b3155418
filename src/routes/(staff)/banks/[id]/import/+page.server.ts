import { fail, redirect } from '@sveltejs/kit';
import { requireBank } from '$lib/server/bank/access';
import { readConfirmation, readUpload } from '$lib/server/bank/import-form';
import { listQuestions } from '$lib/server/bank/questions';
import { importDrafts } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await requireBank(event, event.params.id, 'editor');
};

export const actions: Actions = {
	preview: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'editor');
		const upload = await readUpload(await event.request.formData(), await listQuestions(db, event.params.id));
		return upload.ok ? { file: upload } : fail(400, { error: upload.error });
	},
	save: async (event) => {
		const { db, user } = await requireBank(event, event.params.id, 'editor');
		const data = await event.request.formData();
		const file = await readConfirmation(data, await listQuestions(db, event.params.id));
		if (!file.ok) return fail(400, { error: file.error });
		const saved = await importDrafts(db, { bankId: event.params.id }, file.preview, file.taken, user.id);
		if (!saved.ok) return fail(400, { error: errorText(saved.code), file });
		redirect(303, `/banks/${saved.bankId}?imported=${saved.added}`);
	}
};
