import { redirect } from '@sveltejs/kit';
import { homePath } from '$lib/server/auth';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(307, homePath);
