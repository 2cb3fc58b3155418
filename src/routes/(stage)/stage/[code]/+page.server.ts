import { redirect } from '@sveltejs/kit';
import { cookieName, isLocale } from '$lib/paraglide/runtime';
import type { PageServerLoad } from './$types';

const year = 365 * 24 * 60 * 60;

/** `?lang=en` chooses the language of this browser, as the switch on the work screens does. */
export const load: PageServerLoad = ({ params, url, cookies }) => {
	const lang = url.searchParams.get('lang');
	if (isLocale(lang)) {
		cookies.set(cookieName, lang, {
			path: '/',
			maxAge: year,
			httpOnly: false,
			secure: false, // no secret, and a hall has plain http
			sameSite: 'lax'
		});
		redirect(303, url.pathname);
	}
	return { code: params.code };
};
