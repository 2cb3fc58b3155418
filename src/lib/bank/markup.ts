import { formulaText, scripted } from './formula-text';

/**
 * The light markup of a question's text, options and explanation: `**bold**`, `*italic*`, `__underline__`, `^(above)`,
 * `_(below)`, `$a formula in TeX$`, and a backslash before one of `* _ ^ $` that means itself. It is made so that what
 * nobody meant as markup is none: ____ as a gap, 2*3*4, 5$, (*), x_1, C:\.
 */
export type Markup =
	| { kind: 'text'; text: string }
	| { kind: 'formula'; tex: string }
	| { kind: 'bold' | 'italic' | 'underline' | 'sup' | 'sub'; children: Markup[] };

const special = /[*_^$]/;
const specials = /[*_^$]/g;
const wordSign = /[\p{L}\p{M}\p{N}]/u;
const letters = /^[\p{L}\p{M}]+$/u;
/** What never stands first in, and what never stands last in what somebody marks. */
const neverFirst = /[\s.,;:!?)\]}…]/;
const neverLast = /[\s([{]/;

/** The parts of a text. Marks pair within a line; lines are parted by a line feed within the text. */
export function parse(text: string): Markup[] {
	const found: Markup[] = [];
	text.split('\n').forEach((line, i) => {
		if (i > 0) add(found, { kind: 'text', text: '\n' });
		for (const part of parseLine(line)) add(found, part);
	});
	return found;
}

/** The text as it reads without any formatting: H_(2)O as H₂O, `$\frac{1}{2}$` as 1/2. */
export function plainText(text: string): string {
	return special.test(text) ? plain(parse(text)) : text;
}

/** The markup of a plain text: the text itself, unless something in it would be taken for markup. */
export function escapeMarkup(text: string): string {
	return text
		.split('\n')
		.map((line) => (plain(parseLine(line)) === line ? line : escapeEverySign(line)))
		.join('\n');
}

/** The text with a backslash before each sign that could be markup. */
export function escapeEverySign(text: string): string {
	return text.replace(specials, '\\$&');
}

/** Whether the text holds a formula, so that what sets formulas is needed. */
export function hasFormula(text: string): boolean {
	return text.includes('$') && some(parse(text));
}

function some(parts: Markup[]): boolean {
	return parts.some((p) => p.kind === 'formula' || ('children' in p && some(p.children)));
}

function add(parts: Markup[], part: Markup): void {
	const last = parts[parts.length - 1]; // at() is not in the browsers that the phone is for
	if (part.kind === 'text' && last?.kind === 'text')
		parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
	else parts.push(part);
}

interface Span {
	part: Markup;
	/** Index behind it. */
	end: number;
}

function parseLine(line: string): Markup[] {
	const parts: Markup[] = [];
	let i = 0;
	while (i < line.length) {
		const span = isEscape(line, i)
			? { part: text(line.charAt(i + 1)), end: i + 2 }
			: (spanAt(line, i) ?? plainFrom(line, i));
		add(parts, span.part);
		i = span.end;
	}
	return parts;
}

const text = (text: string): Markup => ({ kind: 'text', text });

const isEscape = (line: string, i: number) => line[i] === '\\' && special.test(line.charAt(i + 1));

/** A run of the same sign that marks nothing, or whatever stands before the next sign that could. */
function plainFrom(line: string, i: number): Span {
	let end = i + 1;
	if (special.test(line.charAt(i))) end = i + runAt(line, i);
	else while (end < line.length && line[end] !== '\\' && !special.test(line.charAt(end))) end++;
	return { part: text(line.slice(i, end)), end };
}

function runAt(line: string, i: number): number {
	let end = i + 1;
	while (line[end] === line[i]) end++;
	return end - i;
}

function spanAt(line: string, i: number): Span | null {
	if (!special.test(line.charAt(i)) || inAddress(line, i)) return null;
	const run = runAt(line, i);
	switch (line[i]) {
		case '$': {
			const end = formulaEnd(line, i);
			return end === null ? null : { part: { kind: 'formula', tex: line.slice(i + 1, end - 1) }, end };
		}
		case '*':
			return run <= 3 ? marked(line, i, run) : null;
		case '_':
			return run === 2 ? marked(line, i, run) : run === 1 ? script(line, i, 'sub') : null;
		case '^':
			return run === 1 ? script(line, i, 'sup') : null;
		default:
			return null;
	}
}

/** Addresses of pages are full of such signs. */
const inAddress = (line: string, i: number) => line.slice(line.lastIndexOf(' ', i) + 1, i).includes('://');

/** Index behind the formula that opens at `i`; null when none does. A price is no formula: 5$, $5. */
function formulaEnd(line: string, i: number): number | null {
	if (wordSign.test(line.charAt(i - 1)) || /[\s$]|^$/.test(line.charAt(i + 1))) return null;
	let j = i + 1;
	while (j < line.length && line[j] !== '$') j += line[j] === '\\' ? 2 : 1;
	if (line[j] !== '$' || /\s/.test(line.charAt(j - 1)) || wordSign.test(line.charAt(j + 1))) return null;
	return line[j + 1] === '$' ? null : j + 1;
}

/** What stands between two runs of `*` or `_`. Three stars are bold and italic; they may also close one within the other. */
function marked(line: string, i: number, run: number): Span | null {
	const start = i + run;
	if (start >= line.length || neverFirst.test(line.charAt(start))) return null;
	for (let j = start; j < line.length;) {
		const formula = line[j] === '$' ? formulaEnd(line, j) : null;
		if (formula !== null || isEscape(line, j)) {
			j = formula ?? j + 2;
			continue;
		}
		const found = line[j] === line[i] ? runAt(line, j) : 0;
		const closes = found === run || (found === 3 && line[i] === '*');
		if (closes && !neverLast.test(line.charAt(j - 1))) {
			const end = j + found;
			const inner = line.slice(start, end - run);
			// Only letters can be bold or underlined within a word: h**ea**t. One star and gaps there mean something else.
			const apart = !wordSign.test(line.charAt(i - 1)) && !wordSign.test(line.charAt(end));
			if (apart || (run === 2 && letters.test(inner))) return { part: mark(line.charAt(i), run, inner), end };
		}
		j += found || 1;
	}
	return null;
}

function mark(sign: string, run: number, inner: string): Markup {
	const children = parseLine(inner);
	if (sign === '_') return { kind: 'underline', children };
	if (run === 3) return { kind: 'bold', children: [{ kind: 'italic', children }] };
	return { kind: run === 2 ? 'bold' : 'italic', children };
}

/** `^(…)` or `_(…)` right behind what it belongs to; parentheses within it come in pairs. */
function script(line: string, i: number, kind: 'sup' | 'sub'): Span | null {
	if (i === 0 || neverLast.test(line.charAt(i - 1)) || line[i + 1] !== '(') return null;
	let depth = 0;
	for (let j = i + 1; j < line.length; j++) {
		if (line[j] === '(') depth++;
		else if (line[j] === ')' && --depth === 0) {
			const inner = line.slice(i + 2, j);
			if (inner === '' || inner !== inner.trim() || line[j + 1] === line[i]) return null;
			return { part: { kind, children: parseLine(inner) }, end: j + 1 };
		}
	}
	return null;
}

function plain(parts: Markup[]): string {
	return parts
		.map((part) => {
			if (part.kind === 'text') return part.text;
			if (part.kind === 'formula') return formulaText(part.tex);
			const inner = plain(part.children);
			return part.kind === 'sup' || part.kind === 'sub' ? scripted(inner, part.kind) : inner;
		})
		.join('');
}
