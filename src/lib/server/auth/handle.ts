import type { Handle } from '@sveltejs/kit';
import { app } from '../app';
import { cookieName } from './lucia';
import { clearSessionCookie, setSessionCookie, validate } from './session';

/** Says who is signed in (`locals.staff`), and sends the cookie again when the session was prolonged. */
export const authenticate: Handle = async ({ event, resolve }) => {
	event.locals.staff = null;
	const id = event.cookies.get(cookieName);
	if (!id) return resolve(event);
	const found = await validate(app().db, id);
	if (found) {
		event.locals.staff = { user: found.user, sessionHash: found.sessionHash };
		if (found.renewed) setSessionCookie(event, id);
	} else clearSessionCookie(event.cookies);
	return resolve(event);
};
