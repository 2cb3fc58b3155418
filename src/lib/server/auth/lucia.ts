import { Lucia, TimeSpan } from 'lucia';
import type { Db } from '../db/client';
import { luciaAdapter } from './lucia-adapter';
import type { StaffUser } from './signed-in';

/** A session that nobody used for so long is over. */
export const idleLife = new TimeSpan(7, 'd');
/** A session is over so long after the login, however much it is used. */
export const absoluteLife = new TimeSpan(30, 'd');
/** Over TLS a name that no other host, and nobody on a line without TLS, can set a cookie of. */
export const cookieName = (secure: boolean) => (secure ? '__Host-staff_session' : 'staff_session');

interface SessionFacts {
	hash: string;
	absoluteExpiresAt: Date;
	lastSeenAt: Date;
	address: string;
	userAgent: string;
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaFor>;
		DatabaseSessionAttributes: SessionFacts;
		DatabaseUserAttributes: Omit<StaffUser, 'id'>;
	}
}

/** Lucia over this database. Nothing outside of this folder knows that it is Lucia: docs/decisions/lucia.md. */
export function luciaFor(db: Db, secure = false) {
	return new Lucia(luciaAdapter(db), {
		sessionExpiresIn: idleLife,
		sessionCookie: { name: cookieName(secure) },
		getSessionAttributes: (facts: SessionFacts) => facts,
		getUserAttributes: (facts: Omit<StaffUser, 'id'>) => facts
	});
}
