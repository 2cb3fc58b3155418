/**
 * A formula as it reads in one line of plain text, for papers and tables that set no formulas: `\frac{1}{2}` as 1/2,
 * `\sqrt{a+b}` as √(a+b), `x^{2}` as x². What it does not know comes back as it is written, in TeX.
 */
export function formulaText(tex: string): string {
	try {
		const said = new Reader(tex).sequence(() => false);
		return said.replace(/\s+/g, ' ').trim();
	} catch (error) {
		if (error instanceof Unknown) return tex;
		throw error;
	}
}

const raised = { from: '0123456789+-=()ni', to: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ', sign: '^' };
const lowered = { from: '0123456789+-=()', to: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎', sign: '_' };

/** In the small signs that Unicode has; otherwise behind the sign for it, in parentheses where it is more than one thing. */
export function scripted(inner: string, kind: 'sup' | 'sub'): string {
	const { from, to, sign } = kind === 'sup' ? raised : lowered;
	const every = [...inner].every((c) => from.includes(c));
	return every ? [...inner].map((c) => to.charAt(from.indexOf(c))).join('') : `${sign}(${inner})`;
}

class Unknown extends Error {}

/** Commands that are one sign. */
const signs = new Map(
	Object.entries({
		...{ le: '≤', leq: '≤', leqslant: '≤', ge: '≥', geq: '≥', geqslant: '≥', ne: '≠', neq: '≠' },
		...{ approx: '≈', equiv: '≡', sim: '~', pm: '±', mp: '∓', times: '×', div: '÷', cdot: '·', ast: '*' },
		...{ infty: '∞', in: '∈', notin: '∉', subset: '⊂', subseteq: '⊆', supset: '⊃', cup: '∪', cap: '∩' },
		...{ varnothing: '∅', emptyset: '∅', setminus: '\\', forall: '∀', exists: '∃', perp: '⊥', bot: '⊥' },
		...{ parallel: '∥', mid: '|', angle: '∠', triangle: '△', to: '→', rightarrow: '→', longrightarrow: '→' },
		...{ leftarrow: '←', Rightarrow: '⇒', implies: '⇒', Leftrightarrow: '⇔', iff: '⇔', uparrow: '↑' },
		...{ downarrow: '↓', rightleftharpoons: '⇌', ldots: '…', dots: '…', cdots: '…', vdots: '…', prime: '′' },
		...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', theta: 'θ' },
		...{ lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ' },
		...{ varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', eta: 'η', kappa: 'κ', zeta: 'ζ', Gamma: 'Γ' },
		...{ Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω' },
		...{ sum: '∑', prod: '∏', int: '∫', partial: '∂', nabla: '∇', circ: '°', degree: '°', percent: '%' },
		...{ lbrace: '{', rbrace: '}', lvert: '|', rvert: '|', vert: '|', langle: '⟨', rangle: '⟩', colon: ':' },
		...{ quad: ' ', qquad: ' ', ',': ' ', ';': ' ', ':': ' ', ' ': ' ', '!': '', '\\': '; ' },
		...{ '{': '{', '}': '}', '%': '%', $: '$', '#': '#', '&': '&', _: '_' }
	})
);
/** Commands that are read as their names. */
const named =
	/^(sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|log|ln|lg|lim|max|min|det|gcd|exp|dim|deg)$/;
/** Commands that say how what follows looks. */
const looks = /^(text|textbf|textit|mathrm|mathbf|mathit|mathsf|mathcal|mathbb|operatorname|boldsymbol)$/;
/** Commands that say nothing in a line: how large brackets and signs are. */
const silent = /^(left|right|middle|[bB]igg?[lr]?|displaystyle|textstyle|limits)$/;
/** Signs above what follows; behind each letter of it, or behind all of it. */
const above = new Map(
	Object.entries({
		overline: { mark: '\u0305', each: true },
		bar: { mark: '\u0305', each: true },
		vec: { mark: '\u20d7', each: false },
		overrightarrow: { mark: '\u20d7', each: false },
		hat: { mark: '\u0302', each: false },
		widehat: { mark: '\u0302', each: false },
		dot: { mark: '\u0307', each: false }
	})
);

class Reader {
	private place = 0;
	constructor(private readonly tex: string) {}

	/** All up to where `ends` says so, or to the end. */
	sequence(ends: () => boolean): string {
		let said = '';
		while (this.place < this.tex.length && !ends()) said += this.part(said);
		return said;
	}

	private part(before: string): string {
		const sign = this.tex.charAt(this.place);
		if (sign === '^' || sign === '_') {
			this.place++;
			const inner = this.group();
			if (inner === '°' || /^[′']+$/.test(inner)) return inner;
			// What a limit or a sum runs over.
			if (sign === '_' && /(lim|max|min)$/.test(before)) return `(${inner}) `;
			return scripted(inner, sign === '^' ? 'sup' : 'sub');
		}
		if (sign === '&') {
			this.place++;
			return ' ';
		}
		return this.one();
	}

	/** A group in braces, a command or a sign: what a command or a script takes. */
	private group(): string {
		while (this.tex[this.place] === ' ') this.place++;
		if (this.place >= this.tex.length) throw new Unknown();
		return this.one();
	}

	private one(): string {
		const sign = this.tex.charAt(this.place++);
		if (sign === '{') return this.closed('}');
		if (sign === '}') throw new Unknown();
		if (sign === '~') return ' ';
		return sign === '\\' ? this.command() : sign;
	}

	private closed(end: string): string {
		const said = this.sequence(() => this.tex[this.place] === end);
		if (this.place++ >= this.tex.length) throw new Unknown();
		return said;
	}

	private command(): string {
		const [name = ''] = /^([A-Za-z]+|[^])/.exec(this.tex.slice(this.place)) ?? [];
		this.place += name.length;
		if (/^[dt]?frac$/.test(name)) return `${together(this.group())}/${together(this.group())}`;
		if (name === 'sqrt') {
			let degree = '';
			if (this.tex[this.place] === '[') {
				this.place++;
				degree = this.closed(']');
			}
			return `${degree && scripted(degree, 'sup')}√${together(this.group())}`;
		}
		const sign = signs.get(name);
		if (sign !== undefined) return this.ended(sign);
		const mark = above.get(name);
		if (mark) {
			const inner = this.group();
			return mark.each ? [...inner].map((c) => c + mark.mark).join('') : inner + mark.mark;
		}
		if (named.test(name)) return name;
		if (looks.test(name)) return this.group();
		if (silent.test(name)) {
			// The bracket that is not there.
			if (this.tex[this.place] === '.') this.place++;
			return '';
		}
		if (name === 'begin') return this.environment();
		throw new Unknown();
	}

	/** The space behind a letter's command only ends it; behind what stands between two things it is meant to be seen. */
	private ended(sign: string): string {
		if (/^\p{L}$/u.test(sign))
			this.place += /^ +(?=[\p{L}\p{N}])/u.exec(this.tex.slice(this.place))?.[0].length ?? 0;
		return sign;
	}

	/** Rows are parted by semicolons, what stands in a row by spaces. */
	private environment(): string {
		const [whole, name = ''] = /^\{(cases|aligned|align\*?|array|[pbvB]?matrix)\}(?:\{[lcr|]*\})?/.exec(
			this.tex.slice(this.place)
		) ?? [''];
		if (!whole) throw new Unknown();
		this.place += whole.length;
		const end = `\\end{${name}}`;
		const said = this.sequence(() => this.tex.startsWith(end, this.place));
		if (!this.tex.startsWith(end, this.place)) throw new Unknown();
		this.place += end.length;
		const rows = said
			.replace(/\s*;\s*$/, '')
			.replace(/\s*;\s*/g, '; ')
			.trim();
		return name === 'cases' ? `{ ${rows}` : `(${rows})`;
	}
}

/** In parentheses, where more than one number or letter would be torn apart. */
function together(said: string): string {
	return /^([\p{L}\p{N}.,]+|[\p{L}\p{N}][⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]+|\(.*\)|√[\p{L}\p{N}]+)$/u.test(said)
		? said
		: `(${said})`;
}
