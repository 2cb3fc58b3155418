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

/** Ends a PDF and gives its bytes. */
export async function finished(pdf: Pdf): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	pdf.on('data', (part: Uint8Array) => parts.push(part));
	const end = new Promise<void>((done, failed) => pdf.once('end', done).once('error', failed));
	pdf.end();
	await end;
	return Buffer.concat(parts);
}
