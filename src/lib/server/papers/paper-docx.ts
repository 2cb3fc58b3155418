import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	VerticalAlign,
	WidthType,
	type IParagraphOptions
} from 'docx';
import type { Block, HeadLine, Paper, Run, Signature } from '$lib/papers/paper';

/** Twips: 567 are a centimetre. The margins of the youth union's documents (docs/decisions/papers.md). */
const margin = { top: 1134, bottom: 1134, left: 1701, right: 1134, header: 567, footer: 454 };
const width = 11906 - margin.left - margin.right;
/** Half points. */
const sizes = { head: 28, text: 28, table: 23, small: 21, kind: 32, foot: 18 };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = {
	top: none,
	bottom: none,
	left: none,
	right: none,
	insideHorizontal: none,
	insideVertical: none
};
const thin = { style: BorderStyle.SINGLE, size: 4, color: '555555' };
const borders = {
	top: thin,
	bottom: thin,
	left: thin,
	right: thin,
	insideHorizontal: thin,
	insideVertical: thin
};

/** A document as a Word file that can be written on. */
export async function paperDocx(paper: Paper): Promise<Uint8Array> {
	const document = new Document({
		title: paper.name,
		creator: 'Chuông Vàng',
		styles: {
			default: {
				document: {
					run: { font: 'Times New Roman', size: sizes.text, language: { value: paper.language } },
					paragraph: { spacing: { line: 264, after: 60 } }
				}
			}
		},
		sections: [
			{
				properties: {
					titlePage: true,
					page: { size: { width: 11906, height: 16838 }, margin }
				},
				// No number on the first page.
				headers: { first: new Header({ children: [] }), default: new Header({ children: [pageNumber()] }) },
				footers: { first: foot(paper.foot), default: foot(paper.foot) },
				children: [
					headTable(paper.head),
					centred([{ text: paper.kind.toUpperCase(), bold: true }], sizes.kind, { spacing: { before: 320 } }),
					centred([{ text: paper.about, bold: true }], sizes.text),
					centred([{ text: '–––––' }], sizes.text, { spacing: { after: 160 } }),
					...paper.blocks.flatMap(blockParts),
					signatureTable(paper.signatures)
				]
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}

const textRun = ({ text, bold, italic, struck, code }: Run, size: number): TextRun =>
	new TextRun({
		text,
		size,
		...(bold && { bold }),
		...(italic && { italics: true }),
		...(struck && { strike: true }),
		...(code && { font: 'Courier New' })
	});

function centred(runs: Run[], size: number, more: IParagraphOptions = {}): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.CENTER,
		...more,
		children: runs.map((run) => textRun(run, size))
	});
}

const pageNumber = () =>
	new Paragraph({
		alignment: AlignmentType.CENTER,
		children: [new TextRun({ size: sizes.text, children: [PageNumber.CURRENT] })]
	});

const foot = (text: string) =>
	new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [
					new TextRun({
						size: sizes.foot,
						color: '444444',
						children: [`${text} – `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES]
					})
				]
			})
		]
	});

function headTable({ left, right }: Paper['head']): Table {
	const side = (lines: HeadLine[]) =>
		new TableCell({
			width: { size: width / 2, type: WidthType.DXA },
			children: lines.map(({ text, look, rule }) =>
				centred([{ text, bold: look === 'bold', italic: look === 'italic' }], sizes.head, {
					spacing: { after: rule ? 80 : 0 },
					...(rule && {
						indent: { left: 500, right: 500 },
						border: { bottom: { ...thin, color: '000000', space: 1 } }
					})
				})
			)
		});
	return new Table({
		width: { size: width, type: WidthType.DXA },
		columnWidths: [width / 2, width / 2],
		borders: noBorders,
		rows: [new TableRow({ children: [side(left), side(right)] })]
	});
}

function blockParts(block: Block): (Paragraph | Table)[] {
	switch (block.type) {
		case 'heading':
			return [
				new Paragraph({
					keepNext: true,
					spacing: { before: 160, after: 60 },
					children: [textRun({ text: block.text, bold: true }, sizes.text)]
				})
			];
		case 'text': {
			const size = block.small ? sizes.small : sizes.text;
			return [
				new Paragraph({
					...(block.small ? { spacing: { before: 200 } } : {}),
					children: block.runs.map((run) => textRun(run, size))
				})
			];
		}
		case 'table':
			return [bodyTable(block), new Paragraph({ spacing: { after: 60, line: 120 } })];
	}
}

function bodyTable({ columns, rows }: Extract<Block, { type: 'table' }>): Table {
	const widths = columns.map(({ share }) => Math.round(share * width));
	const cellOf = (lines: Run[][], i: number, isHead: boolean) =>
		new TableCell({
			width: { size: widths[i] ?? 0, type: WidthType.DXA },
			margins: { top: 40, bottom: 40, left: 80, right: 80 },
			...(isHead && { shading: { fill: 'F1EFEC' }, verticalAlign: VerticalAlign.CENTER }),
			children: lines.map(
				(runs) =>
					new Paragraph({
						spacing: { line: 252, after: 0 },
						...((isHead || columns[i]?.centred) && { alignment: AlignmentType.CENTER }),
						children: runs.map((run) => textRun(run, sizes.table))
					})
			)
		});
	return new Table({
		width: { size: width, type: WidthType.DXA },
		columnWidths: widths,
		borders,
		rows: [
			new TableRow({
				tableHeader: true,
				children: columns.map(({ title }, i) => cellOf([[{ text: title, bold: true }]], i, true))
			}),
			...rows.map((row) => new TableRow({ children: row.map((lines, i) => cellOf(lines, i, false)) }))
		]
	});
}

function signatureTable(signatures: readonly Signature[]): Table {
	const each = Math.floor(width / Math.max(1, signatures.length));
	return new Table({
		width: { size: width, type: WidthType.DXA },
		columnWidths: signatures.map(() => each),
		borders: noBorders,
		rows: [
			new TableRow({
				cantSplit: true,
				children: signatures.map(
					({ office, how, name }) =>
						new TableCell({
							width: { size: each, type: WidthType.DXA },
							children: [
								centred([{ text: office.toUpperCase(), bold: true }], sizes.text, {
									spacing: { before: 240 }
								}),
								centred([{ text: how, italic: true }], sizes.table),
								centred([{ text: '' }], sizes.text, { spacing: { before: 1500 } }),
								centred([{ text: name, bold: true }], sizes.text)
							]
						})
				)
			})
		]
	});
}
