import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	HeadingLevel,
	ImageRun,
	LineRuleType,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType,
	type IRunOptions,
	type ParagraphChild
} from 'docx';
import sharp from 'sharp';
import { joinAccepted } from '$lib/bank/cells';
import { parse, type Markup } from '$lib/bank/markup';
import { answerWay, letter, type Media, type Question } from '$lib/bank/question';
import { levelNames, typeNames } from '$lib/bank/words';
import { writeAccepted, writeKey, type BankContent } from './bank-json';
import type { BankMedia } from './bank-media';

/** Where the printed bank says its keys: under each question, in a table at the end, or nowhere. */
export const keyPlaces = ['below', 'end', 'none'] as const;
export type KeyPlace = (typeof keyPlaces)[number];

/** In the words that our own import reads. */
const wordsOf = {
	vi: {
		question: 'Câu',
		key: 'Đáp án',
		accepted: 'Đáp án chấp nhận',
		explanation: 'Giải thích',
		source: 'Nguồn',
		asOf: 'Tính đến',
		topic: 'Chủ đề',
		level: 'Mức độ',
		type: 'Loại',
		seconds: 'Thời gian',
		note: 'Ghi chú',
		keys: 'ĐÁP ÁN',
		several: '(Chọn nhiều đáp án)',
		order: '(Sắp xếp theo thứ tự đúng)'
	},
	en: {
		question: 'Question',
		key: 'Answer',
		accepted: 'Accepted',
		explanation: 'Explanation',
		source: 'Source',
		asOf: 'As of',
		topic: 'Topic',
		level: 'Level',
		type: 'Type',
		seconds: 'Time',
		note: 'Note',
		keys: 'ANSWER KEY',
		several: '(Choose all that apply)',
		order: '(Put in the right order)'
	}
};
type Words = (typeof wordsOf)['vi'];

/** Twentieths of a point. */
const space = { line: 276, question: 200, small: 40 };
/** Twips; 567 are a centimetre. */
const indent = { left: 567, hanging: 340 };
/** Pixels at 96 to the inch. */
const pictureWidth = 420;
const pictureHeight = 300;

