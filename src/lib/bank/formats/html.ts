import { escapeEverySign, escapeMarkup, parse, type Markup } from '../markup';
import { decodeEntities } from './entities';

/*
 * Web pages' markup and ours: what other programs say about how a text looks.
 */

/** A text of another program in our markup, and what of it is no text. */
export interface ForeignText {
	text: string;
	objects: ForeignObject[];
}

/** A picture, a sound or the like that stood in a text. */
export interface ForeignObject {
	/** Of its file, or what it was. */
	name: string;
	/** The file itself in base 64; '' when it lies elsewhere. */
	data: string;
}

type Mark = Exclude<Markup['kind'], 'text'>;
interface Piece {
	text: string;
	marks: ReadonlySet<Mark>;
}

/** The tags that say what our markup can say. */
const markTags = new Map<string, Mark>([
	['b', 'bold'],
	['strong', 'bold'],
	['i', 'italic'],
	['em', 'italic'],
	['u', 'underline'],
	['ins', 'underline'],
	['sup', 'sup'],
	['sub', 'sub']
]);
const inline = words(
	'span font a code kbd samp var tt abbr cite dfn q label wbr bdo s strike del small big mark'
);
const blocks = words(
	'p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre center table thead tbody tfoot tr caption section article ' +
		'header footer figure figcaption hr address form html body br'
);
const cells = words('td th');
/** What no text can say: a table is read cell by cell, and somebody should look at it. */
const embedded = words('img audio video object embed iframe svg canvas math input applet table');
/** What stands in these is not shown. */
const silent = words('script style head title audio video object iframe svg canvas math');
const known = new Set([
	...inline,
	...blocks,
	...cells,
	...embedded,
	...silent,
	...words('source col colgroup')
]);

const token =
	/<!--[\s\S]*?-->|<(\/?)([a-z][\w:-]*)((?:\s+(?:[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)|controls|checked|disabled|loop|muted|autoplay|allowfullscreen|nowrap))*\s*\/?)>/gi;
