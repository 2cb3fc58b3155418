import { plainRun, type Run } from './passage';

/*
 * Text with its looks: a list of runs, cut and joined without losing them.
 */

export function textOf(runs: readonly Run[]): string {
	return runs.map((r) => r.text).join('');
}

/** The part from the character `from` up to `to`. */
export function slice(runs: readonly Run[], from: number, to = Infinity): Run[] {
	const part: Run[] = [];
	let at = 0;
	for (const run of runs) {
		const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
		// What is no text stays with what stands before it.
		const isThere = run.object !== null && at >= from && at < to;
		if (text !== '' || isThere) part.push({ ...run, text });
		at += run.text.length;
	}
	return part;
}

/** What stands behind a label of this length, and pictures that are anchored before it. */
export function behindLabel(runs: readonly Run[], length: number): Run[] {
	const anchored = slice(runs, 0, length).filter((run) => run.object !== null && run.text === '');
	return [...anchored, ...slice(runs, length)];
}

/** Without white space at both ends. */
export function trim(runs: readonly Run[]): Run[] {
	const kept = runs.map((run) => ({ ...run }));
	for (const run of kept) {
		if (run.object === null) run.text = run.text.trimStart();
		if (run.object !== null || run.text !== '') break;
	}
	for (const run of kept.toReversed()) {
		if (run.object === null) run.text = run.text.trimEnd();
		if (run.object !== null || run.text !== '') break;
	}
	return kept.filter((run) => run.text !== '' || run.object !== null);
}

/** Whether it is a row of a table that a question shows. */
export function isRow(runs: readonly Run[]): boolean {
	return runs.some((run) => run.object === 'cell');
}

/** Text without looks. */
export function plain(text: string): Run[] {
	return text === '' ? [] : [{ ...plainRun, text }];
}
