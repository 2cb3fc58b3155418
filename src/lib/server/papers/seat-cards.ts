import type { SeatCardPaper } from '$lib/papers/hall';
import { drawQr } from './qr';
import { a4, finished, mm, newPdf, type Pdf } from './sheet';
import { drawLine, fittingSize, put, setLines, widthOf } from './typeset';

const columns = 2;
const rows = 4;
const card = { width: a4.width / columns, height: a4.height / rows };

/** Eight cards on a page, to be cut along the lines. */
export async function seatCardsPdf(paper: SeatCardPaper): Promise<Uint8Array> {
	const pdf = newPdf(paper);
	for (const [i, one] of paper.cards.entries()) {
		const place = i % (columns * rows);
		if (place === 0) {
			pdf.addPage();
			drawCuts(pdf);
		}
		const x = (place % columns) * card.width;
		const y = Math.floor(place / columns) * card.height;
		drawCard(pdf, paper, one, x + mm(7), y + mm(6));
	}
	return await finished(pdf);
}

function drawCuts(pdf: Pdf): void {
	pdf.lineWidth(0.4).strokeColor('#999').dash(3, { space: 3 });
	for (let i = 1; i < columns; i++)
		pdf
			.moveTo(i * card.width, 0)
			.lineTo(i * card.width, a4.height)
			.stroke();
	for (let i = 1; i < rows; i++)
		pdf
			.moveTo(0, i * card.height)
			.lineTo(a4.width, i * card.height)
			.stroke();
	pdf.undash();
}

function drawCard(
	pdf: Pdf,
	{ title, sbdWord, pinWord, hint }: SeatCardPaper,
	{ sbd, name, unit, pin, link }: SeatCardPaper['cards'][number],
	x: number,
	y: number
): void {
	const side = mm(42);
	drawQr(pdf, link, x, y + mm(4), side);
	const left = x + side + mm(4);
	const wide = card.width - mm(14) - side - mm(4);
	pdf.fillColor('#000');
	put(pdf, sbdWord, 'plain', 11, left, y + mm(3));
	put(pdf, String(sbd), 'heavy', 34, left, y + mm(6));
	let down = y + mm(21);
	const block = (text: string, font: 'plain' | 'strong', size: number, most: number) => {
		for (const line of setLines(pdf, [{ text, font }], wide, size).slice(0, most)) {
			drawLine(pdf, line, left, down, size);
			down += size * 1.25;
		}
	};
	block(name, 'strong', fittingSize(pdf, name, 'strong', wide * 2, 14, 10), 3);
	block(unit, 'plain', 10, 2);
	put(pdf, pinWord, 'plain', 11, left, y + mm(45));
	put(pdf, pin, 'heavy', 17, left + widthOf(pdf, pinWord, 'plain', 11) + 6, y + mm(43.4));
	pdf.fillColor('#333');
	const foot = [
		...setLines(pdf, [{ text: title, font: 'strong' }], card.width - mm(14), 9).slice(0, 1),
		...setLines(pdf, [{ text: hint, font: 'plain' }], card.width - mm(14), 9).slice(0, 1)
	];
	for (const [i, line] of foot.entries()) drawLine(pdf, line, x, y + mm(53) + i * 12, 9);
}
