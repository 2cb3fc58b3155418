import type { Handle, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { paraglideMiddleware } from '$lib/paraglide/server';
import { startApp } from '$lib/server/app';
import { authenticate } from '$lib/server/auth/handle';
import { ownPagesOnly } from '$lib/server/auth/own-pages';
import { tellFailure } from '$lib/server/observe/failures';
import { trace } from '$lib/server/observe/trace';
import { unlessStuck } from '$lib/server/observe/unless-stuck';

export const init: ServerInit = async () => {
	if (!building) await startApp();
};

const translate: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

/** What is made for somebody now is kept nowhere, unless it says so itself as pictures do. */
const keepNothing: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	return response;
};

/** For pages that are made beforehand nothing runs, not even the application. */
const inService =
	(handle: Handle): Handle =>
	(step) =>
		building ? step.resolve(step.event) : handle(step);

const forPages = sequence(translate, ownPagesOnly, inService(unlessStuck), authenticate);

/**
 * A call of the API is answered by its token alone: no cookie is read and nobody is signed in, so there is nothing that
 * another site could use, and programs bring no origin.
 */
const forPagesOrPrograms: Handle = ({ event, resolve }) => {
	if (!event.route.id?.startsWith('/api/')) return forPages({ event, resolve });
	event.locals.staff = null;
	return resolve(event);
};

export const handleError = tellFailure;
export const handle = sequence(inService(trace), keepNothing, forPagesOrPrograms);
