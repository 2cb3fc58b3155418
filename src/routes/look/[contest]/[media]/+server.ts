import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { lookFile } from '$lib/server/contest/look';
import { errorText } from '$lib/server/error-text';
import { mediaResponse } from '$lib/server/files/media-response';
import type { RequestHandler } from './$types';

/** The organizer's own pictures on the stage: anybody in the hall sees them. */
export const GET: RequestHandler = async ({ params, request }) => {
	const id = /^[1-9]\d{0,8}$/.test(params.contest) ? Number(params.contest) : 0;
	const file = id > 0 ? await lookFile(app().db, id, params.media) : null;
	if (!file) error(404, errorText('media/gone'));
	return mediaResponse(request, file);
};
