/** Names of units are long, and chosen from a list: cut short, they would not be found in it. */
export const longestUnit = 200;

/** White space that would break a line: it is a space. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]/gu;
/** What nobody sees: controls, what turns the line round, zero width, fillers, characters of private use, halves of characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** No letter of any Latin script has more marks than two, as ệ has; what is heaped higher runs over other lines. */
const heaped = /(\p{M}{2})\p{M}+/gu;
const onNothing = /(^|[^\p{L}\p{N}\p{M}])\p{M}+/gu;

/**
 * A name as it is stored and shown to a hall: NFKC, one line, nothing that cannot be seen, at most two marks on a letter, spaces
 * folded, cut to `longest` characters. Null when nothing readable is left. What is clean stays as it is.
 */
export function cleanName(typed: string, longest = 60): string | null {
	const folded = typed.replace(breaks, ' ').normalize('NFKC').replace(unseen, '');
	const marked = folded.normalize('NFD').replace(heaped, '$1').replace(onNothing, '$1').normalize('NFC');
	const name = cut(marked.replace(/\s+/gu, ' ').trim(), longest).trim();
	return /[\p{L}\p{N}]/u.test(name) ? name : null;
}

const cut = (text: string, longest: number) => [...text].slice(0, longest).join('');
