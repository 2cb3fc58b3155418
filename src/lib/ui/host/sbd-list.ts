/** Reads SBDs as a host types them: `3, 7, 12-15`. Null when something else stands there. */
export function readSbds(text: string): number[] | null {
	const found: number[] = [];
	for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
		const match = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part);
		if (!match) return null;
		const from = Number(match[1]);
		const to = Number(match[2] ?? match[1]);
		if (to < from || to - from > 20_000) return null;
		for (let sbd = from; sbd <= to; sbd++) found.push(sbd);
	}
	return [...new Set(found)];
}

/** Without what never stands in a list of SBDs: the letter of a key of the console that was pressed in its field. */
export const sbdsOnly = (typed: string): string => typed.replace(/[^\d\s,;–-]/g, '');

/** Writes SBDs so that {@link readSbds} reads them: `3, 7, 12-15`. */
export function writeSbds(sbds: Iterable<number>): string {
	const runs: { from: number; to: number }[] = [];
	for (const sbd of [...new Set(sbds)].sort((a, b) => a - b)) {
		const last = runs.at(-1);
		if (last && sbd === last.to + 1) last.to = sbd;
		else runs.push({ from: sbd, to: sbd });
	}
	return runs
		.flatMap(({ from, to }) => (to - from === 1 ? [from, to] : [from === to ? from : `${from}-${to}`]))
		.join(', ');
}
