import { fontFor, fontWith, type FontName } from './fonts';
import type { Pdf } from './sheet';

/** Text in one font. */
export interface Styled {
	text: string;
	font: FontName;
	struck?: boolean;
}

/** A piece of a line at its place, points from the line's beginning. */
interface Piece extends Styled {
	x: number;
	width: number;
}
export interface SetLine {
	pieces: Piece[];
	width: number;
}

const widths = new Map<string, number>();

/** How wide a text is, points; words come again and again. */
export function widthOf(pdf: Pdf, text: string, font: FontName, size: number): number {
	const key = `${font} ${size} ${text}`;
	const known = widths.get(key);
	if (known !== undefined) return known;
	if (widths.size > 50_000) widths.clear();
	const width = pdf.font(fontWith(text, font)).fontSize(size).widthOfString(text);
	widths.set(key, width);
	return width;
}

/** Draws a text in one line from `x` on, its top at `y`; its colour is set before. */
export function put(pdf: Pdf, text: string, font: FontName, size: number, x: number, y: number): void {
	const said = text.normalize('NFC');
	pdf.font(fontWith(said, font)).fontSize(size).text(said, x, y, { lineBreak: false });
}

/** Breaks text into lines of at most `width` points, between words; a word that is longer than a line, wherever it must. */
export function setLines(pdf: Pdf, texts: readonly Styled[], width: number, size: number): SetLine[] {
	const lines: SetLine[] = [{ pieces: [], width: 0 }];
	const last = () => lines[lines.length - 1] ?? { pieces: [], width: 0 };
	const put = (text: string, font: FontName, struck: boolean, wide: number) => {
		const line = last();
		line.pieces.push({ text, font, struck, x: line.width, width: wide });
		line.width += wide;
	};
	for (const { text, font, struck = false } of texts)
		for (const [i, paragraph] of text.normalize('NFC').split('\n').entries()) {
			if (i > 0) lines.push({ pieces: [], width: 0 });
			for (const word of paragraph.split(/(?<= )/)) {
				const wide = widthOf(pdf, word, font, size);
				// The space at the end of a line needs no room.
				const seen = word.endsWith(' ') ? wide - widthOf(pdf, ' ', font, size) : wide;
				if (last().width > 0 && last().width + seen > width) lines.push({ pieces: [], width: 0 });
				if (seen <= width && fontFor(word, font)) put(word, font, struck, wide);
				else
					for (const sign of word) {
						const one = widthOf(pdf, sign, font, size);
						if (last().width + one > width) lines.push({ pieces: [], width: 0 });
						put(sign, font, struck, one);
					}
			}
		}
	return lines;
}

/** Draws a line whose letters are `size` points, with its top at `y`. */
export function drawLine(pdf: Pdf, line: SetLine, x: number, y: number, size: number): void {
	for (const piece of line.pieces) {
		put(pdf, piece.text, piece.font, size, x + piece.x, y);
		if (piece.struck)
			pdf
				.moveTo(x + piece.x, y + size * 0.62)
				.lineTo(x + piece.x + piece.width, y + size * 0.62)
				.lineWidth(0.6)
				.stroke();
	}
}

/** The size, at most `size` and not below `least`, at which a text fits `width` points in one line. */
export function fittingSize(
	pdf: Pdf,
	text: string,
	font: FontName,
	width: number,
	size: number,
	least: number
): number {
	const wide = widthOf(pdf, text, font, size);
	return wide <= width ? size : Math.max(least, (size * width) / wide);
}
