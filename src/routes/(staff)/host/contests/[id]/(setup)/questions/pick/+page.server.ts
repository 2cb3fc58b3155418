import { error, fail } from '@sveltejs/kit';
import { keyText } from '$lib/bank/question';
import { listBanks } from '$lib/server/bank/banks';
import { requireContest } from '$lib/server/contest/access';
import { contestDraft } from '$lib/server/contest/contests';
import { takeable } from '$lib/server/contest/draw-pool';
import { addAt, unused } from '$lib/server/contest/plan';
import { drawableQuestions } from '$lib/server/contest/questions';
import * as forms from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { edit } from '../../edit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id, user } = await requireContest(event, 'manager');
	const setup = (await contestDraft(db, id))?.setup;
	const to = forms.place.safeParse(event.url.searchParams.get('to'));
	if (!setup || !to.success) error(404, errorText('contest/unknown'));
	const banks = (await listBanks(db, user)).filter((bank) => bank.questions > 0);
	const bank = event.url.searchParams.get('bank') ?? banks[0]?.id ?? '';
	const pool = (await drawableQuestions(db, user, bank, setup)) ?? [];
	return {
		to: to.data,
		bank,
		banks: banks.map(({ id, title, questions }) => ({ id, title, questions })),
		pool: unused(pool, setup).map(({ id, number, version, type, text, topic, level, ...rest }) => {
			return { id, number, version, type, text, topic, level, answer: keyText({ type, ...rest }) };
		})
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, id, user } = await requireContest(event, 'manager');
		const data = await event.request.formData();
		const form = readForm(forms.placeForm, data);
		const setup = (await contestDraft(db, id))?.setup;
		if (!form.ok || !setup) return fail(400, { error: errorText('form/invalid') });
		const picked = data.getAll('pick').map(String);
		const taken = await takeable(db, { user, contestId: id, setup }, picked);
		if (taken.length === 0) return fail(400, { error: errorText('setup/nothing_picked') });
		const done = await edit<'setup/rounds_changed'>(event, (setup) => addAt(setup, taken, form.value.place));
		return 'saved' in done ? { taken, asked: picked.length } : done;
	}
};
