import { posix } from 'node:path';
import { fromMojibake } from '$lib/bank/reading/mojibake';
import { convertOldRuns, oldFontOf, type FontRun } from '$lib/bank/reading/old-fonts';
import { plainRun, type Block, type Line, type Run, type Table } from '$lib/bank/reading/passage';
import { Unreadable } from '../unreadable';
import { readXml } from '../xml';
import type { Zip } from '../zip';
import { latex } from './equation';
import { Numbering } from './numbering';
import { looksOf, merged, Styles, type Looks } from './styles';
import { symbol } from './symbols';
import { elements, find, readTree, value, type Element } from './tree';

/** A Word document taken apart. */
export interface DocxContent {
	blocks: Block[];
	/** The bytes of its pictures; runs name them by their place here. */
	pictures: Uint8Array[];
	/** Codings of old fonts that were converted. */
	oldFonts: string[];
	/** Text that had been decoded wrongly was put right. */
	misread: boolean;
}

/** Whether the archive is a Word document. */
export function isDocx(zip: Zip): boolean {
	return mainPart(zip) !== null;
}

function mainPart(zip: Zip): string | null {
	const [main] = relations(zip, '').filter((r) => r.type === 'officeDocument');
	const path = main?.path ?? 'word/document.xml';
	return path.startsWith('word/') && zip.has(path) ? path : null;
}

/** Reads paragraphs, tables and pictures of a Word document, with the looks of every letter. Throws {@link Unreadable}. */
export function readDocx(zip: Zip): DocxContent {
	const main = mainPart(zip);
	const xml = main === null ? undefined : zip.read(main);
	if (main === null || !xml) throw new Unreadable('file/wrong_type');
	const related = relations(zip, main);
	const tree = (type: string) => {
		const path = related.find((r) => r.type === type)?.path;
		const bytes = path === undefined ? undefined : zip.read(path);
		return bytes && readTree(bytes.toString('utf8'));
	};
	const reader = new Reader(zip, related, new Styles(tree('styles')), new Numbering(tree('numbering')));
	return reader.read(xml.toString('utf8'));
}

interface Relation {
	id: string;
	type: string;
	path: string;
}

function relations(zip: Zip, path: string): Relation[] {
	const folder = posix.dirname(path);
	const file = posix.join(folder, '_rels', `${posix.basename(path)}.rels`).replace(/^\.\//, '');
	const bytes = zip.read(path === '' ? '_rels/.rels' : file);
	if (!bytes) return [];
	return elements(find(readTree(bytes.toString('utf8')), 'Relationships'), 'Relationship').map(
		({ attributes }) => {
			const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
			const inside = target.startsWith('/') ? target.slice(1) : posix.join(path === '' ? '' : folder, target);
			return { id, type: type.slice(type.lastIndexOf('/') + 1), path: mode === 'External' ? '' : inside };
		}
	);
}

/** Elements whose text is none of the document's. */
const skipped = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'rPr', 'pPr', 'rt']);
const maxParagraphs = 200_000;

class Reader {
	private readonly blocks: Block[] = [];
	private readonly pictures: Uint8Array[] = [];
	private readonly pictureByPath = new Map<string, number>();
	/** The text of each paragraph that may be in an old coding. */
	private readonly old: FontRun[][] = [];
	private texts: FontRun[] = [];
	private misread = false;
	private place = 0;

	constructor(
		private readonly zip: Zip,
		private readonly related: readonly Relation[],
		private readonly styles: Styles,
		private readonly numbering: Numbering
	) {}

