import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireBank } from '$lib/server/bank/access';
import { deleteBank, renameBank, type BankHead } from '$lib/server/bank/banks';
import { listMembers, setMember } from '$lib/server/bank/members';
import { errorText, type ErrorCode } from '$lib/server/error-text';
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

/** What to tell, in which part of the page, and what was typed there. */
function failed(part: 'head' | 'sharing' | 'delete', code: ErrorCode, typed?: BankHead) {
	return fail(400, { part, error: errorText(code), typed });
}

export const actions: Actions = {
	rename: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'editor');
		const form = readForm(head, await event.request.formData());
		if (!form.ok) return failed('head', 'form/invalid');
		const done = await renameBank(db, event.params.id, form.value);
		if (!done.ok) return failed('head', done.code, form.value);
		return { saved: true };
	},
	setRole: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(member, await event.request.formData());
		if (!form.ok || !form.value.role) return failed('sharing', 'form/invalid');
		const done = await setMember(db, event.params.id, form.value.userId, form.value.role);
		if (!done.ok) return failed('sharing', done.code);
		return { shared: { with: form.value.userId, as: form.value.role } };
	},
	remove: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(member, await event.request.formData());
		if (!form.ok) return failed('sharing', 'form/invalid');
		const done = await setMember(db, event.params.id, form.value.userId, null);
		if (!done.ok) return failed('sharing', done.code);
		return { shared: { with: form.value.userId, as: null } };
	},
	delete: async (event) => {
		const { db } = await requireBank(event, event.params.id, 'owner');
		const form = readForm(consent, await event.request.formData());
		if (!form.ok) return failed('delete', 'form/invalid');
		await deleteBank(db, event.params.id);
		redirect(303, '/banks');
	}
};
