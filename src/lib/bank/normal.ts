const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const marks = /\p{M}/gu;
const word = /[\p{L}\p{M}]+/gu;
/** One sign around an answer that says nothing; of the signs of mathematics `=`, `|` and `~` only: √5 and <5 are not 5. */
export const outerSign = '[\\s\\p{P}\\p{Sc}\\p{Sk}\\p{So}=|~]';
/** Signs, quotes and the like before the answer; a minus or plus of a number belongs to it. */
const before = new RegExp(`^(?:(?![-+]\\p{N})${outerSign})+`, 'u');
/** The same after it; a unit sign behind a number belongs to it: 42%, 30°, 5$. */
const after = new RegExp(`(\\p{N}\\s*[%‰°$€₫])?${outerSign}*$`, 'u');
const spaceBeforeUnit = /(\p{N})\s+([%‰°$€₫])$/u;

/**
 * The form in which short answers are compared (rules.md QU2): NFC, lower case, spaces folded, outer punctuation
 * dropped, and the tone mark taken to the end of its word, so that old and new placement (hoà, hòa) are equal.
 */
export function normalForm(answer: string): string {
	return plainForm(answer)
		.replace(before, '')
		.replace(after, '$1')
		.replace(spaceBeforeUnit, '$1$2')
		.replace(/ ?- ?/g, '-')
		.normalize('NFC')
		.replace(word, toneLast);
}

/** One way of writing each letter, dash, quote and space, in lower case; nothing is dropped but what nobody sees. */
export function plainForm(answer: string): string {
	return answer
		.replace(/[\uff01-\uff5e]/g, (fullWidth) => String.fromCharCode(fullWidth.charCodeAt(0) - 0xfee0))
		.normalize('NFC')
		.toLowerCase()
		.replace(/\p{Cf}/gu, '')
		.replace(/[\p{Pd}−]/gu, '-')
		.replace(/[‘’‛ʼ′`´]/gu, "'")
		.replace(/[“”„‟«»″]/gu, '"')
		.replace(/\s+/gu, ' ');
}

/** The normal form without any diacritics; equal bare forms make an answer *nearly right* (rules.md QU2). */
export function bareForm(answer: string): string {
	return withoutMarks(normalForm(answer));
}

/** Any text in lower case without diacritics, for finding: `Nghị quyết` → `nghi quyet`. */
export function searchForm(text: string): string {
	return withoutMarks(text.toLowerCase()).replace(/\s+/gu, ' ').trim();
}

/** The text without diacritics; đ is d. */
export function withoutMarks(text: string): string {
	return text.normalize('NFD').replace(marks, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

function toneLast(syllable: string): string {
	const parts = syllable.normalize('NFD');
	return (parts.replace(tones, '') + (parts.match(tones) ?? []).join('')).normalize('NFC');
}

/**
 * A normal form as a person would write it, for records that kept no other: each tone mark is put back on its vowel,
 * `cach́ mang̣` → `cách mạng`. Capitals are lost.
 */
export function readableForm(form: string): string {
	return form.replace(word, toneOnVowel);
}

/** What stands before the vowels, and of them `u` behind q and `i` behind g; then the vowels, and what closes the syllable. */
const syllable = /^(.*?(?:qu(?=[aeiouy])|gi(?=[aeiouy]))?)([aeiouy\u0302\u0306\u031b]+)([^aeiouy]*)$/iu;

function toneOnVowel(written: string): string {
	const parts = written.normalize('NFD');
	const [tone, another] = parts.match(tones) ?? [];
	const [, head, vowels, tail] = syllable.exec(parts.replace(tones, '')) ?? [];
	if (!tone || another || head === undefined || vowels === undefined || tail === undefined) return written;
	const letters = vowels.match(/[a-z]\p{M}*/giu) ?? [];
	const marked = letters.findLastIndex((letter) => letter.length > 1);
	const inner = letters.length === 3 || (letters.length === 2 && tail !== '') ? 1 : 0;
	const at = marked >= 0 ? marked : inner;
	return (head + letters.map((letter, i) => (i === at ? letter + tone : letter)).join('') + tail).normalize(
		'NFC'
	);
}
