const ratios = [
	[24, 1.9],
	[70, 1.55],
	[160, 1.32],
	[300, 1.12]
] as const;
/** Even the longest stem is a little larger than the options. */
const longest = 1.06;

/** How much larger the stem is set than the options: a short one may be large, a long one needs the space. */
export function stemRatio(text: string): number {
	const found = ratios.find(([upTo]) => text.length <= upTo);
	return found ? found[1] : longest;
}

/** In how many columns so many options may stand, the preferred number first. */
export function columnsFor(options: number): number[] {
	if (options === 3) return [1, 3];
	return options < 2 ? [1] : [2, 1];
}
