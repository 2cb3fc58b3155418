import { error } from '@sveltejs/kit';
import { minutesPaper } from '$lib/papers/minutes';
import { requireContest } from '$lib/server/contest/access';
import { contestMinutes } from '$lib/server/contest/minutes';
import { contestPaper } from '$lib/server/contest/paper';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { printAside } from '$lib/server/papers/print-aside';
import type { RequestHandler } from './$types';

/** The minutes as PDF, or as a Word file that can be written on. */
export const GET: RequestHandler = async (event) => {
	const { db, id } = await requireContest(event);
	const minutes = await contestMinutes(db, id);
	if (!minutes) error(404, errorText('contest/not_prepared'));
	const paper = minutesPaper(minutes, (await contestPaper(db, id)).letterhead);
	const asWord = event.url.searchParams.get('format') === 'docx';
	const bytes = await printAside({ draw: asWord ? 'word' : 'paper', paper });
	return download(bytes, paper.name, asWord ? 'docx' : 'pdf');
};
