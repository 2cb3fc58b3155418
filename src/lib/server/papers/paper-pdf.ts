import type { Block, HeadLine, Paper, Row, Run, Signature } from '$lib/papers/paper';
import { a4, finished, mm, newPdf, type Pdf } from './sheet';
import { drawLine, setLines, type SetLine, type Styled } from './typeset';

/** Margins of the youth union's documents (docs/decisions/papers.md), and the sizes of letters, points. */
const page = { top: mm(20), bottom: a4.height - mm(20), left: mm(30), right: a4.width - mm(20) };
const width = page.right - page.left;
const sizes = { head: 14, text: 14, table: 11.5, small: 10.5, kind: 16, about: 14, foot: 9 };
const lead = 1.28;
const pad = 3.5;

/** A document as PDF. */
export async function paperPdf(paper: Paper): Promise<Uint8Array> {
	const pdf = newPdf({ language: paper.language, title: paper.name });
	const at = new Pen(pdf);
	drawHead(pdf, at, paper.head);
	at.y += 18;
	at.centred([{ text: paper.kind.toUpperCase(), bold: true }], sizes.kind);
	at.centred([{ text: paper.about, bold: true }], sizes.about);
	at.centred([{ text: '–––––' }], sizes.about);
	at.y += 6;
	for (const block of paper.blocks) drawBlock(pdf, at, block);
	drawSignatures(pdf, at, paper.signatures);
	numberPages(pdf, paper.foot);
	return await finished(pdf);
}

function styled({ text, bold, italic, struck = false }: Run): Styled {
	const font = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'text';
	return { text, font, struck };
}

/** Where writing has come to, and how it goes on to a new page. */
class Pen {
	y: number = page.top;

	constructor(private readonly pdf: Pdf) {
		pdf.addPage();
	}

	/** Begins a new page where there is no room for `height` points. */
	need(height: number): void {
		if (this.y + height > page.bottom) this.turn();
	}

	turn(): void {
		this.pdf.addPage();
		this.y = page.top;
	}

	centred(runs: Run[], size: number, [x, wide] = [page.left, width]): void {
		for (const line of setLines(this.pdf, runs.map(styled), wide, size)) {
			this.need(size * lead);
			drawLine(this.pdf, line, x + (wide - line.width) / 2, this.y, size);
			this.y += size * lead;
		}
	}

	paragraph(runs: Run[], size: number): void {
		for (const line of setLines(this.pdf, runs.map(styled), width, size)) {
			this.need(size * lead);
			drawLine(this.pdf, line, page.left, this.y, size);
			this.y += size * lead;
		}
	}
}

function drawHead(pdf: Pdf, at: Pen, { left, right }: Paper['head']): void {
	const half = width / 2;
	const top = at.y;
	const side = (lines: HeadLine[], x: number) => {
		at.y = top;
		for (const { text, look, rule } of lines) {
			at.centred([{ text, bold: look === 'bold', italic: look === 'italic' }], sizes.head, [x, half - 6]);
			if (!rule) continue;
			const [line] = setLines(pdf, [styled({ text, bold: look === 'bold' })], half - 6, sizes.head).slice(-1);
			const wide = (line?.width ?? 0) * 0.9;
			const middle = x + (half - 6) / 2;
			pdf
				.moveTo(middle - wide / 2, at.y)
				.lineTo(middle + wide / 2, at.y)
				.lineWidth(0.8)
				.stroke();
			at.y += 4;
		}
		return at.y;
	};
	at.y = Math.max(side(left, page.left), side(right, page.left + half + 6));
}

function drawBlock(pdf: Pdf, at: Pen, block: Block): void {
	switch (block.type) {
		case 'heading':
			at.y += 8;
			at.need(sizes.text * lead * 3); // never alone at the foot of a page
			at.paragraph([{ text: block.text, bold: true }], sizes.text);
			at.y += 2;
			return;
		case 'text':
			if (block.small) at.y += 10;
			at.paragraph(block.runs, block.small ? sizes.small : sizes.text);
			at.y += 3;
			return;
		case 'table':
			drawTable(pdf, at, block);
			at.y += 8;
	}
}

