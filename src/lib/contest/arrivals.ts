import type { LoggedEvent } from './events';

type Registered = { sbd: number; unit: string };

/**
 * The same log with neighbouring registrations and check-ins taken together. Thousands who come one by one would
 * otherwise have the floor copied for each of them while a log is folded from the start.
 */
export function* arrivalsTogether(log: Iterable<LoggedEvent>): Generator<LoggedEvent> {
	let contestants: Registered[] = [];
	let sbds: number[] = [];
	/** Place of the last arrival that is still held back. */
	let held: Omit<LoggedEvent, 'event'> | null = null;
	function* arrived(): Generator<LoggedEvent> {
		if (!held) return;
		yield { ...held, event: { type: 'registered', contestants } };
		if (sbds.length > 0) yield { ...held, event: { type: 'checkedIn', sbds } };
		contestants = [];
		sbds = [];
		held = null;
	}
	for (const logged of log) {
		const { event, ...place } = logged;
		if (event.type === 'registered') for (const c of event.contestants) contestants.push(c);
		else if (event.type === 'checkedIn') for (const sbd of event.sbds) sbds.push(sbd);
		else {
			yield* arrived();
			yield logged;
			continue;
		}
		held = place;
	}
	yield* arrived();
}
