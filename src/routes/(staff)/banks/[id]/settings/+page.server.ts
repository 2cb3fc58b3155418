import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { deleteBank, renameBank } from '$lib/server/bank/banks';
import { listMembers, setMember } from '$lib/server/bank/members';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { listStaff } from '$lib/server/people/staff';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, role } = await requireBank(event, event.params.id, 'editor');
	return {
		members: await listMembers(db, event.params.id),
		people: role === 'owner' ? await listStaff(db) : []
	};
};

const head = z.object({ title: z.string(), note: z.string() });
const member = z.object({ userId: z.string(), role: z.enum(['owner', 'editor', 'reader']).optional() });
const consent = z.object({ sure: z.literal('on') });

export const actions: Actions = {
	rename: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(head, await event.request.formData());
		if (!form.ok) return fail(400, { part: 'head', error: errorText('form/invalid') });
		const done = await renameBank(db, event.params.id, form.value);
		if (!done.ok) return fail(400, { part: 'head', error: errorText(done.code), typed: form.value });
		return { part: 'head', saved: true };
	},
	setRole: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(member, await event.request.formData());
		if (!form.ok || !form.value.role) return fail(400, { part: 'sharing', error: errorText('form/invalid') });
		const done = await setMember(db, event.params.id, form.value.userId, form.value.role);
		if (!done.ok) return fail(400, { part: 'sharing', error: errorText(done.code) });
	},
	remove: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(member, await event.request.formData());
		if (!form.ok) return fail(400, { part: 'sharing', error: errorText('form/invalid') });
		const done = await setMember(db, event.params.id, form.value.userId, null);
		if (!done.ok) return fail(400, { part: 'sharing', error: errorText(done.code) });
	},
	delete: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(consent, await event.request.formData());
		if (!form.ok) return fail(400, { part: 'delete', error: errorText('form/invalid') });
		await deleteBank(db, event.params.id);
		redirect(303, '/banks');
	}
};
