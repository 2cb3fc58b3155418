import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { publicResults } from '$lib/server/contest/publication';
import { errorText } from '$lib/server/error-text';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params }) => {
	const results = await publicResults(app().db, params.code);
	if (!results) error(404, errorText('results/not_public'));
	const { title, organizer, startedAt } = results;
	return { contest: { code: params.code, title, organizer, startedAt } };
};
