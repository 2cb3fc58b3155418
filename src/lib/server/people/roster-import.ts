import { normalForm } from '$lib/bank/normal';
import type { Roster, RosterEntry, RosterProblem } from '../files/roster';
import type { RosterLine } from './roster';

/** What a file of contestants would do to a contest's list. */
export interface RosterPreview {
	/** Not on the list yet. */
	fresh: RosterEntry[];
	/** Somebody of this name and unit is on it already. They get another SBD if they are taken in all the same. */
	repeated: RosterEntry[];
	problems: (
		RosterProblem | { row: number; code: 'roster/sbd_used'; params: { sbd: number; name: string } }
	)[];
	/** Units that the contest does not have yet. */
	newUnits: string[];
	/** Seats that would be missing with all fresh ones on the list; 0: they all fit. */
	missingSeats: number;
}

/** Holds what was read against who is on the list. */
export function previewRoster(
	read: Roster,
	there: readonly RosterLine[],
	{ units, capacity }: { units: readonly string[]; capacity: number }
): RosterPreview {
	const who = ({ name, unit }: { name: string; unit: string }) => `${normalForm(name)}\n${normalForm(unit)}`;
	const known = new Set(there.map(who));
	const nameOf = new Map(there.map((line) => [line.sbd, line.name]));
	const fresh: RosterEntry[] = [];
	const repeated: RosterEntry[] = [];
	const problems: RosterPreview['problems'] = [...read.problems];
	for (const entry of read.contestants) {
		const holder = entry.sbd === null ? undefined : nameOf.get(entry.sbd);
		if (known.has(who(entry))) repeated.push({ ...entry, sbd: null });
		else if (holder !== undefined && entry.sbd !== null)
			problems.push({ row: entry.row, code: 'roster/sbd_used', params: { sbd: entry.sbd, name: holder } });
		else fresh.push(entry);
	}
	const newUnits = new Set(fresh.map((entry) => entry.unit).filter((u) => u !== '' && !units.includes(u)));
	return {
		fresh,
		repeated,
		problems: problems.sort((a, b) => a.row - b.row),
		newUnits: [...newUnits],
		missingSeats: Math.max(0, there.length + fresh.length - capacity)
	};
}
