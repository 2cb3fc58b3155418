import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireStaff } from '$lib/server/auth';
import { mediaFile } from '$lib/server/bank/media';
import { errorText } from '$lib/server/error-text';
import { mediaResponse } from '$lib/server/files/media-response';
import type { RequestHandler } from './$types';

/** A picture, sound or film of a bank, for staff; `?s` for the size of a phone. */
export const GET: RequestHandler = async (event) => {
	requireStaff(event);
	const { db } = app();
	const file = await mediaFile(db, event.params.id, event.url.searchParams.has('s') ? 'small' : 'whole');
	if (!file) error(404, errorText('media/gone'));
	return mediaResponse(event.request, file);
};
