import type { Transaction } from 'kysely';
import type { NameState } from '$lib/protocol/common';
import { act, type Acting } from '../contest/act';
import { editDraftIn, type DraftRefusal } from '../contest/draft';
import { cleanName, longestUnit } from '$lib/contest/people-names/clean';
import { newPin } from '../contest/pins';
import { registered } from '../contest/prepare';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';

/** Longest full name on a roster, in characters. */
export const longestName = 100;
/** Rows of one statement: PostgreSQL takes 65,535 values. */
const rowsAtOnce = 5000;
const highestSbd = 99_999;

/** Somebody on a contest's list. */
export interface RosterLine {
	sbd: number;
	name: string;
	unit: string;
	pin: string;
	/** A device holds the seat. */
	seated: boolean;
	/** Waits off the floor until the host lets her in (CO3). */
	reserve: boolean;
	/** Whether the room sees her name. */
	nameState: NameState;
}

/** Somebody to be put on it. */
export interface NewContestant {
	/** null: the lowest free number. */
	sbd: number | null;
	name: string;
	unit: string;
	/** null: one is drawn. */
	pin: string | null;
	/** Waits off the floor until the host lets her in (CO3). */
	reserve?: boolean;
}

/** Her row in the database. */
type Row = Pick<RosterLine, 'sbd' | 'name' | 'unit' | 'pin' | 'reserve'>;

/** Why nobody was put on the list. */
export type AddRefusal = DraftRefusal | 'roster/full' | 'roster/sbd_taken';
export type RosterRefusal = AddRefusal | 'roster/prepared' | 'roster/gone';
type Outcome<T = object, Code = RosterRefusal> = ({ ok: true } & T) | { ok: false; code: Code };

/** Everybody on the contest's list, by SBD. */
export async function listRoster(db: Db, contestId: number): Promise<RosterLine[]> {
	return await db
		.selectFrom('contestant')
		.select(['sbd', 'name', 'unit', 'pin', 'reserve', 'name_state as nameState'])
		.select((e) => e('token_hash', 'is not', null).$castTo<boolean>().as('seated'))
		.where('contest_id', '=', contestId)
		.orderBy('sbd')
		.execute();
}

/** Not one of those whose data were erased: they have no card, and no line in a file. */
export const isKnown = ({ name }: RosterLine) => name !== '';

/** How many are on the list, and how many of them are reserves (CO3). */
export async function countRoster(
	db: Db,
	contestId: number
): Promise<{ contestants: number; reserves: number }> {
	const { contestants, reserves } = await db
		.selectFrom('contestant')
		.select((e) => [
			e.fn.countAll<number>().as('contestants'),
			e.fn.countAll<number>().filterWhere('reserve', '=', true).as('reserves')
		])
		.where('contest_id', '=', contestId)
		.executeTakeFirstOrThrow();
	return { contestants: Number(contestants), reserves: Number(reserves) };
}

/**
 * Puts people on the list: all, or none. Whoever has no SBD gets the lowest free one, in their order; units that the
 * contest does not know yet join its list of units. In an open waiting room they are registered at once.
 */
export async function addContestants(
	db: Db,
	contestId: number,
	newcomers: readonly NewContestant[],
	actor: string
): Promise<Outcome<{ sbds: number[] }, AddRefusal>> {
	return await acting<{ sbds: number[] }, AddRefusal>(db, contestId, async ({ tx, contest, do: decide }) => {
		const there = await listRoster(tx, contestId);
		const lines = numbered(newcomers, new Set(there.map((line) => line.sbd)));
		if (!lines) return { ok: false, code: 'roster/sbd_taken' };
		let capacity = 0;
		const drafted = await editDraftIn(tx, contestId, (setup) => {
			capacity = contest().prepared?.rules.capacity ?? setup.rules.capacity;
			const units = new Set([
				...setup.units,
				...lines.map((line) => line.unit).filter((unit) => unit !== '')
			]);
			return there.length + lines.length > capacity
				? { ok: false, code: 'roster/full' as const }
				: { ...setup, units: [...units] };
		});
		if (!drafted.ok) return drafted;
		await insert(tx, contestId, lines);
		if (contest().prepared && lines.length > 0) {
			const contestants = lines.map(registered);
			const done = decide({ type: 'register', contestants }, actor);
			if (!done.ok) throw new Error(`the roster was refused: ${done.code}`);
		}
		return { ok: true, sbds: lines.map((line) => line.sbd) };
	});
}

