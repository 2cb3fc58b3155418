import PDFDocument from 'pdfkit';
import { fonts } from './fonts';

/** A PDF that is being drawn. Measures are points: 72 to the inch. */
export type Pdf = PDFKit.PDFDocument;

/** Millimetres in points. */
export const mm = (n: number): number => (n * 72) / 25.4;

/** A4 upright, in points. */
export const a4 = { width: mm(210), height: mm(297) };

export interface SheetOptions {
	/** `vi` or `en`, for whoever has it read out. */
	language: string;
	title: string;
	landscape?: boolean;
}

/** An empty PDF for A4 with the fonts of this program; pages are added by who draws. */
export function newPdf({ language, title, landscape = false }: SheetOptions): Pdf {
	const pdf = new PDFDocument({
		size: 'A4',
		layout: landscape ? 'landscape' : 'portrait',
		margin: 0,
		autoFirstPage: false,
		bufferPages: true,
		lang: language,
		displayTitle: true,
		info: { Title: title, Creator: 'Chuông Vàng', Producer: 'Chuông Vàng' }
	});
	for (const [name, path] of Object.entries(fonts)) pdf.registerFont(name, path);
	return pdf;
}

/** Draws once, in the page that is open, what many pages show. What comes back puts it onto the page that is open then. */
export function drawnOnce(pdf: Pdf, draw: () => void): () => void {
	const { page } = pdf;
	const { content, width, height } = page;
	// pdfkit measures from above and PDF from below; by turning it here and in the matrix it lies as the page does.
	const turned = [1, 0, 0, -1, 0, height];
	const form = pdf.ref({
		Type: 'XObject',
		Subtype: 'Form',
		BBox: [0, 0, width, height],
		Matrix: turned,
		// What is drawn with is noted in the page while it is drawn.
		Resources: { ExtGState: page.ext_gstates, Pattern: page.patterns, XObject: page.xobjects }
	});
	form.write(`${turned.join(' ')} cm`);
	page.content = form;
	draw();
	page.content = content;
	form.end('');
	return () => {
		pdf.page.xobjects['Once'] = form;
		pdf.addContent('/Once Do');
	};
}

/** Ends a PDF and gives its bytes. */
export async function finished(pdf: Pdf): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	pdf.on('data', (part: Uint8Array) => parts.push(part));
	const end = new Promise<void>((done, failed) => pdf.once('end', done).once('error', failed));
	pdf.end();
	await end;
	return Buffer.concat(parts);
}
