/** Somebody who can be given a role: an active staff user. */
export interface Person {
	id: string;
	displayName: string;
	username: string;
}

/** Somebody who has a role here. */
export interface Member extends Person {
	role: string;
}
