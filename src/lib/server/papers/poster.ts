import type { PosterPaper } from '$lib/papers/hall';
import type { FontName } from './fonts';
import { drawQr } from './qr';
import { a4, finished, mm, newPdf, type Pdf } from './sheet';
import { drawLine, fittingSize, put, setLines, widthOf } from './typeset';

const edge = mm(15);
const wide = a4.width - 2 * edge;

/** How to get in, for the door: a sheet of A4 that is read from three metres. */
export async function posterPdf(paper: PosterPaper): Promise<Uint8Array> {
	const pdf = newPdf(paper);
	pdf.addPage();
	let y = mm(16);
	const centre = (text: string, font: FontName, size: number, colour: string, lines: number) => {
		pdf.fillColor(colour);
		for (const line of setLines(pdf, [{ text, font }], wide, size).slice(0, lines)) {
			drawLine(pdf, line, (a4.width - line.width) / 2, y, size);
			y += size * 1.25;
		}
	};
	if (paper.organizer) centre(paper.organizer, 'plain', 15, '#333', 2);
	const isLong = setLines(pdf, [{ text: paper.title, font: 'heavy' }], wide, 34).length > 2;
	centre(paper.title, 'heavy', isLong ? 24 : 34, '#8a1020', 4);
	y += mm(5);
	const side = Math.min(mm(150), a4.height - y - mm(96));
	pdf.roundedRect((a4.width - side) / 2 - mm(2), y, side + mm(4), side + mm(4), mm(4));
	pdf.lineWidth(2.5).strokeColor('#b8862b').stroke();
	drawQr(pdf, paper.link, (a4.width - side) / 2, y + mm(2), side);
	y += side + mm(9);
	centre(paper.scan, 'strong', 22, '#000', 1);
	y += mm(4);
	drawTyped(pdf, paper, y);
	drawSteps(pdf, paper.steps, a4.height - mm(38));
	return await finished(pdf);
}

/** What is typed where no camera is at hand. */
function drawTyped(pdf: Pdf, { or, address, codeWord, code }: PosterPaper, y: number): void {
	const half = wide / 2;
	const beside = (label: string, value: string, x: number, size: number) => {
		pdf.fillColor('#333');
		put(pdf, label, 'plain', 13, x + (half - widthOf(pdf, label, 'plain', 13)) / 2, y);
		const fits = fittingSize(pdf, value, 'heavy', half - mm(6), size, 10);
		pdf.fillColor('#000');
		const left = x + (half - widthOf(pdf, value, 'heavy', fits)) / 2;
		put(pdf, value, 'heavy', fits, left, y + 20 + (34 - fits) / 2);
	};
	beside(or, address, edge, 28);
	beside(codeWord, code, edge + half, 34);
}

function drawSteps(pdf: Pdf, steps: readonly string[], y: number): void {
	const each = wide / Math.max(1, steps.length);
	for (const [i, step] of steps.entries()) {
		const middle = edge + (i + 0.5) * each;
		const number = String(i + 1);
		pdf.circle(middle, y, mm(5)).lineWidth(1.6).strokeColor('#8a1020').stroke();
		pdf.fillColor('#8a1020');
		put(pdf, number, 'heavy', 15, middle - widthOf(pdf, number, 'heavy', 15) / 2, y - 9.5);
		pdf.fillColor('#000');
		const lines = setLines(pdf, [{ text: step, font: 'plain' }], each - mm(4), 13).slice(0, 4);
		for (const [n, line] of lines.entries())
			drawLine(pdf, line, middle - line.width / 2, y + mm(8) + n * 16, 13);
	}
}
