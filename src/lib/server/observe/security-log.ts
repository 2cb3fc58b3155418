import { Limiter } from '../live/limiter';
import { oneLine, writeLine } from './log';

/** What is noted, and nothing else: docs/security.md says what each is for. */
export type SecurityEvent =
	/** Somebody is signed in, and by what. */
	| 'signed_in'
	| 'signed_out'
	| 'wrong_password'
	/** The password was right, the code of the app or the recovery code was not. */
	| 'wrong_code'
	/** One of ten is used up: the phone may be lost, or somebody else have the paper. */
	| 'recovery_code_used'
	/** Too many tries: the password, or the code, was not looked at. */
	| 'slowed_down'
	| 'password_changed'
	| 'sessions_ended'
	/** A one-time link was made for somebody. */
	| 'link_made'
	| 'role_changed'
	/** A token for the API was made, or deleted. */
	| 'token_made'
	| 'token_deleted'
	/** A token that is none, or may not do what it was used for. */
	| 'token_refused'
	| 'two_factor_on'
	| 'two_factor_off'
	| 'recovery_codes_renewed'
	| 'disabled'
	| 'enabled'
	/** A whole contest, with PINs and keys, left the program, or came in. */
	| 'contest_carried_out'
	| 'contest_taken_in'
	/** Results are open to everybody from now on, and no more. */
	| 'results_published'
	| 'results_withdrawn'
	/** A page, an action or a command that somebody may not have. */
	| 'refused'
	/** Something that changes things and came from no page of ours. */
	| 'foreign_page';

/** Whoever makes the program note things all the time does not fill the disk. */
const pace = new Limiter(200, 20);

/**
 * Writes a line to the log: the time in UTC, `security`, and JSON in which nothing can end the line or move the cursor of
 * a terminal. Accounts go by their id; passwords, codes, cookies and PINs are never among the `facts`.
 */
export function noteSecurity(event: SecurityEvent, facts: Record<string, string | number> = {}): void {
	if (!pace.pass()) return;
	const security = { event, ...facts };
	writeLine({ level: 'warn', what: 'security', text: `security ${oneLine(security)}`, facts: { security } });
}
