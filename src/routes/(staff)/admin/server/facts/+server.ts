import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import { serverFactsOf } from '$lib/server/observe/facts';
import type { RequestHandler } from './$types';

/** How the server does now, as `ServerFacts`; asked for every few seconds while somebody looks at it. */
export const GET: RequestHandler = async (event) => {
	requireRole(event);
	return json(await serverFactsOf(app()), { headers: { 'cache-control': 'no-store' } });
};
