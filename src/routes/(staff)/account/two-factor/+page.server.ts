import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import { requireStaff } from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import {
	beginTwoFactor,
	renewRecoveryCodes,
	turnOffTwoFactor,
	turnOnTwoFactor,
	twoFactorState
} from '$lib/server/people/two-factor';
import { refusalOfFactor } from '../../factor-refusal';
import type { Actions, PageServerLoad } from './$types';

const here = '/account/two-factor';
const passwordForm = z.object({ password: z.string() });
const codeForm = z.object({ code: z.string().max(100) });
const offForm = passwordForm.extend(codeForm.shape);

export const load: PageServerLoad = async (event) => {
	const signedIn = requireStaff(event);
	return { username: signedIn.user.username, state: await twoFactorState(app().db, signedIn) };
};

export const actions: Actions = {
	begin: async (event) => {
		const signedIn = requireStaff(event);
		const form = readForm(passwordForm, await event.request.formData());
		if (!form.ok) return unread('begin');
		const current = { password: form.value.password, address: event.getClientAddress() };
		const begun = await beginTwoFactor(app().db, signedIn, current);
		if (!begun.ok) return refused('begin', begun);
		redirect(303, here);
	},

	confirm: async (event) => {
		const signedIn = requireStaff(event);
		const form = readForm(codeForm, await event.request.formData());
		if (!form.ok) return unread('confirm');
		const on = await turnOnTwoFactor(app().db, signedIn, form.value.code);
		return on.ok ? { of: 'confirm' as const, codes: on.codes } : refused('confirm', on);
	},

	renew: async (event) => {
		const signedIn = requireStaff(event);
		const form = readForm(passwordForm, await event.request.formData());
		if (!form.ok) return unread('renew');
		const current = { password: form.value.password, address: event.getClientAddress() };
		const renewed = await renewRecoveryCodes(app().db, signedIn, current);
		return renewed.ok ? { of: 'renew' as const, codes: renewed.codes } : refused('renew', renewed);
	},

	off: async (event) => {
		const signedIn = requireStaff(event);
		const form = readForm(offForm, await event.request.formData());
		if (!form.ok) return unread('off');
		const current = { password: form.value.password, address: event.getClientAddress() };
		const off = await turnOffTwoFactor(app().db, signedIn, current, form.value.code);
		if (!off.ok) return refused('off', off);
		redirect(303, `${here}?off`);
	}
};

type Form = 'begin' | 'confirm' | 'renew' | 'off';

function unread(of: Form) {
	return fail(400, { of, at: 'form' as const, message: errorText('form/invalid'), clock: undefined });
}

/** `at`: which of the form's fields it is about. */
function refused(of: Form, refusal: Parameters<typeof refusalOfFactor>[0]) {
	const { status, ...told } = refusalOfFactor(refusal);
	const at =
		refusal.code === 'password/current_wrong'
			? ('password' as const)
			: refusal.code === 'factor/wrong' || refusal.code === 'factor/recovery_wrong'
				? ('code' as const)
				: ('form' as const);
	return fail(status, { of, at, ...told });
}
