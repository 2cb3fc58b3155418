import type { FloorPaper } from '$lib/papers/hall';
import { finished, mm, newPdf, type Pdf } from './sheet';
import { drawLine, fittingSize, put, setLines, widthOf } from './typeset';

const page = { width: mm(297), height: mm(210), edge: mm(10) };
const head = mm(26);
/** A seat is never drawn flatter, so that its name can be read. */
const lowest = mm(13);

/** Who sits where, row by row in front of the stage; as many pages as there are rows for. */
export async function floorPlanPdf(paper: FloorPaper): Promise<Uint8Array> {
	const pdf = newPdf({ ...paper, landscape: true });
	const rows = Math.max(1, Math.ceil(paper.seats.length / paper.columns));
	const room = page.height - head - page.edge;
	const perPage = Math.max(1, Math.min(rows, Math.floor(room / lowest)));
	const height = Math.min(mm(24), room / perPage);
	const width = (page.width - 2 * page.edge) / paper.columns;
	for (let row = 0; row < rows; row++) {
		const onPage = row % perPage;
		if (onPage === 0) {
			pdf.addPage();
			drawHead(pdf, paper);
		}
		const seats = paper.seats.slice(row * paper.columns, (row + 1) * paper.columns);
		for (const [i, seat] of seats.entries())
			drawSeat(pdf, seat, page.edge + i * width, head + onPage * height, width, height);
	}
	return await finished(pdf);
}

function drawHead(pdf: Pdf, { title, stage }: FloorPaper): void {
	const wide = page.width - 2 * page.edge;
	pdf.fillColor('#000');
	put(pdf, title, 'strong', fittingSize(pdf, title, 'strong', wide, 14, 8), page.edge, mm(5));
	pdf.roundedRect(page.width / 2 - mm(45), mm(13), mm(90), mm(9), 4).fill('#8a1020');
	pdf.fillColor('#fff');
	put(pdf, stage, 'strong', 13, (page.width - widthOf(pdf, stage, 'strong', 13)) / 2, mm(14.6));
}

function drawSeat(
	pdf: Pdf,
	{ sbd, name }: FloorPaper['seats'][number],
	x: number,
	y: number,
	width: number,
	height: number
): void {
	pdf.rect(x + 1.5, y + 1.5, width - 3, height - 3);
	pdf.lineWidth(0.7).strokeColor('#777').stroke();
	const big = Math.min(17, width / 3, height * 0.32);
	const number = String(sbd);
	pdf.fillColor('#8a1020');
	put(pdf, number, 'heavy', big, x + (width - widthOf(pdf, number, 'heavy', big)) / 2, y + 2);
	pdf.fillColor('#000');
	const size = Math.min(8.5, Math.max(5, width / 9));
	const room = Math.max(1, Math.floor((height - big * 1.3 - 3) / (size * 1.15)));
	const lines = setLines(pdf, [{ text: name, font: 'plain' }], width - 6, size).slice(0, room);
	for (const [i, line] of lines.entries())
		drawLine(pdf, line, x + (width - line.width) / 2, y + big * 1.35 + i * size * 1.15, size);
}
