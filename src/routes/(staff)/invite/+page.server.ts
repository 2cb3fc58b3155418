import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { beginSignIn, homePath } from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { acceptLink, checkLink } from '$lib/server/people/account';
import type { Actions, PageServerLoad } from './$types';

const passwordForm = z.object({ password: z.string(), again: z.string() });

export const load: PageServerLoad = async ({ url }) => {
	const owner = await checkLink(app().db, url.searchParams.get('code') ?? '');
	if (!owner.ok) return { owner: null, message: errorText(owner.code) };
	const { username, displayName, invitation } = owner;
	return { owner: { username, displayName, invitation }, message: '' };
};

export const actions: Actions = {
	default: async (event) => {
		const form = readForm(passwordForm, await event.request.formData());
		if (!form.ok) return fail(400, { message: errorText('form/invalid') });
		const { db } = app();
		const accepted = await acceptLink(db, event.url.searchParams.get('code') ?? '', form.value);
		if (!accepted.ok) return fail(400, { message: errorText(accepted.code) });
		const { codeNeeded } = await beginSignIn(db, event, accepted.userId);
		redirect(303, codeNeeded ? '/login/code' : homePath);
	}
};
