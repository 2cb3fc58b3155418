import { plainRun, type Block, type Line, type Run } from '$lib/bank/reading/passage';
import { colourOf } from './colour';

/*
 * What Word, Google Docs, LibreOffice and web pages put on the clipboard, as a document: the lines with what one sees of
 * their letters, their automatic numbers, and the tables.
 */

type Look = Omit<Run, 'text' | 'object' | 'picture'>;
const plainLook: Look = { ...plainRun };

/** The document that an HTML tree shows. */
export function documentOf(root: Node): Block[] {
	const reader = new Reader();
	reader.read(root, plainLook);
	return reader.end();
}

/** What is being read: lines are closed where a paragraph ends or breaks. */
class Reader {
	readonly #blocks: Block[] = [];
	#place: { n: number };
	#line: Line | null = null;
	#pending: Pick<Line, 'label' | 'depth' | 'heading'> = { label: '', depth: -1, heading: false };

	constructor(place = { n: 0 }) {
		this.#place = place;
	}

	end(): Block[] {
		this.#close();
		return this.#blocks;
	}

	read(node: Node, look: Look): void {
		if (node.nodeType === 3) this.#say({ ...plainRun, ...look, text: folded(node.nodeValue ?? '') });
		else if (isElement(node)) this.#element(node, look);
		else this.#children(node, look);
	}

	#children(node: Node, look: Look): void {
		for (const child of node.childNodes) this.read(child, look);
	}

	#element(element: Element, look: Look): void {
		const name = nameOf(element);
		const style = styleOf(element);
		if (unseen.has(name) || style['display'] === 'none' || style['mso-hide'] === 'all') return;
		const seen = lookOf(element, style, look);
		const object = element.getAttribute('data-object');
		if (name === 'br') this.#break();
		else if (object === 'picture' || object === 'equation')
			this.#say({ ...plainRun, object, text: folded(element.textContent ?? '') });
		else if (name === 'img' || name === 'v:imagedata')
			this.#say({ ...plainRun, object: 'picture', text: folded(element.getAttribute('alt') ?? '') });
		else if (name === 'm:omath' || name === 'math')
			this.#say({ ...plainRun, object: 'equation', text: folded(element.textContent ?? '') });
		else if (style['mso-list'] === 'Ignore') this.#number(folded(element.textContent ?? '').trim());
		else if (Number(style['mso-tab-count'] ?? 0) > 0) this.#say({ ...plainRun, ...seen, text: '\t' });
		else if (name === 'table') this.#table(element, seen);
		else if (name === 'ol' || name === 'ul') this.#list(element, seen);
		else if (blockElements.has(name)) this.#paragraph(element, seen, style);
		else this.#children(element, seen);
	}

	#paragraph(element: Element, look: Look, style: Style): void {
		this.#close();
		const level = /level(\d)/.exec(style['mso-list'] ?? '')?.[1];
		if (level !== undefined) this.#pending = { ...this.#pending, depth: Number(level) - 1 };
		if (/^h[1-6]$/.test(nameOf(element))) this.#pending = { ...this.#pending, heading: true };
		// Our own, from paste-dom.ts.
		const label = element.getAttribute('data-label');
		if (label !== null) this.#pending = { ...this.#pending, label };
		const depth = element.getAttribute('data-depth');
		if (depth !== null) this.#pending = { ...this.#pending, depth: Number(depth) };
		const before = this.#blocks.length;
		this.#children(element, look);
		// An empty paragraph is one all the same, so that places are counted as they are seen.
		if (this.#blocks.length === before && !this.#line && nameOf(element) === 'p') this.#open();
		this.#close();
		this.#pending = { label: '', depth: -1, heading: false };
	}

	#list(list: Element, look: Look): void {
		this.#close();
		let number = Number(list.getAttribute('start') ?? 1);
		let depth = 0;
		for (let up = list.parentElement; up; up = up.parentElement)
			if (nameOf(up) === 'ol' || nameOf(up) === 'ul') depth++;
		for (const item of list.children) {
			if (nameOf(item) !== 'li') {
				this.read(item, look);
				continue;
			}
			const kind =
				styleOf(item)['list-style-type'] ?? styleOf(list)['list-style-type'] ?? list.getAttribute('type');
			const label = nameOf(list) === 'ol' ? `${counted(number++, kind ?? '1')}.` : '';
			this.#close();
			this.#pending = { label, depth, heading: false };
			this.#children(item, lookOf(item, styleOf(item), look));
			this.#close();
		}
		this.#pending = { label: '', depth: -1, heading: false };
	}

	#table(table: Element, look: Look): void {
		this.#close();
		const rows: Line[][][] = [];
		for (const row of rowsOf(table)) {
			const cells = [...row.children].filter((c) => nameOf(c) === 'td' || nameOf(c) === 'th');
			rows.push(
				cells.map((cell) => {
					const reader = new Reader(this.#place);
					reader.#children(cell, lookOf(cell, styleOf(cell), look));
					return reader.end().flatMap(linesOf);
				})
			);
		}
		if (rows.length > 0) this.#blocks.push({ table: { rows } });
	}

	#say(run: Run): void {
		const blank = run.text.trim() === '' && run.text !== '\t' && run.object === null;
		if (blank && (run.text === '' || !this.#line || this.#line.runs.length === 0)) return;
		(this.#line ??= this.#open()).runs.push(run);
	}

	#number(label: string): void {
		this.#pending = { ...this.#pending, label, depth: Math.max(0, this.#pending.depth) };
		this.#open();
	}

	#break(): void {
		const { heading } = this.#line ?? this.#open();
		this.#close();
		this.#line = { place: this.#place.n, label: '', depth: -1, continues: true, heading, runs: [] };
	}

	#open(): Line {
		this.#close();
		this.#place.n++;
		this.#line = { place: this.#place.n, ...this.#pending, continues: false, runs: [] };
		this.#pending = { label: '', depth: -1, heading: this.#pending.heading };
		return this.#line;
	}

	#close(): void {
		if (this.#line && !(this.#line.continues && this.#line.runs.length === 0))
			this.#blocks.push({ line: { ...this.#line, runs: joined(this.#line.runs) } });
		this.#line = null;
	}
}

