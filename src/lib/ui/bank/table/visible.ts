/** Rows from the place `first` up to, without, `end`; from 0. */
export interface Range {
	first: number;
	end: number;
}

/** Rows kept above and below what is seen, so that scrolling does not outrun them. */
const margin = 10;

/**
 * Which of `total` rows of one height are to be drawn. `top`: how far the first row is above the upper edge of the
 * screen; negative when it is below. Lengths in pixels.
 */
export function visibleRange(total: number, rowHeight: number, top: number, screen: number): Range {
	const within = (row: number) => Math.min(total, Math.max(0, row));
	return {
		first: within(Math.floor(top / rowHeight) - margin),
		end: within(Math.ceil((top + screen) / rowHeight) + margin)
	};
}

/** The numbers of the windows of `size` rows, from 0, in which these rows lie. */
export function windowsOf({ first, end }: Range, size: number): number[] {
	const from = Math.floor(first / size);
	return end <= first
		? []
		: Array.from({ length: Math.floor((end - 1) / size) - from + 1 }, (_, i) => from + i);
}