type Table = Extract<Block, { type: 'table' }>;

function drawTable(pdf: Pdf, at: Pen, { columns, rows }: Table): void {
	const lefts: number[] = [];
	let x = page.left;
	for (const { share } of columns) {
		lefts.push(x);
		x += share * width;
	}
	const wide = (i: number) => (columns[i]?.share ?? 0) * width - 2 * pad;
	const set = (row: Row) =>
		row.map((lines, i) => lines.flatMap((runs) => setLines(pdf, runs.map(styled), wide(i), sizes.table)));
	const head = set(columns.map(({ title }) => [[{ text: title, bold: true }]]));
	const step = sizes.table * lead;

	/** Draws the lines of each cell from the n-th on, as many as there is room for; how many that were. */
	const slice = (cells: SetLine[][], from: number, isHead: boolean): number => {
		const longest = Math.max(1, ...cells.map((lines) => lines.length));
		const room = Math.floor((page.bottom - at.y - 2 * pad) / step);
		const n = Math.min(longest - from, room);
		const height = n * step + 2 * pad;
		if (isHead) pdf.rect(page.left, at.y, width, height).fill('#f1efec').fillColor('black');
		for (const [i, lines] of cells.entries()) {
			const left = lefts[i] ?? page.left;
			pdf
				.rect(left, at.y, wide(i) + 2 * pad, height)
				.lineWidth(0.5)
				.strokeColor('#555')
				.stroke();
			for (const [k, line] of lines.slice(from, from + n).entries()) {
				const middle = isHead || columns[i]?.centred ? (wide(i) - line.width) / 2 : 0;
				drawLine(pdf, line, left + pad + middle, at.y + pad + k * step, sizes.table);
			}
		}
		at.y += height;
		return n;
	};
	const drawHeadRow = () => void slice(head, 0, true);

	at.need(step * 4);
	drawHeadRow();
	for (const row of rows) {
		const cells = set(row);
		const longest = Math.max(1, ...cells.map((lines) => lines.length));
		// A row that is no longer than a third of a page stays whole.
		const whole = longest * step + 2 * pad;
		if (whole < (page.bottom - page.top) / 3 && at.y + whole > page.bottom) {
			at.turn();
			drawHeadRow();
		}
		for (let done = 0; done < longest;) {
			if (at.y + step + 2 * pad > page.bottom) {
				at.turn();
				drawHeadRow();
			}
			done += slice(cells, done, false);
		}
	}
}

function drawSignatures(pdf: Pdf, at: Pen, signatures: readonly Signature[]): void {
	const room = mm(24);
	at.y += 14;
	at.need(room + sizes.text * lead * 5);
	const top = at.y;
	const each = width / Math.max(1, signatures.length);
	for (const [i, { office, how, name }] of signatures.entries()) {
		const place: [number, number] = [page.left + i * each + 4, each - 8];
		at.y = top;
		at.centred([{ text: office.toUpperCase(), bold: true }], sizes.text, place);
		at.centred([{ text: how, italic: true }], sizes.table, place);
		at.y = top + sizes.text * lead * 3 + room;
		if (name) at.centred([{ text: name, bold: true }], sizes.text, place);
	}
}

/** The number of each page but the first at its top, and what is said at the foot of all. */
function numberPages(pdf: Pdf, foot: string): void {
	const { start, count } = pdf.bufferedPageRange();
	for (let i = 0; i < count; i++) {
		pdf.switchToPage(start + i);
		const centre = (text: string, size: number, y: number) => {
			for (const line of setLines(pdf, [{ text, font: 'text' }], width, size))
				drawLine(pdf, line, page.left + (width - line.width) / 2, y, size);
		};
		if (i > 0) centre(String(i + 1), sizes.text, mm(10));
		pdf.fillColor('#444');
		centre(`${foot} – ${i + 1}/${count}`, sizes.foot, a4.height - mm(14));
		pdf.fillColor('black');
	}
}
