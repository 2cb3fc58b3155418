import type { LoggedEvent } from './events';

type Registered = { sbd: number; unit: string };

/**
 * The same log with neighbouring registrations and check-ins taken together. Thousands who come one by one would
 * otherwise have the floor copied for each of them while a log is folded from the start.
 */
export function* arrivalsTogether(log: Iterable<LoggedEvent>): Generator<LoggedEvent> {
	let contestants: Registered[] = [];
	let sbds: number[] = [];
	let last: Omit<LoggedEvent, 'event'> = { seq: 0, at: 0 };
	function* arrived(): Generator<LoggedEvent> {
		if (contestants.length > 0) yield { ...last, event: { type: 'registered', contestants } };
		if (sbds.length > 0) yield { ...last, event: { type: 'checkedIn', sbds } };
		contestants = [];
		sbds = [];
	}
	for (const logged of log) {
		const { event, ...place } = logged;
		if (event.type === 'registered') for (const c of event.contestants) contestants.push(c);
		else if (event.type === 'checkedIn') for (const sbd of event.sbds) sbds.push(sbd);
		else {
			yield* arrived();
			yield logged;
		}
		last = place;
	}
	yield* arrived();
}
