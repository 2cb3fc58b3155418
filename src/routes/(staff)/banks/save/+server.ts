import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import { requireBank } from '$lib/server/bank/access';
import { readSentDrafts } from '$lib/server/bank/sent-drafts';
import { saveTaken } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

/** Saves what the import's screen has made of a file: all of it or nothing. */
export const POST: RequestHandler = async (event) => {
	const { request } = event;
	const sent = readSentDrafts(await request.json().catch(() => null));
	if (!sent) return json({ ok: false, error: errorText('form/invalid') }, { status: 400 });
	const { target, taken } = sent;
	const { user } =
		'bankId' in target ? await requireBank(event, target.bankId, 'editor') : requireRole(event, 'organizer');
	const saved = await saveTaken(app().db, target, taken, user.id);
	return saved.ok ? json(saved) : json({ ok: false, error: errorText(saved.code) }, { status: 400 });
};
