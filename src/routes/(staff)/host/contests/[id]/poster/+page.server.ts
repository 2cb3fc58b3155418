import { error } from '@sveltejs/kit';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { stageLook } from '$lib/server/contest/look';
import { errorText } from '$lib/server/error-text';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event);
	const draft = await contestDraft(db, id);
	if (!draft) error(404, errorText('contest/unknown'));
	const { title, code, setup } = draft;
	const address = addressForOthers(event.url, app().config);
	const rosterOnly = setup.rules.registration === 'roster';
	return {
		contest: id,
		title,
		code,
		organizer: setup.organizer,
		look: await stageLook(db, id),
		rosterOnly,
		address
	};
};
