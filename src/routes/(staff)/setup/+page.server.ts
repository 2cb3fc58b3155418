import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { hasAdministrator, homePath, signIn } from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { checkSetupCode, createFirstAdministrator } from '$lib/server/people/account';
import { displayName, username } from '$lib/server/people/person';
import type { Actions, PageServerLoad } from './$types';

const setupForm = z.object({ displayName, username, password: z.string(), again: z.string() });

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = app();
	if (locals.staff) redirect(303, homePath);
	if (await hasAdministrator(db)) return { state: 'done' as const };
	const code = url.searchParams.get('code');
	if (!code) return { state: 'no_code' as const };
	const checked = await checkSetupCode(db, code);
	return checked.ok
		? { state: 'ready' as const }
		: { state: 'refused' as const, message: errorText(checked.code) };
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const typed = { displayName: String(data.get('displayName')), username: String(data.get('username')) };
		const form = readForm(setupForm, data);
		if (!form.ok) return fail(400, { typed, errors: form.errors });
		const { db } = app();
		const code = event.url.searchParams.get('code') ?? '';
		const created = await createFirstAdministrator(db, code, form.value, form.value);
		if (!created.ok) {
			const field = created.code.startsWith('password/') ? 'password' : 'username';
			return fail(400, { typed, errors: { [field]: errorText(created.code) } });
		}
		await signIn(db, event, created.userId);
		redirect(303, homePath);
	}
};
