import { error } from '@sveltejs/kit';
import { requireBank } from '$lib/server/bank/access';
import { getBank } from '$lib/server/bank/banks';
import { errorText } from '$lib/server/error-text';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { db, role } = await requireBank(event, event.params.id, 'reader');
	const bank = await getBank(db, event.params.id);
	if (!bank) error(404, errorText('bank/gone'));
	// A note is for those who work on the bank.
	if (role === 'reader') bank.note = '';
	return { bank, mayEdit: role !== 'reader', mayShare: role === 'owner', role };
};
