import { letter } from '$lib/bank/question';

/** A choice of several after one more tap: the letters of what is ticked, sorted. The last tick stays (PH5: there is no empty choice). */
export function ticked(chosen: string, tapped: string): string {
	const rest = [...chosen].filter((l) => l !== tapped);
	if (rest.length === chosen.length) return [...rest, tapped].sort().join('');
	return rest.length === 0 ? chosen : rest.join('');
}

/** An order after one more tap: the item comes next, or is taken back if it had its place. */
export function placed(order: string, tapped: string): string {
	return order.includes(tapped) ? order.replace(tapped, '') : order + tapped;
}

/** The letters of the options as this phone shows them: the author's order (PH8), or one of its own for `seed`. */
export function shownLetters(count: number, seed: string | null): string[] {
	const letters = Array.from({ length: count }, (_, i) => letter(i));
	if (seed === null) return letters;
	const random = numbersOf(seed);
	for (let i = count - 1; i > 0; i--) {
		const j = random() % (i + 1);
		[letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
	}
	return letters;
}

/** The same unsigned numbers for the same seed: FNV-1a, then xorshift32. */
function numbersOf(seed: string): () => number {
	let state = 2166136261;
	for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619);
	state ||= 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
}
