import type * as Katex from './katex';

let loading: Promise<typeof Katex> | null = null;

/** Loads what sets formulas, once; after a failure the next call tries again. */
export function loadFormulas(): Promise<typeof Katex> {
	loading ??= import('./katex').catch((error: unknown) => {
		loading = null;
		throw error;
	});
	return loading;
}
