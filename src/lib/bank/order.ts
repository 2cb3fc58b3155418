/** The ids in a new order: those that are moved, as they stand, before or behind `target`. One that moves is no target. */
export function reordered(
	ids: readonly string[],
	moved: ReadonlySet<string>,
	target: string,
	side: 'before' | 'behind'
): string[] {
	const rest = ids.filter((id) => !moved.has(id));
	const at = rest.indexOf(target);
	if (at < 0) return [...ids];
	const cut = side === 'before' ? at : at + 1;
	return [...rest.slice(0, cut), ...ids.filter((id) => moved.has(id)), ...rest.slice(cut)];
}

/** Something deleted: the place where it stood among those that were there then, from 1, and when it was taken out. */
export interface Gone {
	id: string;
	place: number;
	/** Of what went at once, the same. */
	at: number;
}

/** The ids with the deleted ones back where they stood: what went last comes back first, each to its place. */
export function broughtBack(ids: readonly string[], gone: readonly Gone[]): string[] {
	const back = [...ids];
	for (const { id, place } of [...gone].sort((a, b) => b.at - a.at || a.place - b.place))
		back.splice(Math.min(place - 1, back.length), 0, id);
	return back;
}
