import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { cardCode } from '$lib/server/contest/pins';
import { cardSecret } from '$lib/server/contest/seats';
import { isKnown, listRoster } from '$lib/server/people/roster';
import { paged } from '$lib/server/paged';
import type { PageServerLoad } from './$types';

const perPage = 60;

/** Cards prove seats, so they are for managers only. */
export const load: PageServerLoad = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const [all, secret] = [(await listRoster(db, id)).filter(isKnown), await cardSecret(db, id)];
	const { shown, page, pages } = paged(all, event.url, perPage);
	const cards = shown.map(({ sbd, name, unit, pin }) => ({
		sbd,
		name,
		unit,
		pin,
		code: cardCode(secret, sbd)
	}));
	return { cards, page, pages, address: addressForOthers(event.url, app().config) };
};
