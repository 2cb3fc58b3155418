import { json } from '@sveltejs/kit';
import { requireBank } from '$lib/server/bank/access';
import { storeMedia } from '$lib/server/bank/media';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

/**
 * Takes the file in the field `file` of a form: `{ok: true, media: {id, kind, width, height}}`, or with status 422
 * `{ok: false, code, message}`.
 */
export const POST: RequestHandler = async (event) => {
	const { db, user } = await requireBank(event, event.params.id, 'editor');
	const file = (await event.request.formData()).get('file');
	const bytes = file instanceof File ? await file.arrayBuffer() : new ArrayBuffer();
	const stored = await storeMedia(db, new Uint8Array(bytes), user.id);
	return stored.ok ? json(stored) : json({ ...stored, message: errorText(stored.code) }, { status: 422 });
};
