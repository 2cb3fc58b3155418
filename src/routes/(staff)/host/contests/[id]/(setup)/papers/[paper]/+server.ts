import { error } from '@sveltejs/kit';
import { certificateFor } from '$lib/papers/certificate';
import { m } from '$lib/paraglide/messages';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { certificateOrder } from '$lib/server/papers/certificate-order';
import { floorPaper, posterPaper, seatCardPaper, sheetPaper } from '$lib/server/papers/hall-papers';
import { printAside, type PrintOrder } from '$lib/server/papers/print-aside';
import { told } from '$lib/server/papers/told';
import type { RequestHandler } from './$types';

/** One of the papers of a contest as PDF. With `?news`, lines that say how far it has come go before it (told.ts). */
export const GET: RequestHandler = async (event) => {
	const { db, id } = await requireContest(event, 'manager');
	const draft = await contestDraft(db, id);
	if (!draft) error(404, errorText('contest/unknown'));
	const { origin } = addressForOthers(event.url, app().config);
	const { title } = draft;
	const query = event.url.searchParams;
	const send = async (order: PrintOrder, name: string) =>
		download(await printAside(order), `${name} ${title}`, 'pdf');
	switch (event.params.paper) {
		case 'cards':
			return send({ draw: 'cards', paper: await seatCardPaper(db, draft, origin) }, m.papers_cards());
		case 'poster':
			return send({ draw: 'poster', paper: posterPaper(draft, origin) }, m.papers_poster());
		case 'floor': {
			const columns = Math.min(30, Math.max(1, Math.trunc(Number(query.get('columns'))) || 10));
			return send({ draw: 'floor', paper: await floorPaper(db, draft, columns) }, m.papers_floor());
		}
		case 'sheets': {
			const paper = await sheetPaper(db, draft, query.has('named'));
			return send({ draw: 'sheets', paper }, m.papers_sheets());
		}
		case 'certificates': {
			const who = certificateFor.find((one) => one === query.get('for')) ?? 'sample';
			const order = await certificateOrder(db, id, who);
			if (!order) error(404, errorText('results/not_yet'));
			const print: PrintOrder = { draw: 'certificates', paper: order };
			return query.has('news') ? told(print, order.lines.length) : send(print, m.certificate_file());
		}
		default:
			error(404, errorText('paper/unknown'));
	}
};
