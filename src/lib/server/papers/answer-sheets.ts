import type { SheetPaper } from '$lib/papers/hall';
import { a4, finished, mm, newPdf, type Pdf } from './sheet';
import { fittingSize, put, widthOf } from './typeset';

/** A sheet of A5 lying: two on a page. */
const half = { width: a4.width, height: a4.height / 2 };
const edge = mm(11);
const wide = half.width - 2 * edge;
const blank = { sbd: 0, name: '', unit: '' };

/** For when phones fail: a sheet for each contestant, to be answered by pen and marked by hand. */
export async function answerSheetsPdf(paper: SheetPaper): Promise<Uint8Array> {
	const pdf = newPdf(paper);
	const people = paper.people.length > 0 ? paper.people : [blank, blank];
	for (const [i, person] of people.entries()) {
		if (i % 2 === 0) {
			pdf.addPage();
			pdf.lineWidth(0.4).strokeColor('#999').dash(3, { space: 3 });
			pdf.moveTo(0, half.height).lineTo(a4.width, half.height).stroke().undash();
		}
		const top = (i % 2) * half.height;
		drawHead(pdf, paper, person, top + mm(7));
		drawRows(pdf, paper, top + mm(28), top + half.height - mm(7));
	}
	return await finished(pdf);
}

function drawHead(pdf: Pdf, paper: SheetPaper, person: SheetPaper['people'][number], y: number): void {
	const { title, organizer, kind } = paper;
	const room = wide - mm(52);
	pdf.fillColor('#000');
	put(pdf, title, 'strong', fittingSize(pdf, title, 'strong', room, 12, 7), edge, y);
	put(pdf, organizer, 'plain', fittingSize(pdf, organizer, 'plain', room, 9, 6), edge, y + 16);
	put(pdf, kind, 'heavy', 15, half.width - edge - widthOf(pdf, kind, 'heavy', 15), y - 1);
	const field = (label: string, value: string, x: number, width: number) => {
		const at = y + mm(12);
		put(pdf, label, 'plain', 10, x, at + 2);
		const from = x + widthOf(pdf, label, 'plain', 10) + 5;
		const left = x + width - 6 - from;
		if (value) put(pdf, value, 'strong', fittingSize(pdf, value, 'strong', left, 12, 6), from, at);
		else rule(pdf, from, at + 14, from + left, at + 14);
	};
	field(paper.sbdWord, person.sbd ? String(person.sbd) : '', edge, mm(30));
	field(paper.nameWord, person.name, edge + mm(32), mm(92));
	field(paper.unitWord, person.unit, edge + mm(126), wide - mm(126));
}

/** Two columns of rows: the question, the letters to circle, a line to write on, and the mark. */
function drawRows(
	pdf: Pdf,
	{ letters, questions, questionWord, markWord, markedWord }: SheetPaper,
	top: number,
	bottom: number
): void {
	const gap = mm(6);
	const perColumn = Math.ceil(questions / 2);
	const height = Math.min(mm(11), (bottom - top - mm(12)) / perColumn);
	const width = (wide - gap) / 2;
	for (let i = 0; i < questions; i++) {
		const x = edge + Math.floor(i / perColumn) * (width + gap);
		const y = top + mm(4) + (i % perColumn) * height;
		pdf.rect(x, y, width, height).lineWidth(0.5).strokeColor('#777').stroke();
		pdf.fillColor('#000');
		put(pdf, `${questionWord} ${i + 1}`, 'strong', 9.5, x + 4, y + height / 2 - 6.5);
		let at = x + mm(16);
		for (const letter of letters) {
			pdf.circle(at + 7, y + height / 2, Math.min(7, height / 2 - 2));
			pdf.lineWidth(0.7).strokeColor('#333').stroke();
			put(pdf, letter, 'plain', 9, at + 7 - widthOf(pdf, letter, 'plain', 9) / 2, y + height / 2 - 6);
			at += 17;
		}
		rule(pdf, at + 3, y + height - 4, x + width - mm(10), y + height - 4);
		rule(pdf, x + width - mm(8), y, x + width - mm(8), y + height);
	}
	pdf.fillColor('#333');
	for (const column of [0, 1])
		put(pdf, markWord, 'plain', 7.5, edge + column * (width + gap) + width - mm(7), top);
	put(pdf, markedWord, 'plain', 9, edge, bottom - mm(5));
}

function rule(pdf: Pdf, x: number, y: number, toX: number, toY: number): void {
	pdf.moveTo(x, y).lineTo(toX, toY).lineWidth(0.5).strokeColor('#777').stroke();
}
