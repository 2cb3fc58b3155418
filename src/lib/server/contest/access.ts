import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { app, type App } from '../app';
import { contestRole, requireStaff, type StaffUser } from '../auth';
import type { Db } from '../db/client';
import type { ContestRole } from '../db/schema';
import { errorText } from '../error-text';
import { originalOf } from '../rehearsal/rehearsals';

export interface ContestAccess {
	db: Db;
	live: App['live'];
	id: number;
	user: StaffUser;
	role: ContestRole;
	/** Who the log says has acted. */
	actor: string;
}

/**
 * Lets through who has a role in the contest that the address names, and only its managers where `needed` says so; a
 * contest that one has nothing to do with is as good as none (404). A rehearsal has no set-up of its own: whoever asks
 * for it is sent to where it is started and wiped.
 */
export async function requireContest(
	event: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } },
	needed?: 'manager'
): Promise<ContestAccess> {
	const { user } = requireStaff(event);
	const { db, live } = app();
	const id = /^[1-9]\d{0,8}$/.test(event.params.id) ? Number(event.params.id) : 0;
	const role = await contestRole(db, user, id);
	if (!role) error(404, errorText('contest/unknown'));
	const original = await originalOf(db, id);
	if (original !== null) redirect(303, `/host/contests/${original}/rehearsal`);
	if (needed && role !== needed) error(403, errorText('contest/managers_only'));
	return { db, live, id, user, role, actor: `staff:${user.id}` };
}
