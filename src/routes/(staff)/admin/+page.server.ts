import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '$lib/paraglide/messages';
import { addressForOthers } from '$lib/server/address';
import { app } from '$lib/server/app';
import { requireRole } from '$lib/server/auth';
import type { BackupState } from '$lib/server/backup/schedule';
import { contestsById } from '$lib/server/contest/contests';
import type { Db } from '$lib/server/db/client';
import { errorText, type ErrorCode } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { noteSecurity } from '$lib/server/observe/security-log';
import {
	changeRole,
	disable,
	enable,
	invite,
	newLink,
	type OneTimeLink
} from '$lib/server/people/administration';
import { newPerson, role } from '$lib/server/people/person';
import { listAccounts } from '$lib/server/people/staff';
import { takeOffTwoFactor } from '$lib/server/people/two-factor';
import type { Actions, PageServerLoad } from './$types';

type Outcome = { ok: true } | { ok: false; code: ErrorCode };
type Change = (db: Db, userId: string, by: string) => Promise<Outcome>;

const userForm = z.object({ userId: z.string() });
const roleForm = z.object({ userId: z.string(), role });

export const load: PageServerLoad = async (event) => {
	const { user } = requireRole(event);
	const { db, live, backups } = app();
	const faults = live.records.faults();
	const broken = (await contestsById(db, [...faults.keys()])).map(({ id, code, title }) => ({
		id,
		code,
		title,
		fault: faults.get(id) ?? null
	}));
	return {
		me: user.id,
		accounts: await listAccounts(db),
		broken,
		backups: withWords(await backups.state())
	};
};

export const actions: Actions = {
	invite: async (event) => {
		const { user } = requireRole(event);
		const data = await event.request.formData();
		const form = readForm(newPerson, data);
		const typed = {
			displayName: String(data.get('displayName') ?? ''),
			username: String(data.get('username') ?? '')
		};
		if (!form.ok) return fail(400, { typed, errors: form.errors });
		const made = await invite(app().db, form.value, user.id);
		if (!made.ok) return fail(400, { typed, errors: { username: errorText(made.code) } });
		noteSecurity('link_made', { by: user.id, username: form.value.username, role: form.value.role });
		return { link: whole(made, event.url) };
	},

	link: async (event) => {
		const { user } = requireRole(event);
		const form = readForm(userForm, await event.request.formData());
		if (!form.ok) return fail(400, { message: errorText('form/invalid') });
		const made = await newLink(app().db, form.value.userId, user.id);
		if (!made.ok) return fail(400, { message: errorText(made.code) });
		noteSecurity('link_made', { by: user.id, user: form.value.userId });
		return { link: whole(made, event.url) };
	},

	role: async (event) => {
		const { user } = requireRole(event);
		const form = readForm(roleForm, await event.request.formData());
		if (!form.ok) return fail(400, { message: Object.values(form.errors)[0] });
		const { userId, role } = form.value;
		const changed = await changeRole(app().db, userId, role);
		if (changed.ok) noteSecurity('role_changed', { by: user.id, user: userId, role });
		return outcome(changed);
	},

	disable: (event) => changeOne(event, disable, 'disabled'),
	enable: (event) => changeOne(event, enable, 'enabled'),
	takeOff: (event) => changeOne(event, takeOffTwoFactor, 'two_factor_off'),

	backup: async (event) => {
		requireRole(event);
		const made = await app().backups.now();
		if (made === null) return fail(400, { message: m.backup_nowhere() });
		return made.ok ? { backedUp: true } : fail(400, { message: errorText(made.code) });
	}
};

async function changeOne(
	event: RequestEvent,
	change: Change,
	what: 'disabled' | 'enabled' | 'two_factor_off'
) {
	const { user } = requireRole(event);
	const form = readForm(userForm, await event.request.formData());
	if (!form.ok) return fail(400, { message: errorText('form/invalid') });
	const changed = await change(app().db, form.value.userId, user.id);
	if (changed.ok) noteSecurity(what, { by: user.id, user: form.value.userId });
	return outcome(changed);
}

function withWords({ failure, ...state }: BackupState) {
	return { ...state, failure: failure && { at: failure.at, why: errorText(failure.code) } };
}

function outcome(result: Outcome) {
	return result.ok ? {} : fail(400, { message: errorText(result.code) });
}

/** The link as others open it; `local` if nobody else can. */
function whole({ path, purpose, displayName }: OneTimeLink, here: URL) {
	const { origin, local } = addressForOthers(here, app().config);
	return { url: origin + path, purpose, displayName, local };
}
