import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import { requireBank } from '$lib/server/bank/access';
import { readImport } from '$lib/server/bank/read-import';
import { listStanding } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

/** Reads a file or pasted text for the import's screen. `bank`: the one that it is compared with. */
export const POST: RequestHandler = async (event) => {
	const data = await event.request.formData();
	const bank = data.get('bank');
	const { user, db } =
		typeof bank === 'string'
			? await requireBank(event, bank, 'editor')
			: { ...requireRole(event, 'organizer'), db: app().db };
	const standing = typeof bank === 'string' ? await listStanding(db, bank) : [];
	const read = await readImport(db, data, standing, user.id);
	return read.ok ? json(read) : json({ ok: false, error: errorText(read.code) }, { status: 400 });
};
