import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { errorText } from '$lib/server/error-text';
import { mediaResponse } from '$lib/server/files/media-response';
import type { RequestHandler } from './$types';

/** What phones and stages see and hear, by a name that a view has given them; `?s` for the size of a phone. */
export const GET: RequestHandler = async ({ params, url, request }) => {
	const file = await app().live.media.find(params.token, url.searchParams.has('s') ? 'small' : 'whole');
	if (!file) error(404, errorText('media/gone'));
	return mediaResponse(request, file);
};
