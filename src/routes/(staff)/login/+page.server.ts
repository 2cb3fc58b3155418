import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { beginSignIn, checkLogin, hasAdministrator, ownPath, waitText } from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

const loginForm = z.object({ username: z.string(), password: z.string() });

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.staff) redirect(303, ownPath(url.searchParams.get('next')));
	return { ready: await hasAdministrator(app().db) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = readForm(loginForm, await event.request.formData());
		if (!form.ok) return fail(400, { username: '', message: errorText('form/invalid') });
		const { db } = app();
		const result = await checkLogin(db, { ...form.value, address: event.getClientAddress() });
		if (!result.ok) {
			const tooMany = result.code === 'auth/too_many_tries';
			return fail(tooMany ? 429 : 400, {
				username: form.value.username,
				message: errorText(result.code, tooMany ? { wait: waitText(result.wait) } : {})
			});
		}
		const { codeNeeded } = await beginSignIn(db, event, result.userId);
		const { search, searchParams } = event.url;
		redirect(303, codeNeeded ? `/login/code${search}` : ownPath(searchParams.get('next')));
	}
};
