import { cleanLine } from '$lib/bank/clean';
import { contestDraft } from '../contest/contests';
import { lockContest } from '../contest/lock';
import type { Db } from '../db/client';
import { judgeRows } from '../files/roster';
import { addContestants, listRoster, type AddRefusal } from './roster';
import { previewRoster, type RosterPreview } from './roster-import';

/** Somebody whom another system sends. */
export interface SentContestant {
	/** Not given: the lowest free number. */
	sbd?: number | undefined;
	name: string;
	unit?: string | undefined;
}

/** What came of a list that was sent; rows count from 1. */
export interface SentRoster {
	/** Who was put on the contest's list, under which number. */
	added: { row: number; sbd: number }[];
	/** Rows of people who are on it already, by name and unit: nothing was done for them. */
	already: number[];
	/** Rows with the same name and unit as one before them. They were added all the same: two people may share a name. */
	twins: { row: number; other: number }[];
	/** Units that the contest did not have before. */
	newUnits: string[];
	/** Seats that nobody on the list has now. */
	freeSeats: number;
}

export type SentRosterRefusal =
	{ ok: false; code: AddRefusal } | { ok: false; code: 'roster/rows'; problems: RosterPreview['problems'] };
type Outcome = { ok: true; roster: SentRoster } | SentRosterRefusal;

/**
 * Puts people on a contest's list by the rules by which a file is read: all who are not on it yet, or none. To send the same
 * list again adds nobody twice. A `dryRun` does all of it and takes it back, so that it tells what would come of it.
 */
export async function sendRoster(
	db: Db,
	contestId: number,
	sent: readonly SentContestant[],
	{ actor, dryRun }: { actor: string; dryRun: boolean }
): Promise<Outcome> {
	let outcome: Outcome | undefined;
	try {
		await db.transaction().execute(async (tx) => {
			outcome = await take(tx);
			if (dryRun || !outcome.ok) throw new TakenBack();
		});
	} catch (error) {
		if (!(error instanceof TakenBack)) throw error;
	}
	if (!outcome) throw new Error('the list was neither taken nor refused');
	return outcome;

	async function take(tx: Parameters<typeof lockContest>[0]): Promise<Outcome> {
		// From here on the list stays as it is looked at, also when the same one is sent twice at once.
		await lockContest(tx, contestId);
		const draft = await contestDraft(tx, contestId);
		if (!draft) return { ok: false, code: 'contest/unknown' };
		if (draft.phase === 'running' || draft.phase === 'finished')
			return { ok: false, code: 'contest/started' };
		const there = await listRoster(tx, contestId);
		const { units, rules } = draft.setup;
		const read = { ...judgeRows(sent.map(asRow)), asides: [], unused: [] };
		const preview = previewRoster(read, there, { units, capacity: rules.capacity });
		const { fresh, repeated, problems, newUnits, freeSeats } = preview;
		if (problems.length > 0) return { ok: false, code: 'roster/rows', problems };
		const newcomers = fresh.map(({ sbd, name, unit, pin, reserve }) => ({ sbd, name, unit, pin, reserve }));
		const done = await addContestants(tx, contestId, newcomers, actor);
		if (!done.ok) return done;
		return {
			ok: true,
			roster: {
				added: fresh.map(({ row }, i) => ({ row, sbd: done.sbds[i] ?? 0 })),
				already: repeated.map(({ row }) => row),
				twins: fresh.flatMap(({ row, twin }) => (twin === null ? [] : [{ row, other: twin }])),
				newUnits,
				freeSeats: Math.max(0, freeSeats - fresh.length)
			}
		};
	}
}

/** Ends a transaction of which nothing is to stay. */
class TakenBack extends Error {
	override name = 'TakenBack';
}

const asRow = ({ sbd, name, unit = '' }: SentContestant, i: number) => ({
	row: i + 1,
	sbd: sbd === undefined ? '' : String(sbd),
	name: cleanLine(name),
	unit: cleanLine(unit),
	pin: '',
	reserve: ''
});
