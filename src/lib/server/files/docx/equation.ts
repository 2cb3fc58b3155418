import { elements, find, value, type Element } from './tree';

/** An equation of Office (OMML) as LaTeX, on one line. What it has that we don't know is written as its parts. */
export function latex(node: Element): string {
	return elements(node).map(part).join('').replace(/\s+/g, ' ');
}

const below = (node: Element, name: string) => {
	const found = find(node, name);
	return found ? latex(found) : '';
};

function part(node: Element): string {
	switch (node.name) {
		case 'r':
			return elements(node, 't')
				.map((t) => symbols(t.children.filter((c) => typeof c === 'string').join('')))
				.join('');
		case 'f':
			return `\\frac{${below(node, 'num')}}{${below(node, 'den')}}`;
		case 'sSup':
			return `{${below(node, 'e')}}^{${below(node, 'sup')}}`;
		case 'sSub':
			return `{${below(node, 'e')}}_{${below(node, 'sub')}}`;
		case 'sSubSup':
			return `{${below(node, 'e')}}_{${below(node, 'sub')}}^{${below(node, 'sup')}}`;
		case 'rad': {
			const degree = below(node, 'deg').trim();
			return `\\sqrt${degree === '' ? '' : `[${degree}]`}{${below(node, 'e')}}`;
		}
		case 'd': {
			const begin = value(find(node, 'dPr'), 'begChr') ?? '(';
			const end = value(find(node, 'dPr'), 'endChr') ?? ')';
			const inner = elements(node, 'e')
				.map(latex)
				.join(value(find(node, 'dPr'), 'sepChr') ?? '|');
			return `\\left${bracket(begin)}${inner}\\right${bracket(end)}`;
		}
		case 'nary': {
			const sign = value(find(node, 'naryPr'), 'chr') ?? '∫';
			const [sub, sup] = [below(node, 'sub'), below(node, 'sup')];
			return `${naries[sign] ?? '\\int '}${sub === '' ? '' : `_{${sub}}`}${sup === '' ? '' : `^{${sup}}`}{${below(node, 'e')}}`;
		}
		case 'func':
			return `${below(node, 'fName')}{${below(node, 'e')}}`;
		case 'limLow':
			return `${below(node, 'e')}_{${below(node, 'lim')}}`;
		case 'limUpp':
			return `${below(node, 'e')}^{${below(node, 'lim')}}`;
		case 'bar':
			return `\\overline{${below(node, 'e')}}`;
		case 'acc': {
			const sign = value(find(node, 'accPr'), 'chr') ?? '\u0302';
			return `${accents[sign] ?? '\\hat'}{${below(node, 'e')}}`;
		}
		case 'm':
			return `\\begin{matrix}${elements(node, 'mr')
				.map((row) => elements(row, 'e').map(latex).join('&'))
				.join('\\\\')}\\end{matrix}`;
		case 'eqArr':
			return `\\begin{matrix}${elements(node, 'e').map(latex).join('\\\\')}\\end{matrix}`;
		case 'oMath':
		case 'e':
		case 'box':
		case 'borderBox':
		case 'groupChr':
		case 'phant':
		case 'ins':
			return latex(node);
		default:
			return '';
	}
}

function bracket(sign: string): string {
	if (sign === '') return '.';
	return '{}'.includes(sign) ? `\\${sign}` : sign;
}

const naries: Record<string, string> = {
	'∑': '\\sum',
	'∏': '\\prod',
	'∫': '\\int',
	'∬': '\\iint',
	'⋃': '\\bigcup',
	'⋂': '\\bigcap'
};
const accents: Record<string, string> = {
	'\u0302': '\\hat',
	'\u0304': '\\bar',
	'\u0305': '\\bar',
	'\u20d7': '\\vec',
	'→': '\\vec',
	'\u0303': '\\tilde',
	'\u0307': '\\dot'
};
const named: Record<string, string> = {
	'×': '\\times ',
	'÷': '\\div ',
	'·': '\\cdot ',
	'⋅': '\\cdot ',
	'±': '\\pm ',
	'≤': '\\le ',
	'≥': '\\ge ',
	'≠': '\\ne ',
	'≈': '\\approx ',
	'∞': '\\infty ',
	'→': '\\to ',
	'⇒': '\\Rightarrow ',
	'⇔': '\\Leftrightarrow ',
	'∈': '\\in ',
	'∉': '\\notin ',
	'⊂': '\\subset ',
	'∪': '\\cup ',
	'∩': '\\cap ',
	'∅': '\\varnothing ',
	'∀': '\\forall ',
	'∃': '\\exists ',
	π: '\\pi ',
	α: '\\alpha ',
	β: '\\beta ',
	γ: '\\gamma ',
	Δ: '\\Delta ',
	δ: '\\delta ',
	λ: '\\lambda ',
	μ: '\\mu ',
	φ: '\\varphi ',
	ω: '\\omega ',
	Ω: '\\Omega ',
	θ: '\\theta ',
	'°': '^{\\circ}',
	'−': '-',
	'%': '\\%',
	'#': '\\#',
	'&': '\\&',
	$: '\\$'
};

function symbols(text: string): string {
	return [...text.normalize('NFKC')].map((c) => named[c] ?? c).join('');
}
