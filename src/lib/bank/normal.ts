const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const marks = /\p{M}/gu;
const word = /[\p{L}\p{M}]+/gu;
/** Signs, quotes and the like before the answer; a minus or plus of a number belongs to it. */
const before = /^(?:(?![-+]\p{N})[\s\p{P}\p{S}])+/u;
/** The same after it; a unit sign behind a number belongs to it: 42%, 30°, 5$. */
const after = /(\p{N}\s*[%‰°$€₫])?[\s\p{P}\p{S}]*$/u;
const spaceBeforeUnit = /(\p{N})\s+([%‰°$€₫])$/u;

/**
 * The form in which short answers are compared (rules.md QU2): NFC, lower case, spaces folded, outer punctuation
 * dropped, and the tone mark taken to the end of its word, so that old and new placement (hoà, hòa) are equal.
 */
export function normalForm(answer: string): string {
	return answer
		.normalize('NFC')
		.toLowerCase()
		.replace(/\p{Cf}/gu, '')
		.replaceAll('−', '-')
		.replace(/\s+/gu, ' ')
		.replace(before, '')
		.replace(after, '$1')
		.replace(spaceBeforeUnit, '$1$2')
		.normalize('NFC')
		.replace(word, toneLast);
}

/** The normal form without any diacritics; equal bare forms make an answer *nearly right* (rules.md QU2). */
export function bareForm(answer: string): string {
	return withoutMarks(normalForm(answer));
}

/** Any text in lower case without diacritics, for finding: `Nghị quyết` → `nghi quyet`. */
export function searchForm(text: string): string {
	return withoutMarks(text.toLowerCase()).replace(/\s+/gu, ' ').trim();
}

function withoutMarks(text: string): string {
	return text.normalize('NFD').replace(marks, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

function toneLast(syllable: string): string {
	const parts = syllable.normalize('NFD');
	return (parts.replace(tones, '') + (parts.match(tones) ?? []).join('')).normalize('NFC');
}
