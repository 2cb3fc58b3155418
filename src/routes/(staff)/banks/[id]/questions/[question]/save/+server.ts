import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { savedSince, saveTyped } from '$lib/server/bank/autosave';
import { sentQuestion } from '$lib/server/bank/question-form';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

const body = z.object({ version: z.number().int().min(0), question: sentQuestion });

/** Saves what is being typed. A page that saves by itself can't follow to the login page: it is told (401). */
export const POST: RequestHandler = async (event) => {
	if (!event.locals.staff) return json({ ok: false }, { status: 401 });
	const { id: bankId, question: id } = event.params;
	const { db, user } = await requireBank(event, bankId, 'editor');
	const read = body.safeParse(await event.request.json().catch(() => null));
	if (!read.success) error(400, errorText('form/invalid'));
	const { version, question } = read.data;
	if (version === 0 && !z.uuid().safeParse(id).success) error(404, errorText('question/gone'));
	const saved = await saveTyped(db, { bankId, id, version }, question, user.id);
	if (saved.ok) return json(saved);
	const { code } = saved;
	return code === 'question/changed'
		? json({ ok: false, code, current: saved.current, by: saved.by })
		: json({ ok: false, code, text: errorText(code) });
};

/** What others have saved beyond `?version=`. */
export const GET: RequestHandler = async (event) => {
	if (!event.locals.staff) return json(null, { status: 401 });
	const { db } = await requireBank(event, event.params.id, 'reader');
	const version = Number(event.url.searchParams.get('version'));
	return json(await savedSince(db, event.params.id, event.params.question, version));
};
