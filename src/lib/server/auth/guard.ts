import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { StaffRole } from '../db/schema';
import { errorText } from '../error-text';
import { loginPath } from './next';
import type { SignedIn } from './signed-in';

type Asked = Pick<RequestEvent, 'locals' | 'url'>;

/** Who is signed in; sends everybody else to the login page, and from there back to where she wanted to go. */
export function requireStaff({ locals, url }: Asked): SignedIn {
	if (!locals.staff) redirect(303, loginPath(url));
	return locals.staff;
}

/** Like {@link requireStaff}, and refuses (403) whoever has none of these roles. An administrator may do everything. */
export function requireRole(event: Asked, ...roles: StaffRole[]): SignedIn {
	const signedIn = requireStaff(event);
	const { role } = signedIn.user;
	if (role !== 'administrator' && !roles.includes(role)) error(403, errorText('auth/not_allowed'));
	return signedIn;
}
