import { error } from '@sveltejs/kit';
import { requireBank } from '$lib/server/bank/access';
import { bankContent } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import { writeBankJson } from '$lib/server/files/bank-json';
import { writeBankXlsx } from '$lib/server/files/bank-xlsx';
import { download } from '$lib/server/files/download';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { db } = await requireBank(event, event.params.id, 'reader');
	const content = await bankContent(db, event.params.id);
	if (!content) error(404, errorText('bank/gone'));
	return event.url.searchParams.get('format') === 'json'
		? download(writeBankJson(content), content.title, 'json')
		: download(await writeBankXlsx(content.questions), content.title, 'xlsx');
};
