import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { requireRole, requireStaff } from '$lib/server/auth';
import { createBank, listBanks } from '$lib/server/bank/banks';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const banks = await listBanks(app().db, user);
	return {
		banks: banks.map((bank) => (bank.role === 'reader' ? { ...bank, note: '' } : bank)),
		mayCreate: user.role === 'administrator' || user.role === 'organizer'
	};
};

const head = z.object({ title: z.string() });

export const actions: Actions = {
	default: async (event) => {
		const { user } = requireRole(event, 'organizer');
		const form = readForm(head, await event.request.formData());
		if (!form.ok) return fail(400, { title: '', error: form.errors.title });
		const { title } = form.value;
		const made = await createBank(app().db, { title, note: '' }, user.id);
		if (!made.ok) return fail(400, { title, error: errorText(made.code) });
		redirect(303, `/banks/${made.id}`);
	}
};
