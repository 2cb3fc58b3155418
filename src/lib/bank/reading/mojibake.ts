/*
 * UTF-8 that some program took for Windows-1252: `CÃ¢u 1: Äá»‹nh` for `Câu 1: Định`.
 */

/** Signs of Windows-1252 that stand where ISO 8859-1 has controls, by their bytes. */
const windows = new Map(
	[...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((sign, i) => [sign, 0x80 + i])
);

/** The text as it was meant; null when it is no such text. */
export function fromMojibake(text: string): string | null {
	if (!/[ÃÄÆ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|á[º»]/u.test(text)) return null;
	const bytes: number[] = [];
	for (const sign of text) {
		const byte = windows.get(sign) ?? sign.codePointAt(0) ?? 0;
		if (byte > 0xff) return null;
		bytes.push(byte);
	}
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
	} catch {
		return null;
	}
}