const mediaFile = /\.(?:png|jpe?g|gif|webp|svg|bmp|mp3|wav|og[gav]|m4a|aac|mp4|webm|mov)(?=$|[?#])/i;
/** Formulas as Moodle marks them. */
const formula = /\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]|\$\$([^$]+)\$\$/g;

function words(text: string): string[] {
	return text.split(' ');
}

/** Whether a browser would show the text in another way than it stands there. */
export function hasHtml(text: string): boolean {
	const tags = [...text.matchAll(token)].some(
		([, , name]) => name === undefined || isTag(name.toLowerCase())
	);
	return tags || decodeEntities(text) !== text;
}

/** What looks like a tag and is none is text: `a<b and b>c`, `<stdio.h>`. */
function isTag(name: string): boolean {
	return markTags.has(name) || known.has(name) || name.includes(':');
}

/**
 * What a browser would show of `html`, in our markup. `breaks`: line breaks of the source are seen, as in Moodle's own
 * automatic format.
 */
export function fromHtml(html: string, { breaks = false } = {}): ForeignText {
	const page = new Page(breaks);
	const source = html.replace(/\r\n?/g, '\n');
	let at = 0;
	for (const found of source.matchAll(token)) {
		const [all, slash = '', rawName = '', attributes = ''] = found;
		const name = rawName.toLowerCase();
		if (rawName !== '' && !isTag(name)) continue;
		page.say(source.slice(at, found.index));
		if (rawName !== '') page.tag(name, slash !== '', attributes);
		at = found.index + all.length;
	}
	page.say(source.slice(at));
	return { text: toMarkup(page.pieces), objects: page.objects };
}

/** What has been shown so far. */
class Page {
	readonly pieces: Piece[] = [];
	readonly objects: ForeignObject[] = [];
	readonly #breaks: boolean;
	readonly #open: Mark[] = [];
	/** The last thing shown; a line break before the first. `folded`: a space that another one, or an edge, swallows. */
	#last: 'break' | 'folded' | 'text' = 'break';
	#silentIn = '';
	#preformatted = 0;

	constructor(breaks: boolean) {
		this.#breaks = breaks;
	}

	/** Text between tags, as it stands in the source. */
	say(source: string): void {
		if (this.#silentIn !== '' || source === '') return;
		const folded = this.#preformatted > 0 ? source : fold(source, this.#breaks);
		const shown = this.#last === 'text' || this.#preformatted > 0 ? folded : folded.replace(/^ /, '');
		let at = 0;
		for (const match of shown.matchAll(formula)) {
			const tex = decodeEntities(match[1] ?? match[2] ?? match[3] ?? '').replace(/\s+/g, ' ');
			this.#add(decodeEntities(shown.slice(at, match.index)), this.#open);
			this.#add(tex.trim(), [...this.#open, 'formula']);
			at = match.index + match[0].length;
		}
		this.#add(decodeEntities(shown.slice(at)), this.#open);
		if (shown !== '') this.#last = shown.endsWith('\n') ? 'break' : shown.endsWith(' ') ? 'folded' : 'text';
	}

	tag(name: string, closes: boolean, attributes: string): void {
		if (this.#silentIn !== '') {
			if (closes && name === this.#silentIn) this.#silentIn = '';
			else if (name === 'source') this.objects.push(...objectsOf(name, attributes));
			return;
		}
		if (!closes) this.objects.push(...objectsOf(name, attributes));
		const mark = markTags.get(name);
		if (mark !== undefined) {
			if (!closes) this.#open.push(mark);
			else if (this.#open.includes(mark)) this.#open.splice(this.#open.lastIndexOf(mark), 1);
		} else if (silent.includes(name) && !closes && !attributes.endsWith('/')) this.#silentIn = name;
		else if (name === 'br') this.#break();
		else if (cells.includes(name) && closes) this.say(' ');
		else if (blocks.includes(name)) {
			if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted + (closes ? -1 : 1));
			if (this.#last !== 'break') this.#break();
		}
	}

	#break(): void {
		const last = this.pieces.at(-1);
		if (this.#last === 'folded' && last) last.text = last.text.replace(/ $/, '');
		this.#add('\n', []);
		this.#last = 'break';
	}

	#add(text: string, marks: readonly Mark[]): void {
		if (text !== '') this.pieces.push({ text, marks: new Set(marks) });
	}
}

/** White space as a browser shows it: one space, whatever it is in the source. */
function fold(source: string, breaks: boolean): string {
	const space = breaks ? /[ \t\f]*\n[ \t\f]*|[ \t\f]+/g : /[ \t\n\f]+/g;
	return source.replace(space, (s) =>
		breaks && s.includes('\n') ? '\n'.repeat(s.split('\n').length - 1) : ' '
	);
}

function objectsOf(name: string, attributes: string): ForeignObject[] {
	const value = (attribute: string) => {
		const found = new RegExp(`\\b${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
			attributes
		);
		return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
	};
	const address = value('src') || value('data') || value('href');
	if (!embedded.includes(name) && !(['a', 'source'].includes(name) && mediaFile.test(address))) return [];
	if (address === '' && ['audio', 'video'].includes(name)) return [];
	const data = /^data:[\w/+.-]+;base64,([\w+/=\s]+)$/.exec(address)?.[1] ?? '';
	return [{ name: fileName(address) || value('alt') || name, data }];
}

/** The last part of an address; '' for a picture that stands in the page itself. */
function fileName(address: string): string {
	if (address.startsWith('data:')) return '';
	const last =
		address
			.replace(/[?#].*$/, '')
			.split('/')
			.at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

const signs: Record<Mark, [open: string, close: string]> = {
	bold: ['**', '**'],
	italic: ['*', '*'],
	underline: ['__', '__'],
	sup: ['^(', ')'],
	sub: ['_(', ')'],
	formula: ['$', '$']
};

/** The pieces in our markup; a line where its signs would not be understood, as plain text. */
function toMarkup(pieces: Piece[]): string {
	return linesOf(pieces)
		.map((line) => {
			const meant = line.map((p) => p.text).join('');
			// Seldom a sign that means itself would be taken for a mark of the signs around it: then every one is escaped.
			const tries = [escapeMarkup, escapeEverySign].map((escape) => writePieces(line, [], escape));
			return tries.find((written) => textOf(parse(written)) === meant) ?? escapeMarkup(meant);
		})
		.join('\n')
		.trim();
}

function linesOf(pieces: Piece[]): Piece[][] {
	const lines: Piece[][] = [[]];
	for (const { text, marks } of pieces)
		text.split('\n').forEach((part, i) => {
			if (i > 0) lines.push([]);
			if (part !== '') lines.at(-1)?.push({ text: part, marks });
		});
	return lines;
}

/** The mark that lasts longest stands outside; white space at the edges of what is marked, outside of the signs. */
function writePieces(pieces: Piece[], within: Mark[], escape: (text: string) => string): string {
	let written = '';
	for (let at = 0; at < pieces.length;) {
		const end = (mark: Mark | null) => {
			const apart = (p: Piece) =>
				mark === null ? [...p.marks].some((m) => !within.includes(m)) : !p.marks.has(mark);
			const found = pieces.findIndex((p, i) => i >= at && apart(p));
			return found < 0 ? pieces.length : found;
		};
		const marks = [...(pieces[at]?.marks ?? [])].filter((m) => !within.includes(m));
		// Nothing stands within a formula, and each is one of its own.
		const lasts = (mark: Mark) => (mark === 'formula' ? at + 1 : end(mark));
		const [mark = null] = marks.sort((a, b) => lasts(b) - lasts(a) || (a === 'formula' ? 1 : -1));
		const group = pieces.slice(at, mark === 'formula' ? at + 1 : end(mark));
		const letters = group.map((p) => p.text).join('');
		at += group.length;
		if (mark === null) written += escape(letters);
		else {
			const inner = mark === 'formula' ? letters : writePieces(group, [...within, mark], escape);
			const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
			written += core === '' ? inner : before + signs[mark].join(core) + after;
		}
	}
	return written;
}

function textOf(parts: Markup[]): string {
	return parts
		.map((p) => (p.kind === 'text' ? p.text : p.kind === 'formula' ? p.tex : textOf(p.children)))
		.join('');
}

const tags: Record<Exclude<Mark, 'formula'>, string> = {
	bold: 'b',
	italic: 'i',
	underline: 'u',
	sup: 'sup',
	sub: 'sub'
};

/** Whether the text says more than its letters. */
export function hasMarkup(text: string): boolean {
	return parse(text).some((part) => part.kind !== 'text');
}

/** A text in our markup as HTML; {@link fromHtml} gives it back. */
export function toHtml(text: string): string {
	return write(parse(text));
}

function write(parts: Markup[]): string {
	return parts
		.map((part) => {
			if (part.kind === 'text') return escapeHtml(part.text);
			if (part.kind === 'formula') return `\\(${escapeHtml(part.tex)}\\)`;
			return `<${tags[part.kind]}>${write(part.children)}</${tags[part.kind]}>`;
		})
		.join('');
}

/** References keep what a browser would fold, and what would be taken for a formula. */
export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replace(/\\(?=[([])/g, '&#92;')
		.replace(/\$(?=\$)/g, '&#36;')
		.replaceAll('\t', '&#9;')
		.replace(/(?<=[ \n]) | (?=\n)/g, '&#32;')
		.replaceAll('\n', '<br>');
}
