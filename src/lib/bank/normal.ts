const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const marks = /\p{M}/gu;
const outer = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;
/** Signs that say something at the edge of an answer and are kept there: −5, 42%, 30°, 5$. */
const meaningful = /^[-−+]?[\d.,]+\s*[%‰°$€₫]?$/u;

/**
 * The form in which short answers are compared (rules.md QU2): NFC, lower case, spaces folded, outer punctuation
 * dropped, and the tone mark taken to the end of its word, so that old and new placement (hoà, hòa) are equal.
 */
export function normalForm(answer: string): string {
	const folded = answer.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
	const bare = meaningful.test(folded) ? folded.replace(/[.,]+$/, '') : folded.replace(outer, '');
	return bare
		.split(' ')
		.map((word) => {
			const parts = word.normalize('NFD');
			return (parts.replace(tones, '') + (parts.match(tones) ?? []).join('')).normalize('NFC');
		})
		.join(' ');
}

/** The normal form without any diacritics; equal bare forms make an answer *nearly right* (rules.md QU2). */
export function bareForm(answer: string): string {
	return normalForm(answer).normalize('NFD').replace(marks, '').replaceAll('đ', 'd');
}
