import { m } from '$lib/paraglide/messages';

/** Formulas to begin with. `?` stands where something is to be written. */
export const structures: readonly { name: () => string; tex: string }[] = [
	{ name: m.bank_tex_fraction, tex: String.raw`\frac{?}{?}` },
	{ name: m.bank_tex_root, tex: String.raw`\sqrt{?}` },
	{ name: m.bank_tex_nth_root, tex: String.raw`\sqrt[3]{?}` },
	{ name: m.bank_tex_power, tex: String.raw`?^{?}` },
	{ name: m.bank_tex_index, tex: String.raw`?_{?}` },
	{ name: m.bank_tex_sum, tex: String.raw`\sum_{i=1}^{n} ?` },
	{ name: m.bank_tex_integral, tex: String.raw`\int_{a}^{b} ? \, dx` },
	{ name: m.bank_tex_limit, tex: String.raw`\lim_{x \to ?} ?` },
	{ name: m.bank_tex_vector, tex: String.raw`\overrightarrow{?}` },
	{ name: m.bank_tex_angle, tex: String.raw`\widehat{?}` },
	{ name: m.bank_tex_system, tex: String.raw`\begin{cases} ? \\ ? \end{cases}` },
	{ name: m.bank_tex_chemistry, tex: String.raw`\mathrm{H_2SO_4}` }
];

/** Signs, with how they are written. */
export const signs: readonly { sign: string; tex: string }[] = [
	{ sign: '≤', tex: String.raw`\le` },
	{ sign: '≥', tex: String.raw`\ge` },
	{ sign: '≠', tex: String.raw`\ne` },
	{ sign: '≈', tex: String.raw`\approx` },
	{ sign: '±', tex: String.raw`\pm` },
	{ sign: '×', tex: String.raw`\times` },
	{ sign: '÷', tex: String.raw`\div` },
	{ sign: '·', tex: String.raw`\cdot` },
	{ sign: '°', tex: String.raw`^\circ` },
	{ sign: 'π', tex: String.raw`\pi` },
	{ sign: 'α', tex: String.raw`\alpha` },
	{ sign: 'β', tex: String.raw`\beta` },
	{ sign: 'Δ', tex: String.raw`\Delta` },
	{ sign: '∞', tex: String.raw`\infty` },
	{ sign: '∈', tex: String.raw`\in` },
	{ sign: '⊂', tex: String.raw`\subset` },
	{ sign: '∪', tex: String.raw`\cup` },
	{ sign: '∩', tex: String.raw`\cap` },
	{ sign: '∅', tex: String.raw`\varnothing` },
	{ sign: '⊥', tex: String.raw`\perp` },
	{ sign: '∥', tex: String.raw`\parallel` },
	{ sign: '→', tex: String.raw`\to` },
	{ sign: '⇒', tex: String.raw`\Rightarrow` },
	{ sign: '⇔', tex: String.raw`\Leftrightarrow` }
];
