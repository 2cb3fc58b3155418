/** How much larger the stem is set than the options: a short one may be large, a long one needs the space. */
export function stemRatio(text: string): number {
	if (text.length <= 70) return 1.55;
	return text.length <= 160 ? 1.32 : 1.12;
}

/** In how many columns so many options may stand, the preferred number first. */
export function columnsFor(options: number): number[] {
	if (options === 3) return [3, 1];
	return options < 2 ? [1] : [2, 1];
}
