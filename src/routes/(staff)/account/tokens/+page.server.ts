import { fail } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { deleteToken, listTokens, mostTokens, requireStaff, waitText } from '$lib/server/auth';
import { listContests } from '$lib/server/contest/contests';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { noteSecurity } from '$lib/server/observe/security-log';
import { newToken, oneToken } from '$lib/server/people/token-form';
import { makeToken, type TokenRefusal } from '$lib/server/people/tokens';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { user } = requireStaff(event);
	const { db } = app();
	const [tokens, contests] = await Promise.all([listTokens(db, user.id), listContests(db, user)]);
	const now = new Date();
	return {
		username: user.username,
		tokens: tokens.map((token) => ({ ...token, expired: token.expiresAt <= now })),
		contests: contests.map(({ id, code, title }) => ({ id, code, title }))
	};
};

export const actions: Actions = {
	make: async (event) => {
		const { user } = requireStaff(event);
		const data = await event.request.formData();
		const form = readForm(newToken, data);
		if (!form.ok) return fail(400, { errors: form.errors });
		const { password, name, scopes, days, contest: contestId } = form.value;
		const current = { password, address: event.getClientAddress() };
		const made = await makeToken(app().db, user, current, { name, scopes, days, contestId });
		return made.ok ? { made: { name, token: made.token } } : refused(made);
	},

	delete: async (event) => {
		const { user } = requireStaff(event);
		const form = readForm(oneToken, await event.request.formData());
		if (!form.ok) return fail(400, { message: errorText('form/invalid') });
		const { id } = form.value;
		if (!(await deleteToken(app().db, user.id, id))) return fail(409, { message: errorText('token/gone') });
		noteSecurity('token_deleted', { user: user.id, token: id });
		return { deleted: true };
	}
};

/** At the field that it is about, or above the form. */
function refused(refusal: TokenRefusal) {
	if (refusal.code === 'auth/too_many_tries')
		return fail(429, { errors: { password: errorText(refusal.code, { wait: waitText(refusal.wait) }) } });
	const text = errorText(refusal.code, { most: mostTokens });
	if (refusal.code === 'password/current_wrong') return fail(400, { errors: { password: text } });
	if (refusal.code === 'token/contest_unknown') return fail(400, { errors: { contest: text } });
	return fail(409, { message: text });
}
