/** Names are shown to a whole hall: no control characters, no invisible ones, no line breaks, nothing that turns the line round. */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** More marks on one letter than any language needs. */
const heaped = /\p{M}{4,}/u;

/** A name as it is stored and shown: NFC, one line, spaces folded, at most 60 characters. Null when nothing readable is left. */
export function contestantName(typed: string): string | null {
	const name = typed.normalize('NFC').replace(unfit, '').replace(/\s+/gu, ' ').trim().slice(0, 60).trim();
	return /[\p{L}\p{N}]/u.test(name) && !heaped.test(name.normalize('NFD')) ? name : null;
}
