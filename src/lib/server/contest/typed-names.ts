import { createHmac } from 'node:crypto';
import type { Transaction } from 'kysely';
import { cleanName } from '$lib/contest/people-names/clean';
import { nameDoubts } from '$lib/contest/people-names/doubts';
import { generatedName } from '$lib/contest/people-names/generated';
import { skeleton } from '$lib/contest/people-names/skeleton';
import type { Contest, Prepared } from '$lib/contest/state';
import type { NameDoubt, NameState } from '$lib/protocol/common';
import type { Schema } from '../db/schema';

/** What somebody is called who comes by code, and whether the room sees it. */
export interface GivenName {
	name: string;
	state: NameState;
	doubts: NameDoubt[];
}

/**
 * Gives names as the rules want it: typed ones, which the room sees at once, or later, or ones that the program makes of the contest's
 * `secret` and the number of who comes, so that she gets the same again (CO2).
 */
export class NameGiver {
	/** What those are called who have come with this batch. */
	private readonly given = new Set<string>();

	constructor(
		private readonly prepared: Prepared,
		private readonly secret: Uint8Array,
		private readonly seated = new SeatedNames()
	) {}

	/**
	 * `player`: the SBD, or minus the number of an onlooker. Without a unit two of one name are nothing special. Null when what was
	 * typed is no name.
	 */
	give(player: number, typed: string, unit = ''): GivenName | null {
		const { rules, title, organizer } = this.prepared;
		if (rules.names === 'generated') return { name: this.made(player), state: 'shown', doubts: [] };
		const name = cleanName(typed);
		if (!name) return null;
		const key = keyOf(name, unit);
		const taken = unit !== '' && (this.given.has(key) || this.seated.has(key));
		this.given.add(key);
		const doubts = nameDoubts(name, { title, organizer, taken });
		const waits = rules.names === 'approved' || doubts.length > 0;
		return { name, state: waits ? 'waiting' : 'shown', doubts };
	}

	private made(player: number): string {
		const draw = createHmac('sha256', this.secret).update(`name ${player}`).digest();
		return generatedName(draw, player > 0 ? String(player) : `K${-player}`);
	}
}

/** A unit that somebody typed goes into the record for good, so it can't wait: it is refused. */
export function unitInsults(unit: string): boolean {
	return nameDoubts(unit, { title: '', organizer: '', taken: false }).includes('insult');
}

/**
 * Who of which unit is called what, whoever is seated or on the roster. A process keeps it for as long as it has the contest, and reads
 * each name once.
 */
export class SeatedNames {
	private readonly read = new Set<number>();
	private readonly names = new Set<string>();

	async learn(tx: Transaction<Schema>, contestId: number, { contestants }: Contest): Promise<void> {
		const fresh = [...contestants.keys()].filter((sbd) => !this.read.has(sbd));
		if (fresh.length === 0) return;
		const rows = await tx
			.selectFrom('contestant')
			.select(['sbd', 'name', 'unit'])
			.where('contest_id', '=', contestId)
			.where('sbd', '=', (e) => e.fn.any(e.val(fresh)))
			.execute();
		for (const { sbd, name, unit } of rows) {
			this.read.add(sbd);
			this.names.add(keyOf(name, unit));
		}
	}

	has(key: string): boolean {
		return this.names.has(key);
	}
}

const keyOf = (name: string, unit: string) => `${skeleton(name)} ${unit}`;
