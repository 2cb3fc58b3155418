import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as somebody else's program reads it. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
	return await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
}

/** The text of each page, as one copies it. */
export async function textsOf(pdf: PDFDocumentProxy): Promise<string[]> {
	const texts: string[] = [];
	for (let n = 1; n <= pdf.numPages; n++) {
		const { items } = await (await pdf.getPage(n)).getTextContent();
		texts.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
	}
	return texts;
}

/** A page as a picture, PNG; `scale` 1: 72 dots to the inch. */
export async function pictureOf(pdf: PDFDocumentProxy, n: number, scale: number): Promise<Buffer> {
	const page = await pdf.getPage(n);
	const viewport = page.getViewport({ scale });
	const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
	// Its types know the browser's canvas alone.
	await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
	return canvas.toBuffer('image/png');
}
