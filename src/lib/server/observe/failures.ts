import type { HandleServerError } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages';
import { reportBug } from './log';

/**
 * What nobody expected while a page was made: the cause goes into the log, its name to whoever sees the error page. What is
 * merely not there, or too large, is no failure.
 */
export const tellFailure: HandleServerError = ({ error, event, status, message }) => {
	if (status < 500) return { message };
	// Not there where the failure came before everything else.
	const id = event.locals.request ?? '';
	reportBug(`${event.request.method} ${event.route.id ?? '?'} failed`, error, id);
	return { message: `${m.error_page_broken()} ${m.staff_error_reference({ id })}`, id };
};
