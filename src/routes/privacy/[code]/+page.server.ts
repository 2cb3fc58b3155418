import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { errorText } from '$lib/server/error-text';
import { privacyNotice } from '$lib/server/people/notice';
import type { PageServerLoad } from './$types';

/** For old phones behind slow lines: the page is all there is. */
export const csr = false;

/** For everybody who has the code, as the join form has. */
export const load: PageServerLoad = async ({ params }) => {
	const notice = await privacyNotice(app().db, params.code);
	if (!notice) error(404, errorText('contest/unknown'));
	return { notice };
};
