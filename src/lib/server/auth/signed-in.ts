import type { StaffRole } from '../db/schema';

/** Somebody of the staff, as every part of the program knows her. */
export interface StaffUser {
	id: string;
	username: string;
	displayName: string;
	role: StaffRole;
}

/** A staff user and the session she came with. The hash names the session; its id is in her cookie only. */
export interface SignedIn {
	user: StaffUser;
	sessionHash: string;
}