	/** Goes through the document once; only one paragraph at a time is held as a tree. */
	read(xml: string): DocxContent {
		const tables: { table: Table; cell: Line[] }[] = [];
		/** Open elements of the paragraph that is being read. */
		const open: Element[] = [];
		let body = false;
		const emit = (lines: Line[]) => {
			const inner = tables.at(-1);
			if (inner) inner.cell.push(...lines);
			else this.blocks.push(...lines.map((line) => ({ line })));
		};
		readXml(xml, {
			open: (name, attributes) => {
				if (open.length > 0 || (name === 'p' && body)) {
					const element: Element = { name, attributes: attributes(), children: [] };
					open.at(-1)?.children.push(element);
					open.push(element);
				} else if (name === 'body') body = true;
				else if (name === 'tbl') tables.push({ table: { rows: [] }, cell: [] });
				else if (name === 'tr') tables.at(-1)?.table.rows.push([]);
				else if (name === 'tc') {
					const inner = tables.at(-1);
					if (inner) {
						inner.cell = [];
						inner.table.rows.at(-1)?.push(inner.cell);
					}
				}
			},
			text: (text) => {
				open.at(-1)?.children.push(text);
			},
			close: (name) => {
				const last = open.at(-1);
				if (last) {
					if (last.name !== name) return;
					open.pop();
					if (open.length === 0) emit(this.paragraph(last));
				} else if (name === 'tbl') {
					const ended = tables.pop();
					if (!ended) return;
					// A table within a cell is read as lines of the cell.
					if (tables.length > 0) emit(ended.table.rows.flat(2));
					else this.blocks.push({ table: ended.table });
				}
			}
		});
		if (!body || open.length > 0) throw new Unreadable('file/damaged');
		return {
			blocks: this.blocks,
			pictures: this.pictures,
			oldFonts: convertOldRuns(this.old),
			misread: this.misread
		};
	}

	private paragraph(paragraph: Element): Line[] {
		if (++this.place > maxParagraphs) throw new Unreadable('file/too_many_rows');
		const { place } = this;
		const properties = find(paragraph, 'pPr');
		const style = value(properties, 'pStyle');
		const looks = this.styles.paragraph(style);
		const list = find(properties, 'numPr') ?? this.styles.numbering(style);
		const numId = value(list, 'numId') ?? value(this.styles.numbering(style), 'numId');
		const numbered =
			list && numId !== undefined && numId !== '0'
				? this.numbering.next(numId, Number(value(list, 'ilvl') ?? 0))
				: null;
		const lines: Run[][] = [[]];
		const boxes: Line[] = [];
		const around = this.texts;
		this.texts = [];
		this.collect(paragraph, looks, lines, boxes);
		this.putRight(this.texts.map(({ run }) => run));
		if (this.texts.some(({ run }) => /[\u00a1-\u00ff]/.test(run.text))) this.old.push(this.texts);
		this.texts = around;
		return [
			...lines.map((runs, i) => ({
				place,
				label: i === 0 ? (numbered?.label ?? '') : '',
				depth: i === 0 ? (numbered?.depth ?? -1) : -1,
				continues: i > 0,
				heading: this.styles.isHeading(style) || value(properties, 'outlineLvl') !== undefined,
				runs
			})),
			...boxes
		];
	}

	/** A paragraph that was decoded wrongly may have a letter in two runs: its text stands in the first one. */
	private putRight(runs: FontRun['run'][]): void {
		const [first, ...others] = runs;
		const meant = first && fromMojibake(runs.map((run) => run.text).join(''));
		if (!first || !meant) return;
		first.text = meant.normalize('NFC');
		for (const run of others) run.text = '';
		this.misread = true;
	}

	/** Adds what is below the element to the last of the lines; text boxes become lines of their own. */
	private collect(parent: Element, looks: Looks, lines: Run[][], boxes: Line[]): void {
		for (const child of elements(parent)) {
			if (skipped.has(child.name)) continue;
			switch (child.name) {
				case 'r': {
					const own = find(child, 'rPr');
					const style = value(own, 'rStyle');
					const base = style === undefined ? looks : merged(looks, this.styles.looks(style));
					const all = merged(base, looksOf(own));
					if (!all.hidden) this.run(child, all, lines, boxes);
					break;
				}
				case 'oMath':
				case 'oMathPara': {
					const maths = child.name === 'oMath' ? [child] : elements(child, 'oMath');
					for (const math of maths)
						lines.at(-1)?.push({ ...plainRun, text: latex(math), object: 'equation' });
					break;
				}
				case 'p':
					boxes.push(...this.paragraph(child));
					break;
				default:
					this.collect(child, looks, lines, boxes);
			}
		}
	}

