/*
 * Signs that authors type at the right option: a star, a tick, a ticked box, an arrow.
 */

/** Before the letter of a right option: `*B.`, `✓ B.`, `[x] B.`, `→ B.` */
export const signBefore = '\\*{1,2}|[#✓✔√☑✅☒+]|\\[[xX]\\]|\\([xX]\\)|[xXv](?=\\s)|→|=>|⇒';
/** Before any other option, where the right one has a ticked box. */
export const emptyBox = '(?:[☐□❏]|\\[ ?\\]|\\( ?\\)|[OQ○◯●©](?=\\s?[a-f]\\s*[.)]))';

const signBehind =
	/(?:\s*(?:[✓✔☑✅√]|\((?:đúng|đ|đáp án(?: đúng)?|correct|\*|x)\)|\[x\]|<-+\s*đúng)|\s+\*{1,2}|(?<=[\p{L}\p{N}.)”"%°²³])\*)\s*[.;]?\s*$/iu;

/** Where the sign behind a right option begins: `Hà Nội (đúng)`; -1 for nowhere. */
export function signAt(option: string): number {
	return signBehind.exec(option)?.index ?? -1;
}

/** The option without the sign that says it is the right one; null when there is none. */
export function withoutSign(option: string): string | null {
	const at = signAt(option);
	if (at > 0) return option.slice(0, at);
	return /^\s*[*✓✔☑✅√]\s*(?=\p{L}|\p{N})/u.test(option) ? option.replace(/^\s*[*✓✔☑✅√]\s*/u, '') : null;
}

/** A sign with one space at either side, between two options: nobody can say which of them is meant. */
export function isSignBetween(line: string): boolean {
	return /\S [*✓✔☑✅√] [A-Fa-f]\s*[.)\/:]/u.test(line);
}
