import { redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { homePath, signOut } from '$lib/server/auth';
import type { Actions, PageServerLoad } from './$types';

/** Opening the address signs nobody out: only the button does. */
export const load: PageServerLoad = () => redirect(303, homePath);

export const actions: Actions = {
	default: async (event) => {
		await signOut(app().db, event);
		redirect(303, '/login');
	}
};
