import { redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { homePath, signOut } from '$lib/server/auth';
import { noteSecurity } from '$lib/server/observe/security-log';
import type { Actions, PageServerLoad } from './$types';

/** Opening the address signs nobody out: only the button does. */
export const load: PageServerLoad = () => redirect(303, homePath);

export const actions: Actions = {
	default: async (event) => {
		await signOut(app().db, event);
		noteSecurity('signed_out', { user: event.locals.staff?.user.id ?? '' });
		redirect(303, '/login');
	}
};
