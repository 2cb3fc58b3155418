import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { publicResults } from '$lib/server/contest/publication';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const questions = (await publicResults(app().db, params.code))?.questions;
	if (!questions) error(404, errorText('results/not_public'));
	return { questions };
};
