import { error, type Handle } from '@sveltejs/kit';
import { errorText } from '../error-text';
import { noteSecurity } from '../observe/security-log';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * What may change something has to come from a page of ours; every browser says where it comes from. SvelteKit asks this
 * of forms alone, and a page of another site can send bytes of no type, with the cookie, to what takes JSON.
 */
export const ownPagesOnly: Handle = ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (!reading.includes(method) && headers.get('origin') !== event.url.origin) {
		noteSecurity('foreign_page', { address: event.getClientAddress(), path: event.url.pathname });
		error(403, errorText('request/malformed'));
	}
	return resolve(event);
};
