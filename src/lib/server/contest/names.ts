/** Names are shown to a whole hall: no control characters, no invisible ones, no line breaks, nothing that turns the line round. */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** More marks on one letter than any language needs. */
const heaped = /\p{M}{4,}/u;

/** Names of units are long, and chosen from a list: cut short, they would not be found in it. */
export const longestUnit = 200;

/** A name as it is stored and shown: NFC, one line, spaces folded, cut to `longest` characters. Null when nothing readable is left. */
export function contestantName(typed: string, longest = 60): string | null {
	const name = typed
		.normalize('NFC')
		.replace(unfit, '')
		.replace(/\s+/gu, ' ')
		.trim()
		.slice(0, longest)
		.trim();
	return /[\p{L}\p{N}]/u.test(name) && !heaped.test(name.normalize('NFD')) ? name : null;
}
