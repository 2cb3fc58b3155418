import type { Handle, RequestEvent } from '@sveltejs/kit';
import { app } from '../app';
import { noteSecurity } from '../observe/security-log';
import { clearSessionCookie, sessionCookie, setSessionCookie, validate } from './session';

/** Says who is signed in (`locals.staff`), sends the cookie again when the session was prolonged, and notes who is refused. */
export const authenticate: Handle = async ({ event, resolve }) => {
	event.locals.staff = await signedIn(event);
	const response = await resolve(event);
	const { staff } = event.locals;
	// What somebody may not even know of is as good as none.
	if (response.status === 403 || (staff && response.status === 404))
		noteSecurity('refused', {
			user: staff?.user.id ?? '',
			address: event.getClientAddress(),
			method: event.request.method,
			path: event.url.pathname
		});
	return response;
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
