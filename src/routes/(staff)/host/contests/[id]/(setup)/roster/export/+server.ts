import { error } from '@sveltejs/kit';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { writeRoster } from '$lib/server/files/roster';
import { isKnown, listRoster } from '$lib/server/people/roster';
import { m } from '$lib/paraglide/messages';
import type { RequestHandler } from './$types';

/** With the PINs, so for managers only. */
export const GET: RequestHandler = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const draft = await contestDraft(db, id);
	if (!draft) error(404, errorText('contest/unknown'));
	return download(
		await writeRoster((await listRoster(db, id)).filter(isKnown)),
		m.setup_roster_file({ title: draft.title }),
		'xlsx'
	);
};
