import type { Handle, RequestEvent } from '@sveltejs/kit';
import { app } from '../app';
import { clearSessionCookie, sessionCookie, setSessionCookie, validate } from './session';

/** Says who is signed in (`locals.staff`), and sends the cookie again when the session was prolonged. */
export const authenticate: Handle = async ({ event, resolve }) => {
	event.locals.staff = await signedIn(event);
	return resolve(event);
};

async function signedIn(event: RequestEvent): Promise<App.Locals['staff']> {
	const id = sessionCookie(event);
	if (!id) return null;
	const found = await validate(app().db, id);
	if (!found) {
		clearSessionCookie(event);
		return null;
	}
	if (found.renewed) setSessionCookie(event, id);
	return { user: found.user, sessionHash: found.sessionHash };
}
