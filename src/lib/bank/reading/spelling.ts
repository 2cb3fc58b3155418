/*
 * How far a text is spelt as Vietnamese: enough to tell a wrong decoding from a right one, no dictionary.
 */

const letters = /[\p{L}\p{M}\u00a1-\u00bf\u00d7\u00f7]+/gu;
const syllable =
	/^(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:a[ioyu]?|ă|â[uy]?|eo?|êu?|ia|iêu?|iu?|oa[ioy]?|oă|oeo?|o[io]?|ôi?|ơi?|ua|uây?|uêu?|ui|uơ|uyê?|uya|uyu|uôi?|u|ưa|ưi|ươ[iu]?|ưu?|yêu?|y)(?:ng|nh|ch|[cmnpt])?$/u;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** How many words with letters or signs beyond ASCII are no syllables of Vietnamese. */
export function misspelt(text: string): number {
	const words = text.match(letters) ?? [];
	return words.filter(
		(word) => word.length > 1 && /\p{L}/u.test(word) && /[^\0-\x7f]/u.test(word) && !isSyllable(word)
	).length;
}

function isSyllable(word: string): boolean {
	const parts = word.toLowerCase().normalize('NFD');
	const tone = parts.match(tones) ?? [];
	const bare = parts.replace(tones, '').normalize('NFC');
	// What ends in a stop has a rising or heavy tone.
	const stopped = /(?:ch|[cpt])$/u.test(bare);
	return tone.length <= 1 && syllable.test(bare) && !(stopped && /[\u0300\u0303\u0309]/u.test(tone[0] ?? ''));
}
