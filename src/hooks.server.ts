import type { Handle, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { paraglideMiddleware } from '$lib/paraglide/server';
import { startApp } from '$lib/server/app';
import { authenticate } from '$lib/server/auth/handle';
import { ownPagesOnly } from '$lib/server/auth/own-pages';

export const init: ServerInit = async () => {
	if (!building) await startApp();
};

const translate: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

export const handle = sequence(translate, ownPagesOnly, authenticate);
