import type { Db } from '../db/client';

/** How long what was read stands, ms: whoever makes up names does not ask the database each time. */
const stands = 5000;

/** Contests that came from another installation, by the number that they had there: names of their media begin with it. */
export class CarriedContests {
	private read: { at: number; ids: Promise<ReadonlyMap<number, number[]>> } | undefined;

	constructor(private readonly db: Db) {}

	/** The ids that contests of this number have here. */
	async named(chainId: number): Promise<readonly number[]> {
		if (!this.read || performance.now() - this.read.at > stands) {
			const read = { at: performance.now(), ids: this.all() };
			this.read = read;
			// What failed is asked again.
			read.ids.catch(() => {
				if (this.read === read) this.read = undefined;
			});
		}
		return (await this.read.ids).get(chainId) ?? [];
	}

	private async all(): Promise<ReadonlyMap<number, number[]>> {
		const rows = await this.db
			.selectFrom('contest')
			.select(['id', 'chain_id as chainId'])
			.where('chain_id', 'is not', null)
			.execute();
		const ids = new Map<number, number[]>();
		for (const { id, chainId } of rows) ids.set(chainId ?? id, [...(ids.get(chainId ?? id) ?? []), id]);
		return ids;
	}
}
