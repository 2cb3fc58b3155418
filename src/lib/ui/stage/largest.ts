/** Sizes this near to each other look the same. */
const alike = 1.02;

/**
 * The largest size from `least` to `most`, exact to a fiftieth, that fits; null where not even the least does.
 * `fullness` tells how much of the room a size takes: up to 1 it fits. Twice as large takes about four times as much, so the
 * next size tried is where it would just fit; for each trial is a layout, and a picture has a sixtieth of a second.
 */
export function largest(fullness: (size: number) => number, least: number, most: number): number | null {
	if (least > most) return null;
	let full = fullness(least);
	if (full > 1) return null;
	let tried = least;
	let low = least;
	let high = most * alike;
	let halve = false;
	while (low < most && high / low > alike) {
		const guess = halve ? Math.sqrt(low * high) : tried / Math.sqrt(full);
		// Never what is known already: a step beside it, which ends the search where the guess was right.
		tried = Math.min(most, Math.max(low * alike, Math.min(high / alike, guess)));
		full = fullness(tried);
		const before = high / low;
		if (full <= 1) low = tried;
		else high = tried;
		// A guess that hardly helped is not trusted again at once.
		halve = !halve && high / low > Math.sqrt(before);
	}
	return low;
}
