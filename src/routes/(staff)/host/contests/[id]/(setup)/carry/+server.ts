import { error } from '@sveltejs/kit';
import { carryOut } from '$lib/server/carry';
import { requireContest } from '$lib/server/contest/access';
import { errorText } from '$lib/server/error-text';
import { download } from '$lib/server/files/download';
import { noteSecurity } from '$lib/server/observe/security-log';
import type { RequestHandler } from './$types';

/** The whole contest as one file, with PINs and keys: for its managers. */
export const GET: RequestHandler = async (event) => {
	const { db, id, user } = await requireContest(event, 'manager');
	const carried = await carryOut(db, id);
	if (!carried.ok) error(carried.code === 'carry/running' ? 409 : 404, errorText(carried.code));
	noteSecurity('contest_carried_out', { user: user.id, contest: id });
	return download(carried.bytes, carried.title, 'chuongvang');
};
