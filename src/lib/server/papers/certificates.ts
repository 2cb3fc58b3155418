import sharp from 'sharp';
import type { CertificateForm, CertificateLine, CertificateWords } from '$lib/papers/certificate';
import { drawBellGround, drawDrumGround } from './certificate-grounds';
import type { FontName } from './fonts';
import { drawnOnce, finished, mm, newPdf, type Pdf } from './sheet';
import { fittingSize, put, widthOf } from './typeset';

export interface CertificateOrder {
	form: CertificateForm;
	words: CertificateWords;
	lines: CertificateLine[];
	/** The organizer's own picture, of any kind that is kept. */
	picture: Uint8Array | null;
}

const page = { width: mm(297), height: mm(210) };
const inks = { dark: { strong: '#8a1020', soft: '#3a2a20' }, light: { strong: '#ffe9a8', soft: '#ffffff' } };
/** So many are drawn between two words about how far it has come. */
const told = 25;

/** A certificate a page, A4 lying. `hear`: how many are drawn. */
export async function certificatesPdf(
	{ form, words, lines, picture }: CertificateOrder,
	hear: (done: number) => void
): Promise<Uint8Array> {
	const pdf = newPdf({ language: words.language, title: words.name, landscape: true });
	const image = picture && (await asJpeg(picture));
	const own = form.ground === 'own' && image !== null;
	let putGround: (() => void) | undefined;
	for (const [i, line] of lines.entries()) {
		pdf.addPage();
		putGround ??= drawnOnce(pdf, () => {
			if (own)
				pdf.image(image, 0, 0, { cover: [page.width, page.height], align: 'center', valign: 'center' });
			else if (form.ground === 'bell') drawBellGround(pdf, page);
			else drawDrumGround(pdf, page);
		});
		putGround();
		drawWords(
			pdf,
			words,
			line,
			own ? { top: mm(form.top), ...inks[form.ink] } : { top: mm(24), ...inks.dark }
		);
		if (i % told === told - 1) hear(i + 1);
	}
	hear(lines.length);
	return await finished(pdf);
}

async function asJpeg(picture: Uint8Array): Promise<Buffer> {
	return await sharp(picture).flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer();
}

interface Look {
	top: number;
	strong: string;
	soft: string;
}

function drawWords(pdf: Pdf, words: CertificateWords, line: CertificateLine, look: Look): void {
	let y = look.top;
	/** One line in the middle, as large as fits. */
	const centre = (
		text: string,
		font: FontName,
		size: number,
		colour: string,
		gap: number,
		wide = mm(225)
	) => {
		const fits = fittingSize(pdf, text, font, wide, size, 9);
		centredAt(pdf, text, font, fits, colour, page.width / 2, y);
		y += fits * 1.3 + gap;
	};
	for (const [i, issuer] of words.issuer.entries())
		centre(issuer.toUpperCase(), i === words.issuer.length - 1 ? 'strong' : 'plain', 14, look.soft, 0);
	y += mm(5);
	centre(words.kind, 'festive', 46, look.strong, mm(1));
	centre(words.verb, 'festiveItalic', 18, look.soft, mm(2));
	centre(line.name, 'festive', 40, look.strong, mm(2), mm(215));
	centre(line.from, 'plain', 15, look.soft, mm(4));
	centre(line.deed, 'strong', 20, look.strong, mm(1));
	for (const part of balanced(pdf, words.about, 'plain', 15, mm(215)))
		centre(part, 'plain', 15, look.soft, 0);
	drawSignature(pdf, words, look);
}

/** Below on the right who signs; on the left the decision, if one is named. */
function drawSignature(pdf: Pdf, words: CertificateWords, look: Look): void {
	const middle = page.width - mm(78);
	const wide = mm(96);
	let y = page.height - mm(65);
	const sign = (text: string, font: FontName, size: number) => {
		const fits = fittingSize(pdf, text, font, wide, size, 8);
		centredAt(pdf, text, font, fits, look.soft, middle, y);
		y += size * 1.35;
	};
	sign(words.day, 'italic', 14);
	for (const office of words.office) sign(office.toUpperCase(), 'strong', 12);
	y = page.height - mm(27);
	if (words.signName) sign(words.signName, 'strong', 14);
	if (!words.decision) return;
	const size = fittingSize(pdf, words.decision, 'italic', mm(100), 12, 7);
	pdf.fillColor(look.soft);
	put(pdf, words.decision, 'italic', size, mm(30), page.height - mm(27));
}

function centredAt(
	pdf: Pdf,
	text: string,
	font: FontName,
	size: number,
	colour: string,
	x: number,
	y: number
) {
	const left = x - widthOf(pdf, text, font, size) / 2;
	pdf.fillColor(colour);
	put(pdf, text, font, size, left, y);
}

/** Text on one line, or on two about equally long. */
function balanced(pdf: Pdf, text: string, font: FontName, size: number, wide: number): string[] {
	if (widthOf(pdf, text, font, size) <= wide) return [text];
	const words = text.split(' ');
	const widths = words.map((_, at) => {
		const [first, second] = [words.slice(0, at), words.slice(at)].map((part) =>
			widthOf(pdf, part.join(' '), font, size)
		);
		return Math.max(first ?? 0, second ?? 0);
	});
	const at = widths.indexOf(Math.min(...widths));
	return [words.slice(0, at).join(' '), words.slice(at).join(' ')].filter(Boolean);
}