/** Corrects somebody's entry, before the waiting room is opened: from then on phones and the record name the seat. */
export async function editContestant(db: Db, contestId: number, sbd: number, entry: Row): Promise<Outcome> {
	return await acting(db, contestId, async ({ tx, contest }): Promise<Outcome> => {
		if (contest().prepared) return { ok: false, code: 'roster/prepared' };
		const others = (await listRoster(tx, contestId)).filter((line) => line.sbd !== sbd);
		const [line] = numbered([entry], new Set(others.map((other) => other.sbd))) ?? [];
		if (!line) return { ok: false, code: 'roster/sbd_taken' };
		const drafted = await editDraftIn(tx, contestId, (setup) => ({
			...setup,
			units: [...new Set([...setup.units, ...(line.unit === '' ? [] : [line.unit])])]
		}));
		if (!drafted.ok) return drafted;
		const updated = await tx
			.updateTable('contestant')
			.set(line)
			.where('contest_id', '=', contestId)
			.where('sbd', '=', sbd)
			.returning('sbd')
			.executeTakeFirst();
		return updated ? { ok: true } : { ok: false, code: 'roster/gone' };
	});
}

/** Takes somebody, or everybody (`all`), off the list, before the waiting room is opened. */
export async function removeContestants(db: Db, contestId: number, sbd: number | 'all'): Promise<Outcome> {
	return await acting(db, contestId, async ({ tx, contest }): Promise<Outcome> => {
		if (contest().prepared) return { ok: false, code: 'roster/prepared' };
		await tx
			.deleteFrom('contestant')
			.where('contest_id', '=', contestId)
			.$if(sbd !== 'all', (q) => q.where('sbd', '=', Number(sbd)))
			.execute();
		return { ok: true };
	});
}

/** The contest's lock keeps the list as it is between looking and writing, against seats being taken too. */
async function acting<T = object, Code = RosterRefusal>(
	db: Db,
	contestId: number,
	work: (acting: Acting) => Promise<Outcome<T, Code>>
): Promise<Outcome<T, Code | 'contest/unknown'>> {
	const acted = await act(db, contestId, undefined, work);
	return acted.ok ? acted.value : acted;
}

/** Everybody with an SBD and a PIN; null when one of the SBDs is taken, or there are no more numbers. */
function numbered(people: readonly NewContestant[], taken: Set<number>): Row[] | null {
	for (const { sbd } of people) {
		if (sbd === null) continue;
		if (taken.has(sbd)) return null;
		taken.add(sbd);
	}
	let next = 1;
	const lines = people.map(({ sbd, name, unit, pin, reserve = false }) => {
		while (sbd === null && taken.has(next)) next++;
		const number = sbd ?? next++;
		const cleanUnit = cleanName(unit, longestUnit) ?? '';
		return { sbd: number, name, unit: cleanUnit, pin: pin ?? newPin(), reserve };
	});
	return lines.some((line) => line.sbd > highestSbd) ? null : lines;
}

async function insert(tx: Transaction<Schema>, contestId: number, lines: Row[]): Promise<void> {
	for (let at = 0; at < lines.length; at += rowsAtOnce)
		await tx
			.insertInto('contestant')
			.values(lines.slice(at, at + rowsAtOnce).map((line) => ({ contest_id: contestId, ...line })))
			.execute();
}