	private run(run: Element, looks: Looks, lines: Run[][], boxes: Line[]): void {
		const add = (text: string) => {
			if (text !== '') lines.at(-1)?.push(this.textRun(text, looks));
		};
		for (const child of elements(run)) {
			switch (child.name) {
				case 't':
					add(child.children.filter((c) => typeof c === 'string').join(''));
					break;
				case 'tab':
				case 'ptab':
					add('\t');
					break;
				case 'br':
				case 'cr':
					if (child.attributes['type'] === undefined || child.attributes['type'] === 'textWrapping')
						lines.push([]);
					break;
				case 'softHyphen':
					// In an old coding it is a letter.
					add('\u00ad');
					break;
				case 'noBreakHyphen':
					add('-');
					break;
				case 'sym': {
					const { font = '', char = '' } = child.attributes;
					const sign = symbol(font, char);
					add(sign);
					// A sign of mathematics that nobody knows here must not vanish.
					if (sign === '' && /^symbol$/i.test(font))
						lines.at(-1)?.push({ ...plainRun, object: 'equation', picture: null });
					break;
				}
				case 'drawing':
				case 'pict':
				case 'object':
					this.drawing(child, lines, boxes);
					break;
				case 'AlternateContent': {
					const choice = find(child, 'Choice') ?? find(child, 'Fallback');
					if (choice) this.run(choice, looks, lines, boxes);
					break;
				}
			}
		}
	}

	private textRun(text: string, looks: Looks): Run {
		const { font = '' } = looks;
		const run: Run = {
			...plainRun,
			text: text.normalize('NFC'),
			bold: looks.bold ?? false,
			italic: looks.italic ?? false,
			underline: looks.underline ?? false,
			strike: looks.strike ?? false,
			colour: looks.colour ?? '',
			highlight: looks.highlight ?? false,
			script: looks.script ?? ''
		};
		this.texts.push({ run, coding: oldFontOf(font), font });
		return run;
	}

	/** A picture, a text box, or an object of another program (often a drawn formula). */
	private drawing(node: Element, lines: Run[][], boxes: Line[]): void {
		const texts = descendants(node, 'txbxContent');
		for (const box of texts)
			for (const inner of elements(box)) this.collect({ ...box, children: [inner] }, {}, [[]], boxes);
		// A figure with labels in it is more than its labels.
		const isFigure = ['wgp', 'group'].some((name) => descendants(node, name).length > 0);
		if (texts.length > 0 && !isFigure) return;
		const references = [
			...descendants(node, 'blip').map((b) => b.attributes['embed']),
			...descendants(node, 'imagedata').map((i) => i.attributes['id'])
		];
		// Shapes drawn in the document itself have nothing that could be kept; a rule across the page is none.
		const shapes = ['wgp', 'wsp', 'group', 'shape', 'line', 'rect', 'oval', 'graphicData'];
		const drawn = shapes
			.flatMap((name) => descendants(node, name))
			.some((s) => s.attributes['hr'] === undefined);
		if (references.length === 0 && drawn)
			lines.at(-1)?.push({ ...plainRun, object: 'picture', picture: null });
		const isObject = node.name === 'object';
		for (const id of references.slice(0, 1)) {
			const picture = isObject ? null : this.picture(id);
			lines.at(-1)?.push({ ...plainRun, object: isObject ? 'equation' : 'picture', picture });
		}
	}

	/** The number of the picture; null for one that is not in the document, or in a form that is never shown. */
	private picture(id: string | undefined): number | null {
		const path = this.related.find((r) => r.id === id)?.path ?? '';
		if (!/\.(?:png|jpe?g|gif|webp|bmp|tiff?)$/i.test(path)) return null;
		const known = this.pictureByPath.get(path);
		if (known !== undefined) return known;
		const bytes = this.zip.read(path);
		if (!bytes) return null;
		this.pictureByPath.set(path, this.pictures.length);
		return this.pictures.push(bytes) - 1;
	}
}

function descendants(node: Element, name: string): Element[] {
	return elements(node).flatMap((child) => {
		if (child.name === 'Fallback') return [];
		return child.name === name ? [child] : descendants(child, name);
	});
}
