import { normalForm } from '$lib/bank/normal';
import type { Roster, RosterEntry, RosterProblem } from '../files/roster';
import type { RosterLine } from './roster';

/** Somebody who is not on the list yet. */
export interface FreshEntry extends RosterEntry {
	/** The row of the file that has the same name and unit already; null: there is none. */
	twin: number | null;
}

/** What a file of contestants would do to a contest's list. */
export interface RosterPreview extends Pick<Roster, 'asides' | 'unused'> {
	fresh: FreshEntry[];
	/** Somebody of this name and unit is on it already. They get another SBD if they are taken in all the same. */
	repeated: RosterEntry[];
	problems: (
		RosterProblem | { row: number; code: 'roster/sbd_used'; params: { sbd: number; name: string } }
	)[];
	/** Units that the contest does not have yet. */
	newUnits: string[];
	/** Seats that nobody on the list has. */
	freeSeats: number;
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
	const rowOf = new Map<string, number>();
	const fresh: FreshEntry[] = [];
	const repeated: RosterEntry[] = [];
	const problems: RosterPreview['problems'] = [...read.problems];
	for (const entry of read.contestants) {
		const holder = entry.sbd === null ? undefined : nameOf.get(entry.sbd);
		if (known.has(who(entry))) repeated.push({ ...entry, sbd: null });
		else if (holder !== undefined && entry.sbd !== null)
			problems.push({ row: entry.row, code: 'roster/sbd_used', params: { sbd: entry.sbd, name: holder } });
		else {
			fresh.push({ ...entry, twin: rowOf.get(who(entry)) ?? null });
			if (!rowOf.has(who(entry))) rowOf.set(who(entry), entry.row);
		}
	}
	const newUnits = new Set(fresh.map((entry) => entry.unit).filter((u) => u !== '' && !units.includes(u)));
	return {
		fresh,
		repeated,
		problems: problems.sort((a, b) => a.row - b.row),
		newUnits: [...newUnits],
		freeSeats: Math.max(0, capacity - there.length),
		asides: read.asides,
		unused: read.unused
	};
}
