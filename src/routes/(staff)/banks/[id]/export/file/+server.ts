import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { exportBank } from '$lib/server/bank/export';
import { errorText } from '$lib/server/error-text';
import { keyPlaces } from '$lib/server/files/bank-docx';
import { exportFormats } from '$lib/server/files/bank-export';
import { download } from '$lib/server/files/download';
import type { RequestHandler } from './$types';

const choices = z.object({
	format: z.enum(exportFormats),
	keys: z.enum(keyPlaces).default('below'),
	notes: z.enum(['on']).optional()
});

/** The bank as a file, chosen as the form of the page sends it. */
export const GET: RequestHandler = async (event) => {
	const { db, role } = await requireBank(event, event.params.id, 'reader');
	const read = choices.safeParse(Object.fromEntries(event.url.searchParams));
	if (!read.success) error(400, errorText('form/invalid'));
	const { format, keys, notes } = read.data;
	const file = await exportBank(db, event.params.id, format, {
		keys,
		notes: notes === 'on' && role !== 'reader'
	});
	if (!file) error(404, errorText('bank/gone'));
	return download(file.content, file.title, file.ending);
};
