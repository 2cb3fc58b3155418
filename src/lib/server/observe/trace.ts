import type { Handle } from '@sveltejs/kit';
import { app } from '../app';
import { within } from './context';
import { writeLine } from './log';
import { requestId } from './request-id';

/** What other programs ask every few seconds, which would drown the rest. (/healthz does not come this far.) */
const asked = new Set<string | null>(['/readyz', '/metrics']);

/**
 * Gives each request a name (`locals.request`) that its lines in the log have, and says it in `X-Request-Id`. With LOG_REQUESTS
 * each for a page is a line itself: by its route and not by its address, in which there may be codes.
 */
export const trace: Handle = ({ event, resolve }) => {
	const { config } = app();
	const id = requestId(event.request.headers.get('x-request-id'), config);
	event.locals.request = id;
	return within({ request: id }, async () => {
		const since = performance.now();
		const response = await resolve(event);
		response.headers.set('x-request-id', id);
		if (config.logRequests && !asked.has(event.route.id))
			note(event.request.method, event.route.id, response.status, since);
		return response;
	});
};

function note(method: string, route: string | null, status: number, since: number): void {
	const ms = Math.round(performance.now() - since);
	writeLine({
		level: 'info',
		what: 'request',
		text: `${method} ${route ?? '?'} ${status} ${ms} ms`,
		facts: { method, route, status, ms }
	});
}