/** The bank as a Word document for A4. Pictures whose bytes are in `media` stand in it. */
export async function writeBankDocx(
	bank: BankContent,
	media: BankMedia,
	keys: KeyPlace
): Promise<Uint8Array> {
	const words = bank.language === 'en' ? wordsOf.en : wordsOf.vi;
	const body: (Paragraph | Table)[] = [
		new Paragraph({
			heading: HeadingLevel.TITLE,
			alignment: AlignmentType.CENTER,
			spacing: { after: 320 },
			children: [new TextRun(bank.title)]
		})
	];
	for (const [i, { question }] of bank.questions.entries())
		body.push(...(await questionParts(question, i + 1, words, media, keys)));
	if (keys === 'end') body.push(...keyTable(bank.questions, words));
	const document = new Document({
		title: bank.title,
		creator: 'Chuông Vàng',
		styles: {
			default: {
				document: {
					run: { font: 'Times New Roman', size: 26 },
					paragraph: { spacing: { line: space.line, lineRule: LineRuleType.AUTO } }
				},
				title: { run: { font: 'Times New Roman', size: 34, bold: true } },
				heading1: { run: { font: 'Times New Roman', size: 28, bold: true } }
			}
		},
		sections: [
			{
				properties: {
					page: {
						size: { width: 11906, height: 16838 },
						margin: { top: 1134, bottom: 1134, left: 1418, right: 1134 }
					}
				},
				footers: {
					default: new Footer({
						children: [
							new Paragraph({
								alignment: AlignmentType.CENTER,
								children: [
									new TextRun({ size: 20, children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] })
								]
							})
						]
					})
				},
				children: body
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}

async function questionParts(
	question: Question,
	number: number,
	words: Words,
	media: BankMedia,
	keys: KeyPlace
): Promise<Paragraph[]> {
	const { type, text, options } = question;
	const hint = type === 'multiple' ? words.several : type === 'ordering' ? words.order : '';
	const pictures = await Promise.all(
		question.media.filter((m) => m.on === 'text' || keys === 'below').map((m) => picture(m, media))
	);
	const parts = [
		new Paragraph({
			keepNext: true,
			keepLines: true,
			spacing: { before: space.question, after: space.small },
			children: [
				new TextRun({ text: `${words.question} ${number}. `, bold: true }),
				...runs(parse(text)),
				...(hint === '' || text.endsWith(hint) ? [] : [new TextRun({ text: ` ${hint}` })])
			]
		}),
		...pictures.flat(),
		...options.map(
			(option, i) =>
				new Paragraph({
					keepNext: i < options.length - 1 || keys === 'below',
					keepLines: true,
					indent,
					spacing: { after: space.small },
					children: [new TextRun(`${letter(i)}. `), ...runs(parse(option))]
				})
		)
	];
	if (keys === 'below') return [...parts, ...remarks(question, words)];
	if (answerWay(type) === 'typed') parts.push(lineToWriteOn());
	return parts;
}

/** A rule and no letters: dots would be read as an answer. */
function lineToWriteOn(): Paragraph {
	const rule = { style: BorderStyle.DOTTED, size: 6, color: '666666', space: 1 };
	return new Paragraph({ indent: { left: indent.left }, spacing: { before: 120 }, border: { bottom: rule } });
}

/** What stands under a question whose key is printed. */
function remarks(question: Question, words: Words): Paragraph[] {
	const { explanation, source, asOf, topic, level, seconds, note } = question;
	const isPlainType = ['single', 'true_false', 'short', 'multiple'].includes(question.type);
	const said: [string, string][] = [
		[words.type, isPlainType ? '' : typeNames[question.type]],
		[words.key, writeKeyLine(question)],
		[words.accepted, joinAccepted(writeAccepted(question)).replaceAll('\n', '; ')],
		[words.explanation, explanation],
		[words.source, source],
		[words.asOf, asOf],
		[words.topic, topic],
		[words.level, level === '' ? '' : levelNames[level]],
		[words.seconds, seconds === null ? '' : `${seconds} giây`],
		[words.note, note]
	];
	return said
		.filter(([, value]) => value !== '')
		.map(
			([name, value]) =>
				new Paragraph({
					indent: { left: indent.left },
					spacing: { after: space.small },
					children: [
						new TextRun({ text: `${name}: `, italics: true }),
						...(name === words.explanation ? runs(parse(value)) : plainRuns(value))
					]
				})
		);
}

/** Letters, whatever the options of true/false say. */
function writeKeyLine(question: Question): string {
	return question.type === 'true_false' ? question.key : writeKey(question);
}

/** Numbers and keys, side by side where they are letters. */
function keyTable(questions: BankContent['questions'], words: Words): (Paragraph | Table)[] {
	const keys = questions.map(({ question }) => writeKeyLine(question));
	const pairs = keys.every((key) => key.length <= 12) ? 4 : 1;
	const rows = Math.ceil(keys.length / pairs);
	const border = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
	const cell = (text: string, bold = false) =>
		new TableCell({
			margins: { top: 40, bottom: 40, left: 100, right: 100 },
			children: [
				new Paragraph({
					...(pairs > 1 ? { alignment: AlignmentType.CENTER } : {}),
					children: [new TextRun({ text, bold })]
				})
			]
		});
	const range = (length: number) => Array.from({ length }, (_, i) => i);
	return [
		new Paragraph({
			heading: HeadingLevel.HEADING_1,
			alignment: AlignmentType.CENTER,
			pageBreakBefore: true,
			spacing: { after: 200 },
			children: [new TextRun(words.keys)]
		}),
		new Table({
			alignment: AlignmentType.CENTER,
			width: { size: 100, type: WidthType.PERCENTAGE },
			borders: {
				top: border,
				bottom: border,
				left: border,
				right: border,
				insideHorizontal: border,
				insideVertical: border
			},
			rows: [
				new TableRow({
					tableHeader: true,
					children: range(pairs).flatMap(() => [cell(words.question, true), cell(words.key, true)])
				}),
				...range(rows).map(
					(row) =>
						new TableRow({
							cantSplit: true,
							children: range(pairs).flatMap((pair) => {
								const index = pair * rows + row;
								const key = keys[index];
								return [cell(key === undefined ? '' : String(index + 1)), cell(key ?? '')];
							})
						})
				)
			]
		})
	];
}

function runs(parts: readonly Markup[], style: IRunOptions = {}): ParagraphChild[] {
	return parts.flatMap((part): ParagraphChild[] => {
		switch (part.kind) {
			case 'text':
				return plainRuns(part.text, style);
			case 'formula':
				return plainRuns(`$${part.tex}$`, style);
			case 'bold':
				return runs(part.children, { ...style, bold: true });
			case 'italic':
				return runs(part.children, { ...style, italics: true });
			case 'underline':
				return runs(part.children, { ...style, underline: {} });
			case 'sup':
				return runs(part.children, { ...style, superScript: true });
			case 'sub':
				return runs(part.children, { ...style, subScript: true });
		}
	});
}

/** A run for each line. */
function plainRuns(text: string, style: IRunOptions = {}): TextRun[] {
	return text
		.split('\n')
		.map((line, i) => new TextRun({ ...style, text: line, ...(i > 0 ? { break: 1 } : {}) }));
}

/** A picture in a form that every Word shows; nothing for sounds and films, which can't be printed. */
async function picture({ id, kind, alt, width, height }: Media, media: BankMedia): Promise<Paragraph[]> {
	const file = media.get(id);
	if (kind !== 'image' || !file) return [];
	const scale = Math.min(1, pictureWidth / Math.max(1, width), pictureHeight / Math.max(1, height));
	const data = await sharp(file.bytes).png().toBuffer();
	const size = {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale))
	};
	return [
		new Paragraph({
			keepNext: true,
			alignment: AlignmentType.CENTER,
			spacing: { after: space.small },
			children: [
				new ImageRun({
					type: 'png',
					data,
					transformation: size,
					altText: { name: alt || 'picture', description: alt }
				})
			]
		})
	];
}
