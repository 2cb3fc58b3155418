import { expect, it } from 'vitest';
import { structures, signs } from '$lib/ui/bank/formula-templates';
import { formulaText } from './formula-text';

it.each([
	[String.raw`\sqrt{{3}^{2}+{4}^{2}}`, '√(3²+4²)'],
	[String.raw`\sqrt[3]{27}`, '³√27'],
	[String.raw`\frac{1}{2}`, '1/2'],
	[String.raw`\frac{a+b}{2c}`, '(a+b)/2c'],
	[String.raw`x^2 + y_1 \le 5`, 'x² + y₁ ≤ 5'],
	[String.raw`x^{n+1}`, 'xⁿ⁺¹'],
	[String.raw`x^{ab}`, 'x^(ab)'],
	[String.raw`90^\circ`, '90°'],
	[String.raw`\mathrm{H_2SO_4}`, 'H₂SO₄'],
	[String.raw`\lim_{x \to 0} \frac{\sin x}{x}`, 'lim(x → 0) (sin x)/x'],
	[String.raw`\sum_{i=1}^{n} i`, '∑_(i=1)ⁿ i'],
	[String.raw`\begin{cases} x+y=1 \\ x-y=3 \end{cases}`, '{ x+y=1; x-y=3'],
	[String.raw`\left(\frac{1}{2}\right)^2`, '(1/2)²'],
	[String.raw`\overrightarrow{AB}`, 'AB\u20d7'],
	[String.raw`\text{diện tích} = \pi r^2`, 'diện tích = πr²'],
	[String.raw`A \cup B = \varnothing`, 'A ∪ B = ∅'],
	[String.raw`5\,\text{km}`, '5 km'],
	[String.raw`\alpha + \beta \ne 2\pi R`, 'α + β ≠ 2πR'],
	[String.raw`\left.\frac{a}{b}\right|`, 'a/b|']
])('%s reads %s', (tex, said) => expect(formulaText(tex)).toBe(said));

it.each([
	String.raw`\unknown{x}`,
	'{x',
	'x}',
	String.raw`\frac{1}`,
	String.raw`\begin{tikz}\end{tikz}`,
	'x^',
	'\\',
	String.raw`\constructor`
])('%s is left as it is written', (tex) => expect(formulaText(tex)).toBe(tex));

it('knows every sign and structure that the editor offers', () => {
	for (const { sign, tex } of signs)
		expect([tex, formulaText(tex.replace('^', 'x^')).replace('x', '')]).toEqual([tex, sign]);
	for (const { tex } of structures) expect(formulaText(tex.replaceAll('?', 'x'))).not.toContain('\\');
});
