import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { requireContest } from '$lib/server/contest/access';
import { listContestMembers, setContestMember } from '$lib/server/contest/members';
import { errorText } from '$lib/server/error-text';
import { readForm } from '$lib/server/form';
import { listStaff } from '$lib/server/people/staff';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, id, role } = await requireContest(event);
	return {
		members: await listContestMembers(db, id),
		people: role === 'manager' ? await listStaff(db) : []
	};
};

const roles = ['manager', 'host', 'judge'] as const;
const member = z.object({ userId: z.string() });

async function setRole(event: RequestEvent, userId: string, role: (typeof roles)[number] | null) {
	const { db, id } = await requireContest(event, 'manager');
	const done = await setContestMember(db, id, userId, role);
	if (!done.ok) return fail(409, { error: errorText(done.code) });
}

export const actions: Actions = {
	setRole: async (event) => {
		const form = readForm(member.extend({ role: z.enum(roles) }), await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		return setRole(event, form.value.userId, form.value.role);
	},
	remove: async (event) => {
		const form = readForm(member, await event.request.formData());
		if (!form.ok) return fail(400, { error: errorText('form/invalid') });
		return setRole(event, form.value.userId, null);
	}
};
