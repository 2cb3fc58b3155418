import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import { serverFactsOf } from '$lib/server/observe/facts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event);
	return { facts: await serverFactsOf(app()) };
};
