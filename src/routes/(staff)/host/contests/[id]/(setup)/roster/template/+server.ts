import { requireContest } from '$lib/server/contest/access';
import { download } from '$lib/server/files/download';
import { writeRoster } from '$lib/server/files/roster';
import { m } from '$lib/paraglide/messages';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	await requireContest(event);
	return download(await writeRoster([]), m.setup_roster_template_file(), 'xlsx');
};
