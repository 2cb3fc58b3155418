import { m } from '$lib/paraglide/messages';

const names = {
	administrator: m.staff_role_administrator,
	organizer: m.staff_role_organizer,
	host: m.staff_role_host,
	judge: m.staff_role_judge
};
const hints = {
	administrator: m.staff_role_hint_administrator,
	organizer: m.staff_role_hint_organizer,
	host: m.staff_role_hint_host,
	judge: m.staff_role_hint_judge
};

export type Role = keyof typeof names;
/** From the most to the least powerful. */
export const roles: Role[] = ['administrator', 'organizer', 'host', 'judge'];

export const roleName = (role: Role) => names[role]();
/** What the role is for, in a few words. */
export const roleHint = (role: Role) => hints[role]();
