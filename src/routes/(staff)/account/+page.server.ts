import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { app } from '$lib/server/app';
import {
	endSession,
	endSessions,
	hasTwoFactor,
	listSessions,
	listTokens,
	requireStaff,
	signIn,
	waitText
} from '$lib/server/auth';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { noteSecurity } from '$lib/server/observe/security-log';
import { changePassword, rename } from '$lib/server/people/account';
import { displayName } from '$lib/server/people/person';
import type { Actions, PageServerLoad } from './$types';

const nameForm = z.object({ displayName });
const passwordForm = z.object({ current: z.string(), password: z.string(), again: z.string() });
const sessionForm = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const load: PageServerLoad = async (event) => {
	const { user, sessionHash } = requireStaff(event);
	const { db } = app();
	const [sessions, twoFactor, tokens] = await Promise.all([
		listSessions(db, user.id),
		hasTwoFactor(db, user.id),
		listTokens(db, user.id)
	]);
	return {
		profile: { username: user.username, displayName: user.displayName, role: user.role },
		twoFactor,
		tokens: tokens.length,
		sessions: sessions
			.map((session) => ({ ...session, thisOne: session.hash === sessionHash }))
			.sort((a, b) => Number(b.thisOne) - Number(a.thisOne))
	};
};

export const actions: Actions = {
	rename: async (event) => {
		const { user } = requireStaff(event);
		const form = readForm(nameForm, await event.request.formData());
		if (!form.ok) return fail(400, { of: 'name' as const, message: form.errors.displayName });
		await rename(app().db, user, form.value.displayName);
		return { of: 'name' as const, message: undefined };
	},

	password: async (event) => {
		const { user } = requireStaff(event);
		const form = readForm(passwordForm, await event.request.formData());
		if (!form.ok) return fail(400, { of: 'password' as const, message: errorText('form/invalid') });
		const { db } = app();
		const current = { password: form.value.current, address: event.getClientAddress() };
		const changed = await changePassword(db, user, current, form.value);
		if (!changed.ok) {
			if (changed.code === 'auth/too_many_tries') {
				const message = errorText(changed.code, { wait: waitText(changed.wait) });
				return fail(429, { of: 'current' as const, message });
			}
			const of = changed.code === 'password/current_wrong' ? ('current' as const) : ('password' as const);
			return fail(400, { of, message: errorText(changed.code) });
		}
		await signIn(db, event, user.id);
		redirect(303, '/account?changed');
	},

	end: async (event) => {
		const { user, sessionHash } = requireStaff(event);
		const form = readForm(sessionForm, await event.request.formData());
		if (!form.ok) return fail(400, { of: 'sessions' as const, message: errorText('form/invalid') });
		await endSession(app().db, user.id, form.value.hash);
		noteSecurity('sessions_ended', { user: user.id, which: 'one' });
		if (form.value.hash === sessionHash) redirect(303, '/login');
		return { of: 'sessions' as const, message: undefined };
	},

	endOthers: async (event) => {
		const { user, sessionHash } = requireStaff(event);
		await endSessions(app().db, user.id, sessionHash);
		noteSecurity('sessions_ended', { user: user.id, which: 'others' });
		return { of: 'sessions' as const, message: undefined };
	}
};
