import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { listVersions, restoreVersion, versionContent } from '$lib/server/bank/history';
import { openQuestion } from '$lib/server/bank/questions';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: bankId, question: id } = event.params;
	const { db, role } = await requireBank(event, bankId, 'reader');
	const opened = await openQuestion(db, bankId, id);
	if (!opened) error(404, errorText('question/gone'));
	const versions = await listVersions(db, id);
	const { searchParams } = event.url;
	const named = (name: string) => versions.findIndex((v) => v.id === Number(searchParams.get(name)));
	const at = Math.max(0, named('version'));
	// Without another wish, what was changed last before it.
	const [shown, compared] = [versions[at], versions[named('with')] ?? versions[at + 1]];
	const [content, before] = await Promise.all([
		shown ? versionContent(db, id, shown.id) : undefined,
		compared ? versionContent(db, id, compared.id) : undefined
	]);
	return {
		question: { id, number: opened.stored.number, version: opened.stored.version },
		versions,
		shown,
		compared,
		content: role === 'reader' ? withoutNote(content) : content,
		before: role === 'reader' ? withoutNote(before) : before,
		restored: searchParams.has('restored')
	};
};

/** A note is for those who work on the bank. */
const withoutNote = <T extends { note: string }>(question: T | undefined) =>
	question && { ...question, note: '' };

const restoring = z.object({ id: z.coerce.number().int(), version: z.coerce.number().int() });

export const actions: Actions = {
	restore: async (event) => {
		const { id: bankId, question: id } = event.params;
		const { db, user } = await requireBank(event, bankId, 'editor');
		const form = readForm(restoring, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		const at = { bankId, id, version: form.value.version };
		const done = await restoreVersion(db, at, form.value.id, user.id);
		if (!done.ok) return fail(409, { error: errorText(done.code, 'by' in done ? { by: done.by } : {}) });
		redirect(303, `/banks/${bankId}/questions/${id}/history?restored`);
	}
};
