import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { viewSchema } from '$lib/server/bank/selection';
import { tableWindow } from '$lib/server/bank/table';
import { errorText } from '$lib/server/error-text';
import type { RequestHandler } from './$types';

const place = z.object({
	from: z.coerce.number().int().min(0).max(10_000_000).default(0),
	count: z.coerce.number().int().min(1).max(200).default(100)
});

/** A window of the bank's table: `?text=…&topic=…&sort=…&from=100&count=100`. */
export const GET: RequestHandler = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'reader');
	const asked = Object.fromEntries(event.url.searchParams);
	const read = place.safeParse(asked);
	if (!read.success) error(400, errorText('request/malformed'));
	const { from, count } = read.data;
	return json(await tableWindow(db, event.params.id, viewSchema.parse(asked), from, count));
};