type Style = Partial<Record<string, string>>;

/** The declarations of an element's own `style`. */
function styleOf(element: Element): Style {
	const style: Style = {};
	for (const declaration of (element.getAttribute('style') ?? '').split(';')) {
		const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/s.exec(declaration) ?? [];
		if (name !== undefined) style[name.toLowerCase()] = value;
	}
	return style;
}

const bold = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const italic = new Set(['i', 'em']);
const underline = new Set(['u', 'ins']);
const strike = new Set(['s', 'strike', 'del']);

/** How the letters inside of an element look, inside of others that look so. */
function lookOf(element: Element, style: Style, outer: Look): Look {
	const name = nameOf(element);
	const look = { ...outer };
	if (bold.has(name)) look.bold = true;
	if (italic.has(name)) look.italic = true;
	if (underline.has(name)) look.underline = true;
	if (strike.has(name)) look.strike = true;
	if (name === 'sub' || name === 'sup') look.script = name === 'sub' ? 'sub' : 'super';
	if (name === 'mark') look.highlight = true;
	const weight = style['font-weight'];
	if (weight !== undefined) look.bold = /^bold/.test(weight) || Number(weight) >= 600;
	if (style['font-style'] !== undefined) look.italic = style['font-style'] === 'italic';
	const line = style['text-decoration-line'] ?? style['text-decoration'] ?? '';
	if (/underline/.test(line)) look.underline = true;
	if (/line-through/.test(line)) look.strike = true;
	if (/none/.test(line)) look.underline = false;
	if (style['vertical-align'] === 'sub') look.script = 'sub';
	if (style['vertical-align'] === 'super') look.script = 'super';
	const colour = style['color'] ?? element.getAttribute('color');
	if (colour !== null) look.colour = colourOf(colour) === '000000' ? '' : colourOf(colour);
	const behind = style['mso-highlight'] ?? style['background-color'] ?? style['background'];
	if (behind !== undefined) look.highlight = !['', 'ffffff'].includes(colourOf(behind));
	return look;
}

const unseen = new Set(['style', 'script', 'head', 'title', 'meta', 'link', 'template', 'o:p', 'xml']);
const blockElements = new Set([
	...['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'main', 'header', 'footer'],
	...['blockquote', 'pre', 'dl', 'dt', 'dd', 'address', 'figure', 'figcaption', 'center', 'body']
]);

function isElement(node: Node): node is Element {
	return node.nodeType === 1;
}

/** `p`, `o:p`. */
function nameOf(element: Element): string {
	return element.tagName.toLowerCase();
}

function rowsOf(table: Element): Element[] {
	return [...table.children].flatMap((part) =>
		nameOf(part) === 'tr' ? [part] : nameOf(part) === 'caption' ? [] : rowsOf(part)
	);
}

/** The lines of a block; of a table inside of a cell those of its cells. */
function linesOf(block: Block): Line[] {
	return 'line' in block ? [block.line] : block.table.rows.flat(2);
}

/** Spaces and line breaks of the source as one space. */
function folded(text: string): string {
	return text.replace(/[ \t\r\n\f]+/g, ' ');
}

/** Runs that look alike as one, without the spaces around the line. */
function joined(runs: readonly Run[]): Run[] {
	const all: Run[] = [];
	for (const run of runs) {
		const last = all.at(-1);
		const alike = last && JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...run, text: '' });
		if (alike && run.object === null)
			last.text = (last.text + run.text).replace(/ {2,}/g, ' ').replace(/ ?\t ?/g, '\t');
		else all.push({ ...run });
	}
	const [first, last] = [all[0], all.at(-1)];
	if (first) first.text = first.text.trimStart();
	if (last) last.text = last.text.trimEnd();
	return all.filter((r) => r.text !== '' || r.object !== null);
}

/** The n-th item of a list that counts in this way: `A`, `b`, `iv`, `3`. */
function counted(n: number, kind: string): string {
	switch (kind) {
		case 'A':
		case 'upper-alpha':
		case 'upper-latin':
			return alphabetic(n);
		case 'a':
		case 'lower-alpha':
		case 'lower-latin':
			return alphabetic(n).toLowerCase();
		case 'I':
		case 'upper-roman':
			return roman(n);
		case 'i':
		case 'lower-roman':
			return roman(n).toLowerCase();
		default:
			return String(n);
	}
}

function alphabetic(n: number): string {
	const rest = Math.floor((n - 1) / 26);
	return (rest > 0 ? alphabetic(rest) : '') + String.fromCharCode(65 + ((n - 1) % 26));
}

const romanSigns = Object.entries({ C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9, V: 5, IV: 4, I: 1 });

function roman(n: number): string {
	let [text, left] = ['', n];
	for (const [sign, value] of romanSigns)
		while (left >= value) {
			text += sign;
			left -= value;
		}
	return text;
}
