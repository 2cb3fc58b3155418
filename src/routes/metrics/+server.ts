import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { errorText } from '$lib/server/error-text';
import { metricsText } from '$lib/server/observe/metrics';
import { askingOf, mayReadMetrics } from '$lib/server/observe/metrics-access';
import type { RequestHandler } from './$types';

/** The figures that the program keeps of itself, for Prometheus; docs/observe.md. To whom they are not given, they are not there. */
export const GET: RequestHandler = async ({ platform }) => {
	if (!platform || !mayReadMetrics(askingOf(platform.req), app().config.metricsToken))
		error(404, errorText('page/missing'));
	const { type, text } = await metricsText();
	return new Response(text, { headers: { 'content-type': type } });
};
