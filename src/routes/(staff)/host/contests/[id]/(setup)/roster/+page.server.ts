import { fail } from '@sveltejs/kit';
import { searchForm } from '$lib/bank/normal';
import { requireContest } from '$lib/server/contest/access';
import { unitsForm } from '$lib/server/contest/setup-form';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { paged } from '$lib/server/paged';
import { addContestants, editContestant, listRoster, removeContestants } from '$lib/server/people/roster';
import { knownContestant, newContestant, oneSbd } from '$lib/server/people/roster-form';
import { savePart } from '../edit';
import type { Actions, PageServerLoad } from './$types';

const perPage = 100;

export const load: PageServerLoad = async (event) => {
	const { db, id, role } = await requireContest(event);
	const query = event.url.searchParams.get('q') ?? '';
	const wanted = searchForm(query);
	const all = await listRoster(db, id);
	const found = all.filter(
		(line) => String(line.sbd) === wanted || searchForm(`${line.name} ${line.unit}`).includes(wanted)
	);
	const { shown, ...paging } = paged(found, event.url, perPage);
	// A PIN takes a seat: only managers see it.
	const lines = shown.map((line) => (role === 'manager' ? line : { ...line, pin: '' }));
	return { lines, query, found: found.length, ...paging };
};

const unreadable = () => fail(400, { error: errorText('form/invalid') });

export const actions: Actions = {
	units: async (event) => {
		const data = await event.request.formData();
		const form = readForm(unitsForm, data);
		if (!form.ok) return unreadable();
		const done = await savePart(event, 'units', data, (setup) => ({ ...setup, ...form.value }));
		return 'saved' in done ? { units: done } : fail(done.status, { units: done.data });
	},
	add: async (event) => {
		const { db, live, id, actor } = await requireContest(event, 'manager');
		const form = readForm(newContestant, await event.request.formData());
		if (!form.ok) return fail(400, { addErrors: form.errors });
		const done = await addContestants(db, id, [form.value], actor);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
		await live.contestChanged(id);
		return { added: done.sbds[0] };
	},
	edit: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(knownContestant, await event.request.formData());
		if (!form.ok) return fail(400, { editErrors: form.errors });
		const { was, ...entry } = form.value;
		const done = await editContestant(db, id, was, entry);
		if (!done.ok) return fail(409, { editError: errorText(done.code) });
	},
	remove: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const form = readForm(oneSbd, await event.request.formData());
		if (!form.ok) return unreadable();
		const done = await removeContestants(db, id, form.value.sbd);
		if (!done.ok) return fail(409, { error: errorText(done.code) });
	},
	clear: async (event) => {
		const { db, id } = await requireContest(event, 'manager');
		const done = await removeContestants(db, id, 'all');
		if (!done.ok) return fail(409, { error: errorText(done.code) });
	}
};
