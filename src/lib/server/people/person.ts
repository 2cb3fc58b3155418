import { z } from 'zod';
import type { ErrorCode } from '../error-text';
import type { StaffRole } from '../db/schema';

/** From the most to the least powerful. */
export const staffRoles = ['administrator', 'organizer', 'host', 'judge'] as const satisfies StaffRole[];

const says = (code: ErrorCode) => ({ error: code });

export const displayName = z
	.string(says('person/name_missing'))
	.transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
	.pipe(z.string().min(1, says('person/name_missing')).max(100, says('person/name_long')));

export const username = z
	.string(says('person/username_form'))
	.transform((name) => name.trim().toLowerCase())
	.pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, says('person/username_form')));

export const role = z.enum(staffRoles, says('person/role_unknown'));

/** What a staff user is created from. */
export const newPerson = z.object({ displayName, username, role });
export type NewPerson = z.output<typeof newPerson>;
