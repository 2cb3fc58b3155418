/** Which rows of a table are ticked: some by their ids, or all that its filter shows but some. */
export interface Ticks {
	all: boolean;
	/** Those ticked, or when `all` those that are not. */
	ids: ReadonlySet<string>;
}

export const noTicks: Ticks = { all: false, ids: new Set() };
export const allTicks: Ticks = { all: true, ids: new Set() };

export function isTicked({ all, ids }: Ticks, id: string): boolean {
	return ids.has(id) !== all;
}

/** The same with these rows ticked or not. */
export function ticked({ all, ids }: Ticks, rows: readonly string[], tick: boolean): Ticks {
	const next = new Set(ids);
	for (const id of rows)
		if (tick === all) next.delete(id);
		else next.add(id);
	return { all, ids: next };
}

/** How many are ticked, where the filter shows `total`. */
export function countTicked({ all, ids }: Ticks, total: number): number {
	return all ? Math.max(0, total - ids.size) : ids.size;
}
