import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { completeSignIn, isSignInPending, ownPath } from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { refusalOfFactor } from '../../factor-refusal';
import type { Actions, PageServerLoad } from './$types';

const codeForm = z.object({ code: z.string().max(100) });

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	if (event.locals.staff) redirect(303, ownPath(searchParams.get('next')));
	return { pending: await isSignInPending(app().db, event), recovery: searchParams.has('recovery') };
};

export const actions: Actions = {
	default: async (event) => {
		const form = readForm(codeForm, await event.request.formData());
		if (!form.ok) return fail(400, { over: false, message: errorText('form/invalid'), clock: undefined });
		const done = await completeSignIn(app().db, event, form.value.code);
		if (!done.ok) {
			const { status, ...told } = refusalOfFactor(done);
			return fail(status, { over: done.code === 'factor/sign_in_over', ...told });
		}
		redirect(303, ownPath(event.url.searchParams.get('next')));
	}
};
