import { encode } from 'uqr';
import type { Pdf } from './sheet';

/** A QR code as one path of black squares, with the quiet zone that cameras need within `side` points. */
export function drawQr(pdf: Pdf, text: string, x: number, y: number, side: number): void {
	const code = encode(text, { ecc: 'M', border: 2 });
	const one = side / code.size;
	pdf.rect(x, y, side, side).fill('#fff');
	for (const [row, line] of code.data.entries()) {
		// Dark squares beside each other are one: no hairlines between them on screen.
		for (let from = 0; from < line.length;) {
			if (!line[from]) {
				from++;
				continue;
			}
			let to = from;
			while (line[to]) to++;
			pdf.rect(x + from * one, y + row * one, (to - from) * one, one * 1.02);
			from = to;
		}
	}
	pdf.fill('#000');
}
